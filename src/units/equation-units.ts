import { nearestNames } from '../errors/nearest-name.js'
import { baseUnitText } from './describe-dimension.js'
import type { Dimension } from './dimension.js'
import type { UnitDefinition } from './unit-definition.js'
import { analyseUnitName, definitionOf } from './unit-name.js'
import { SHORT_NAMES } from './unit-table.js'

/** The names that the unit of a variable in equations may be made of: units of value 1. */
// prettier-ignore
export const EQUATION_UNIT_NAMES: readonly string[] = [
  'amp', 'ampere', 'candle', 'lumen', 'coulomb', 'farad', 'gray', 'sievert', 'henry', 'hertz', 'Hz', 'becquerel',
  'joule', 'katal', 'kelvin', 'kilogram', 'kilogramme', 'kgram', 'kgramme', 'klitre', 'kliter', 'lux', 'metre',
  'meter', 'mmolar', 'mM', 'mole', 'mol', 'newton', 'ohm',
  'pascal', 'radian', 'steradian', 'second', 'siemens', 'tesla', 'volt', 'watt', 'weber',
]

/** What a name means as the unit of a variable in equations: a unit, or advice what to write instead. */
export type EquationUnit =
  | { readonly kind: 'unit'; readonly unit: UnitDefinition; readonly dimension: Dimension }
  | {
      readonly kind: 'advice'
      /** A complete sentence. */
      readonly advice: string
      /** Unit text to write instead, if it is clear. */
      readonly instead: string | undefined
    }

/**
 * Variables are stored in SI base units, so their declaration names a dimension, without prefixes: `volt`,
 * not `mV`.
 */
export function baseUnitForEquations(name: string): EquationUnit {
  const analysed = analyseUnitName(name)
  if (analysed === undefined) return unknownUnit(name)
  const unit = definitionOf(analysed)
  if (EQUATION_UNIT_NAMES.includes(name)) return { kind: 'unit', unit, dimension: unit.dimension }
  const instead = insteadOf(name, unit)
  const reason =
    unit.value === 1
      ? 'powers of units are written with `**`'
      : 'it names the dimension without a scale, and values may still be given in any unit'
  return {
    kind: 'advice',
    advice: `\`${name}\` cannot be the unit of a variable: ${reason}. Write \`${instead}\`.`,
    instead,
  }
}

/** `volt` for `mV`, `metre**2` for `um2`. */
function insteadOf(name: string, unit: UnitDefinition): string {
  const analysed = analyseUnitName(Object.hasOwn(SHORT_NAMES, name) ? unit.name : name)
  const base = analysed?.row.name ?? ''
  const power = analysed === undefined || analysed.power === 1 ? '' : `**${String(analysed.power)}`
  if (base === 'gram' || base === 'gramme') return `kilogram${power}`
  if (base === 'molar') return `mmolar${power}`
  return EQUATION_UNIT_NAMES.includes(base) ? base + power : baseUnitText(unit.dimension)
}

const NOT_UNITS: Readonly<Record<string, string>> = {
  bool: 'boolean',
  int: 'integer',
  float: '1',
  double: '1',
}

function unknownUnit(name: string): EquationUnit {
  const type = Object.hasOwn(NOT_UNITS, name) ? NOT_UNITS[name] : undefined
  if (type !== undefined) {
    return { kind: 'advice', advice: `\`${name}\` is not a unit. Write \`${type}\`.`, instead: type }
  }
  const near = nearestNames(name, EQUATION_UNIT_NAMES)
  const question = near.length === 0 ? '' : ` Did you mean ${near.map(known => `\`${known}\``).join(' or ')}?`
  return {
    kind: 'advice',
    advice:
      `\`${name}\` is not a unit.${question} ` +
      `The units of variables are 1, boolean, integer, or made of: ${EQUATION_UNIT_NAMES.join(', ')}.`,
    instead: near[0],
  }
}
