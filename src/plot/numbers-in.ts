import type { Quantity } from '../units/quantity.js'
import type { UnitDefinition } from '../units/unit-definition.js'

/** The numbers of a quantity in a unit as a list, also of a scalar. @throws {DimensionError} for a unit of another dimension */
export function numbersIn(quantity: Quantity, unit: UnitDefinition): Float64Array {
  const numbers = quantity.in(unit)
  return typeof numbers === 'number' ? Float64Array.of(numbers) : numbers
}

/** Smallest and largest finite number; nothing if there is none. */
export function rangeOfNumbers(
  lists: readonly ArrayLike<number>[],
): readonly [least: number, greatest: number] | undefined {
  let least = Infinity
  let greatest = -Infinity
  for (const list of lists) {
    for (let k = 0; k < list.length; k++) {
      const value = list[k] ?? NaN
      if (!Number.isFinite(value)) continue
      if (value < least) least = value
      if (value > greatest) greatest = value
    }
  }
  return least <= greatest ? [least, greatest] : undefined
}
