import { RheobaseError } from '../errors/rheobase-error.js'
import { sameDimension, type Dimension } from '../units/dimension.js'
import { describeDimension } from '../units/print-quantity.js'
import { Quantity } from '../units/quantity.js'
import { describeValue } from './options.js'

/** A property of what a cell is made of: one for all compartments, or one for each. */
export type CompartmentProperty = number | Float64Array
export type CompartmentProperties = Readonly<Record<'Cm' | 'Ri', CompartmentProperty>>

/** What a property can be. */
interface Expected {
  readonly dimension: Dimension
  readonly otherwise: number
  readonly compartments: number
}

/** @throws {RheobaseError} kind `type`, `dimension` or `value`, for what is not one number above 0, or one for each compartment */
export function readCompartmentProperty(
  what: string,
  given: unknown,
  { dimension, otherwise, compartments }: Expected,
): CompartmentProperty {
  if (given === undefined) return otherwise
  if (!(given instanceof Quantity) || !sameDimension(given.dimension, dimension)) {
    const kind = given instanceof Quantity || typeof given === 'number' ? 'dimension' : 'type'
    throw new RheobaseError(
      kind,
      'dimension-mismatch',
      `${what} is ${given instanceof Quantity ? given.toString() : describeValue(given)}\n  expected  ${describeDimension(dimension)}${given instanceof Quantity ? `\n  found     ${describeDimension(given.dimension)}` : ''}`,
    )
  }
  const values = given.isScalar ? [given.value] : Array.from(given.values as ArrayLike<number>)
  if (!given.isScalar && values.length !== compartments)
    throw new RheobaseError(
      'value',
      'wrong-number-of-values',
      `${what} has ${String(values.length)} values: it must be one, or one for each of the ${String(compartments)} compartments`,
    )
  const place = values.findIndex(value => !(value > 0 && Number.isFinite(value)))
  if (place >= 0)
    throw new RheobaseError(
      'value',
      'impossible-cable-property',
      `${what} must be ${given.isScalar ? 'a number above 0' : 'numbers above 0'}, not ${given.isScalar ? given.toString() : `${String(values[place])} for compartment ${String(place)}`}`,
    )
  return given.isScalar ? given.value : Float64Array.from(values)
}
