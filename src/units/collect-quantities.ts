import { RheobaseError } from '../errors/rheobase-error.js'
import { DimensionError } from './dimension-error.js'
import { dimensionless, isDimensionless, sameDimension } from './dimension.js'
import { printQuantity } from './print-quantity.js'
import { Quantity } from './quantity.js'

/**
 * Scalar quantities of one dimension as one array: `collectQuantities([mV(1), volt(2)])`.
 * @throws {DimensionError} for different dimensions
 * @throws {RheobaseError} kind `type` if plain numbers and quantities with dimension are mixed, `value` for
 * an array among them
 */
export function collectQuantities(list: readonly (Quantity | number)[]): Quantity<Float64Array> {
  const quantities = list.map(element =>
    typeof element === 'number' ? new Quantity(element, dimensionless) : element,
  )
  const [first] = quantities
  const dimension = first?.dimension ?? dimensionless
  for (const element of quantities) {
    if (first === undefined || sameDimension(element.dimension, dimension)) continue
    if (isDimensionless(dimension) || isDimensionless(element.dimension)) {
      throw new RheobaseError(
        'type',
        'mixed-list',
        `a list has either quantities or plain numbers, not both: ${printQuantity(first)}, ${printQuantity(element)}`,
      )
    }
    throw new DimensionError(
      'dimension-mismatch',
      `a list has one dimension, not ${printQuantity(first)} and ${printQuantity(element)}`,
      {
        left: { label: 'first', dimension },
        right: { label: 'other', dimension: element.dimension },
      },
    )
  }
  return new Quantity<Float64Array>(
    quantities.map(({ value }) => value),
    dimension,
  )
}
