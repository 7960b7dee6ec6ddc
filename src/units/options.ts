import { printBriefly } from './print-quantity.js'
import { Quantity } from './quantity.js'
import { nearestNames } from '../errors/nearest-name.js'
import { RheobaseError } from '../errors/rheobase-error.js'

/**
 * Refuses options that do not exist: a misspelled option must never be ignored. Slot and order, which many objects have, are checked, too.
 * `where` names the call: "neuronGroup".
 */
export function checkOptions(where: string, options: unknown, known: readonly string[]): void {
  // A value alone, as in `soma(um(30))`, is an object, too.
  if (
    typeof options !== 'object' ||
    options === null ||
    options instanceof Quantity ||
    Array.isArray(options)
  ) {
    throw new RheobaseError(
      'type',
      'not-options',
      `${where} takes its options as an object such as { ${known[0] ?? 'name'}: … }, not ${describeValue(options)}`,
    )
  }
  for (const [name, value] of Object.entries(options)) {
    if (known.includes(name)) {
      if (name === 'when' || name === 'order') checkPlace(where, name, value)
      continue
    }
    const [near] = nearestNames(name, known)
    throw new RheobaseError(
      'name',
      'unknown-option',
      `${where} has no option \`${name}\`.${near === undefined ? '' : ` Did you mean \`${near}\`?`}\nThe options are: ${known.join(', ')}.`,
    )
  }
}

function checkPlace(where: string, option: 'when' | 'order', value: unknown): void {
  const fits = option === 'when' ? typeof value === 'string' : Number.isInteger(value)
  if (fits || value === undefined) return
  throw new RheobaseError(
    'type',
    'not-a-place',
    `the option ${option} of ${where} is ${option === 'when' ? 'the name of a slot' : 'a whole number, the order within the slot'}, not ${describeValue(value)}`,
  )
}

/**
 * Refuses arguments beyond those that a function has: `slice(0, 10, 2)` must not be taken for `slice(0, 10)`. `call` shows what there is, and
 * `otherwise` what may have been meant.
 */
export function checkNoMore(call: string, more: readonly unknown[], otherwise = ''): void {
  if (more.length === 0) return
  throw new RheobaseError(
    'type',
    'too-many-arguments',
    `${call} takes nothing more, but was also given ${more.map(describeValue).join(' and ')}${otherwise}`,
  )
}

/** True or false, as it was given; `otherwise` if nothing was. */
export function checkFlag(name: string, value: unknown, otherwise: boolean): boolean {
  if (value === undefined) return otherwise
  if (typeof value === 'boolean') return value
  throw new RheobaseError('type', 'not-a-flag', `\`${name}\` is true or false, not ${describeValue(value)}`)
}

/** A whole number of at least `least`, or an error that says what was given. */
export function checkCount(where: string, value: unknown, least: number): number {
  if (typeof value !== 'number') {
    throw new RheobaseError(
      'type',
      'not-a-number',
      `${where} must be a whole number, not ${describeValue(value)}`,
    )
  }
  if (!Number.isInteger(value) || value < least) {
    throw new RheobaseError(
      'value',
      'impossible-count',
      `${where} must be a whole number of at least ${String(least)}, not ${String(value)}`,
    )
  }
  return value
}

export function checkText(where: string, value: unknown): string {
  if (typeof value === 'string') return value
  throw new RheobaseError('type', 'not-text', `${where} must be text, not ${describeValue(value)}`)
}

/** An object with something by name, such as a namespace. */
export function checkRecord(where: string, value: unknown): object {
  const isRecord =
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Quantity)
  if (isRecord) return value
  throw new RheobaseError(
    'type',
    'not-by-name',
    `${where} must be given by name, { name: … }, not ${describeValue(value)}`,
  )
}

/** A list of texts, or one text. */
export function checkTexts(where: string, value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.map(each => checkText(where, each))
  throw new RheobaseError('type', 'not-text', `${where} must be a list of names, not ${describeValue(value)}`)
}

/** What a user passed, in words. */
export function describeValue(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `the text ${JSON.stringify(value)}`
    case 'function':
      return 'a function'
    case 'object':
      return describeObject(value)
    case 'undefined':
      return 'nothing'
    default:
      return `${typeof value} ${String(value)}`
  }
}

function describeObject(value: object | null): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return `an array of ${String(value.length)}`
  if (value instanceof Quantity) return printBriefly(value)
  // An object without prototype has no class.
  const { constructor }: { constructor?: unknown } = value
  return typeof constructor === 'function' && constructor !== Object
    ? // Bundlers put a _ before the name of a class that mentions itself.
      `an object of class ${constructor.name.replace(/^_/, '')}`
    : 'an object'
}
