import { bestUnit } from '../units/best-unit.js'
import { sameDimension } from '../units/dimension.js'
import type { Quantity } from '../units/quantity.js'
import type { UnitDefinition } from '../units/unit-definition.js'
import { second } from '../units/units.js'
import { COMPOUND_UNITS, compoundSymbol } from './compound-units.js'
import { rangeOfNumbers } from './numbers-in.js'

/**
 * The unit for an axis that shows all these quantities of one dimension: the one in which the largest number reads best. Nobody thinks in kiloseconds: long times
 * are in seconds.
 */
export function readableUnit([first, ...rest]: readonly [Quantity, ...Quantity[]]): UnitDefinition {
  const range = rangeOfNumbers(
    [first, ...rest].map(({ values }) => (typeof values === 'number' ? [values] : values)),
  )
  const largest = Math.max(...(range ?? [0]).map(Math.abs))
  const best = bestUnit([largest], first.dimension, COMPOUND_UNITS)
  if (best !== undefined && best.scale > 0 && sameDimension(best.dimension, second.dimension)) return second
  if (best !== undefined) return best
  const symbol = compoundSymbol(first.dimension)
  return { name: symbol, symbol, dimension: first.dimension, scale: 0, value: 1 }
}
