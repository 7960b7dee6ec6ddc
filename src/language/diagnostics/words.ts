import {
  dimension,
  isDimensionless,
  sameDimension,
  voltage,
  time,
  current,
  conductance,
  resistance,
  capacitance,
  frequency,
  length,
  charge,
  type Dimension,
} from '../../units/dimension.js'
import { baseUnitText, describeDimension } from '../../units/describe-dimension.js'
import { printQuantity } from '../../units/print-quantity.js'
import type { NameMeaning } from '../scope.js'
import type { KnownName, NamedConstant, Side } from './facts.js'

/** Names in the field's own words of what has a dimension. */
const QUANTITIES: readonly (readonly [Dimension, string])[] = [
  [voltage, 'a voltage'],
  [time, 'a time'],
  [current, 'a current'],
  [conductance, 'a conductance'],
  [resistance, 'a resistance'],
  [capacitance, 'a capacitance'],
  [frequency, 'a rate'],
  [length, 'a length'],
  [charge, 'a charge'],
  [dimension({ m: 3 }), 'a volume'],
  [dimension({ m: 2 }), 'an area'],
  [dimension({ mol: 1, m: -3 }), 'a concentration'],
  [dimension({ K: 1 }), 'a temperature'],
]

/** "a voltage", "a plain number", "a quantity in volt/second". */
export function quantityWord(found: Dimension): string {
  if (isDimensionless(found)) return 'a plain number'
  const known = QUANTITIES.find(([each]) => sameDimension(each, found))
  return known?.[1] ?? `a quantity in ${baseUnitText(found)}`
}

/** Labelled dimensions in two columns. */
export function dimensionTable(
  rows: readonly (readonly [label: string, dimension: Dimension])[],
): readonly string[] {
  const width = rows.reduce((most, [label]) => Math.max(most, label.length), 0)
  return rows.map(([label, each]) => `${label.padEnd(width)}   ${describeDimension(each)}`)
}

/** Where constants that stand on a side have their value from, and what to write instead of a bare 0. */
export function aboutSides(...sides: readonly Side[]): readonly string[] {
  const lines = sides.flatMap(({ constant }) => (constant === undefined ? [] : [aboutConstant(constant)]))
  const other = sides.find(({ zero }) => !zero)
  if (other === undefined || !sides.some(({ zero }) => zero)) return lines
  return [...lines, zeroHint(other.dimension)]
}

/** A bare 0 has no dimension in text. */
export function zeroHint(wanted: Dimension): string {
  return `Write \`0*${zeroUnit(baseUnitText(wanted))}\`: in equations and code 0 is a plain number.`
}

const zeroUnit = (unit: string): string => (/^\w+(\*\*-?[\d.]+)?$/.test(unit) ? unit : `(${unit})`)

function aboutConstant({ name, value, dimension: of, where }: NamedConstant): string {
  const origin = where === undefined ? '' : `; it comes from the ${where}`
  return `\`${name}\` is ${printQuantity({ values: value, dimension: of })}${origin}.`
}

/** "`a`, `b` or `c`" */
export function alternatives(names: readonly string[], last = 'or'): string {
  const quoted = names.map(name => `\`${name}\``)
  return quoted.length < 2
    ? quoted.join('')
    : `${quoted.slice(0, -1).join(', ')} ${last} ${quoted.at(-1) ?? ''}`
}

/** "Did you mean `taum` (20. ms)?", or nothing. */
export function didYouMean(nearest: readonly KnownName[]): readonly string[] {
  if (nearest.length === 0) return []
  const described = nearest.map(({ name, meaning }) => `\`${name}\`${aboutMeaning(meaning)}`)
  const last = described.at(-1) ?? ''
  const text = described.length === 1 ? last : `${described.slice(0, -1).join(', ')} or ${last}`
  return [`Did you mean ${text}?`]
}

/** The same for bare names. */
export function didYouMeanNames(names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`Did you mean ${alternatives(names)}?`]
}

function aboutMeaning(meaning: NameMeaning | undefined): string {
  switch (meaning?.kind) {
    case undefined:
      return ''
    case 'constant':
      return ` (${printQuantity({ values: meaning.value, dimension: meaning.dimension })})`
    case 'variable':
      return meaning.owner === ''
        ? ''
        : ` (${meaning.subexpression === true ? 'subexpression' : 'variable'} of ${meaning.owner})`
    case 'function':
      return ' (function)'
    default:
      return meaning satisfies never
  }
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth']

/** "the argument", "the second argument": by position from 0. */
export function argumentWord(position: number, count: number): string {
  if (count === 1) return 'the argument'
  return `the ${ORDINALS[position] ?? `${String(position + 1)}th`} argument`
}

/** What stands somewhere, quoted, or words for the end. */
export function foundWord(found: string): string {
  return found === '' || found.startsWith('the end') ? found || 'the end' : `\`${found}\``
}
