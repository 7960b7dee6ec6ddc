import { RheobaseError } from '../errors/rheobase-error.js'
import { sameDimension, second } from '../units/dimension.js'
import { describeValue } from './options.js'
import { printQuantity } from '../units/print-quantity.js'
import { Quantity } from '../units/quantity.js'

/** How far a bin may be from a whole number of steps, as a part of a step. */
const TOLERANCE = 1e-6

/** The steps of a bin. @throws {RheobaseError} kind `dimension` or `value` unless it is a multiple of the time step */
export function stepsInBin(bin: Quantity, dt: number): number {
  if (!((bin as unknown) instanceof Quantity) || !sameDimension(bin.dimension, second)) {
    const kind = typeof bin === 'number' || (bin as unknown) instanceof Quantity ? 'dimension' : 'type'
    throw new RheobaseError(kind, 'not-a-time', `a bin must be a time, not ${describeValue(bin)}`)
  }
  const ratio = typeof bin.values === 'number' ? bin.values / dt : NaN
  const steps = Math.round(ratio)
  if (steps >= 1 && Math.abs(ratio - steps) <= TOLERANCE) return steps
  throw new RheobaseError(
    'value',
    'bin-off-grid',
    `a bin must be a multiple of the time step of ${printQuantity(new Quantity(dt, second))}, not ${printQuantity(bin)}`,
  )
}

/** Means of as many complete bins as there are. */
export function binMeans(values: Float64Array, steps: number): Float64Array {
  return Float64Array.from({ length: Math.floor(values.length / steps) }, (_, bin) => {
    let sum = 0
    for (let k = 0; k < steps; k++) sum += values[bin * steps + k] ?? 0
    return sum / steps
  })
}

/**
 * Events per time in each complete bin since time 0, for each neuron: row after row. An event after the last complete bin counts in none.
 * @param end number of steps so far
 */
export function binEvents(
  neurons: Int32Array,
  times: Float64Array,
  size: number,
  dt: number,
  steps: number,
  end: number,
): { readonly bins: number; readonly rates: Float64Array } {
  const bins = Math.floor(end / steps)
  const rates = new Float64Array(size * bins)
  neurons.forEach((neuron, k) => {
    const bin = Math.floor(Math.round((times[k] ?? 0) / dt) / steps)
    if (bin < bins) rates[neuron * bins + bin] = (rates[neuron * bins + bin] ?? 0) + 1
  })
  return { bins, rates: rates.map(count => count / (steps * dt)) }
}
