import { isReservedUnitName } from '../units/named-units.js'
import { isReservedFunction } from './functions.js'

/** Numbers with a name that nothing else can have. */
export const CONSTANTS: ReadonlyMap<string, number> = new Map([
  ['pi', Math.PI],
  ['e', Math.E],
  ['inf', Infinity],
])

/** Words of the language that equations come from. They are never names, even those without a meaning here. */
export const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if import in is ' +
    'lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
)

const SPECIAL_NAMES: ReadonlySet<string> = new Set(['t', 'dt', 't_in_timesteps', 'i', 'N'])
const REFRACTORY_NAMES: ReadonlySet<string> = new Set(['not_refractory', 'refractory', 'refractory_until'])

/** Whether a name stands for white noise: `xi`, `xi_1`, `xi_e`. */
export function isNoise(name: string): boolean {
  return name === 'xi' || name.startsWith('xi_')
}

/** Why a name cannot be given to something new. */
export type IllegalName =
  | 'not a name'
  | 'keyword'
  | 'internal'
  | 'constant'
  | 'unit'
  | 'function'
  | 'noise'
  | 'special'
  | 'refractoriness'

/** Why a variable, event or local cannot have the name; `undefined` if it can. */
export function whyIllegalName(name: string): IllegalName | undefined {
  if (!isName(name)) return 'not a name'
  if (KEYWORDS.has(name)) return 'keyword'
  if (name.startsWith('_')) return 'internal'
  if (CONSTANTS.has(name)) return 'constant'
  if (isNoise(name)) return 'noise'
  if (SPECIAL_NAMES.has(name)) return 'special'
  if (REFRACTORY_NAMES.has(name)) return 'refractoriness'
  if (isReservedFunction(name)) return 'function'
  return isReservedUnitName(name) ? 'unit' : undefined
}

/** Whether text is one name: an ASCII letter or `_`, then letters, digits and `_`. */
export function isName(text: string): boolean {
  if (text === '' || isDigit(text.charCodeAt(0))) return false
  for (let position = 0; position < text.length; position++) {
    if (!isNamePart(text.charCodeAt(position))) return false
  }
  return true
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

export function isNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95
}

export function isNamePart(code: number): boolean {
  return isNameStart(code) || isDigit(code)
}
