import { printBriefly } from './print-quantity.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { dimensionless } from './dimension.js'
import { checkCount } from './options.js'
import { Quantity } from './quantity.js'

/**
 * So many values in equal steps from the first to the last, both among them: `linspace(pA(0), pA(20), 5)` is 0, 5, 10, 15, 20 pA. Plain numbers have no unit.
 * @throws {DimensionError} if first and last are no values of one kind
 * @throws {RheobaseError} kind `value` for fewer than two values, and for a first or last one that is a list
 */
export function linspace(
  first: Quantity<number> | number,
  last: Quantity<number> | number,
  count: number,
): Quantity<Float64Array> {
  const steps = checkCount('the number of values of linspace', count, 2) - 1
  const [from, to] = [asQuantity(first), asQuantity(last)]
  const range = to.minus(from)
  if (!range.isScalar)
    throw new RheobaseError(
      'value',
      'not-a-scalar',
      `linspace goes from one value to another, as linspace(pA(0), pA(20), 5) does, not from ${printBriefly(from)} to ${printBriefly(to)}`,
    )
  const [low, high] = [from.value, to.value]
  return new Quantity<Float64Array>(
    // The last one is met to the bit.
    Float64Array.from({ length: count }, (_, k) => (k === steps ? high : low + (range.value * k) / steps)),
    range.dimension,
  )
}

const asQuantity = (value: Quantity<number> | number): Quantity<number> =>
  value instanceof Quantity ? value : new Quantity<number>(value, dimensionless)
