import { RheobaseError } from '../errors/rheobase-error.js'
import { baseUnitText } from '../units/describe-dimension.js'
import { isDimensionless, type Dimension } from '../units/dimension.js'
import { parseQuantity } from '../units/parse-quantity.js'
import { printDimensionAsCode } from '../units/dimension.js'
import type { ArrayQuantity } from './model-json.js'

// Values as a model file has them, so that reading them gives the same bits.

/** A unit of value 1 for a dimension, as text. */
export function unitText(dimension: Dimension): string {
  const text = baseUnitText(dimension)
  return text === '1' || parseQuantity(text).value === 1
    ? text
    : printDimensionAsCode(dimension).replaceAll(' ', '')
}

/** A scalar: `0.02*second`; a plain number where there is no dimension. */
export function scalarText(value: number, dimension: Dimension): string {
  const number = Number.isNaN(value)
    ? 'nan'
    : Math.abs(value) === Infinity
      ? value > 0
        ? 'inf'
        : '-inf'
      : Object.is(value, -0)
        ? '-0.0'
        : String(value)
  const text = isDimensionless(dimension) ? number : `${number}*${unitText(dimension)}`
  if (Object.is(parseQuantity(text).value, value)) return text
  throw new RheobaseError('value', 'not-describable', `the value ${text} cannot be written to a model file`)
}

type JsonNumber = number | 'NaN' | 'Infinity' | '-Infinity' | '-0'

export const jsonNumber = (value: number): JsonNumber =>
  Number.isNaN(value)
    ? 'NaN'
    : value === Infinity
      ? 'Infinity'
      : value === -Infinity
        ? '-Infinity'
        : Object.is(value, -0)
          ? '-0'
          : value

/** Values of elements: one number if they are all the same. */
export function valuesOf(values: ArrayLike<number>, dimension: Dimension): ArrayQuantity {
  const list = Array.from(values, jsonNumber)
  const [first] = list
  const unit = unitText(dimension)
  return typeof first === 'number' && list.every(value => value === first)
    ? { values: first, unit }
    : { values: list, unit }
}
