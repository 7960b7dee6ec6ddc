import { printBriefly, printQuantity } from '../units/print-quantity.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { DimensionError } from '../units/dimension-error.js'
import { frequency, sameDimension, second, type Dimension } from '../units/dimension.js'
import { Quantity, type ReadonlyFloat64Array } from '../units/quantity.js'

/** Spike times of one neuron in ascending order: a quantity, as `SpikeMonitor.trains()` gives it, or plain numbers in seconds. */
export type SpikeTimes = Quantity | Float64Array

/**
 * The times in seconds.
 * @throws {DimensionError} for a quantity that is no time
 * @throws {RheobaseError} kind `type` for something else, `value` for times that do not ascend or are not finite
 */
export function readTimes(times: SpikeTimes): ReadonlyFloat64Array {
  const seconds = secondsOf(times)
  seconds.forEach((time, k) => {
    const before = seconds[k - 1] ?? -Infinity
    if (Number.isFinite(time) && time >= before) return
    throw new RheobaseError(
      'value',
      'times-not-ascending',
      `spike times must be finite and ascend, but time ${String(k)} is ${String(time)} s` +
        (k === 0 ? '' : `, after ${String(before)} s`) +
        '; give the times of one neuron, not those of a group',
    )
  })
  return seconds
}

/** One duration in seconds, longer than 0. @throws {RheobaseError} with `what` in its message */
export function readDuration(what: string, duration: Quantity): number {
  const seconds = readScalar(what, duration, second, 'ms(10)')
  if (seconds > 0) return seconds
  throw new RheobaseError(
    'value',
    'impossible-time',
    `${what} must be longer than 0, not ${printQuantity(duration)}`,
  )
}

/** One time in seconds. @throws {RheobaseError} with `what` in its message */
export const readTime = (what: string, time: Quantity): number => readScalar(what, time, second, 'ms(10)')

/** One frequency in hertz, at least 0. @throws {RheobaseError} with `what` in its message */
export function readFrequency(what: string, rate: Quantity): number {
  const hertz = readScalar(what, rate, frequency, 'Hz(10)')
  if (hertz >= 0) return hertz
  throw new RheobaseError(
    'value',
    'impossible-rate',
    `${what} must be at least 0, not ${printQuantity(rate)}`,
  )
}

function secondsOf(times: unknown): ReadonlyFloat64Array {
  if (times instanceof Float64Array) return times
  if (!isQuantity(times)) {
    throw new RheobaseError(
      'type',
      'not-spike-times',
      'spike times must be a quantity such as ms([1, 5, 9]), or a Float64Array of seconds',
    )
  }
  expectDimension('spike times', times, second)
  const { values } = times
  return typeof values === 'number' ? Float64Array.of(values) : values
}

function readScalar(what: string, quantity: unknown, expected: Dimension, example: string): number {
  if (!isQuantity(quantity))
    throw new RheobaseError('type', 'not-a-quantity', `${what} must be a quantity such as ${example}`)
  expectDimension(what, quantity, expected)
  if (quantity.isScalar && Number.isFinite(quantity.value)) return quantity.value
  throw new RheobaseError(
    'value',
    'not-one-finite-value',
    `${what} must be one finite value such as ${example}, not ${printBriefly(quantity)}`,
  )
}

// The bare `instanceof` would make the type argument `any`.
const isQuantity = (value: unknown): value is Quantity => value instanceof Quantity

function expectDimension(what: string, found: Quantity, expected: Dimension): void {
  if (sameDimension(found.dimension, expected)) return
  throw new DimensionError('dimension-mismatch', `${what} cannot be ${printBriefly(found)}`, {
    left: { label: 'expected', dimension: expected },
    right: { label: 'found', dimension: found.dimension },
  })
}
