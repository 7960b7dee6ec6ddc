import { second } from '../units/dimension.js'
import { Quantity } from '../units/quantity.js'
import { readTimes, type SpikeTimes } from './read-times.js'

/**
 * Intervals between successive spikes, one fewer than spikes; none for a train without or with a single spike.
 *
 *     intervals(ms([1, 4, 9]))   // 3 ms, 5 ms
 * @throws {RheobaseError} for what is no train of ascending times
 */
export function intervals(train: SpikeTimes): Quantity<Float64Array> {
  return new Quantity<Float64Array>(intervalsInSeconds(train), second)
}

/** @internal The same as plain numbers. */
export function intervalsInSeconds(train: SpikeTimes): Float64Array {
  const times = readTimes(train)
  return Float64Array.from(times.slice(1), (time, k) => time - (times[k] ?? NaN))
}
