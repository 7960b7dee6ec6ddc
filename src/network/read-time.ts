import { RheobaseError } from '../errors/rheobase-error.js'
import { sameDimension, second } from '../units/dimension.js'
import { describeDimension, printBriefly } from '../units/print-quantity.js'
import { Quantity } from '../units/quantity.js'
import { describeValue } from './options.js'

/** A time in seconds. @throws {RheobaseError} kind `type`, `dimension` or `value` */
export function readSeconds(what: string, time: unknown): number {
  if (!(time instanceof Quantity)) {
    const kind = typeof time === 'number' ? 'dimension' : 'type'
    throw new RheobaseError(
      kind,
      'not-a-time',
      `${what} must be a time such as ms(100), not ${describeValue(time)}`,
    )
  }
  if (!sameDimension(time.dimension, second)) {
    throw new RheobaseError(
      'dimension',
      'dimension-mismatch',
      `${what} is ${printBriefly(time)}\n  expected  ${describeDimension(second)}\n  found     ${describeDimension(time.dimension)}`,
    )
  }
  if (!time.isScalar || !Number.isFinite(time.value))
    throw new RheobaseError(
      'value',
      'impossible-time',
      `${what} must be one finite time, not ${printBriefly(time)}`,
    )
  return time.value
}

/** Times in seconds, none of them before 0. @throws {RheobaseError} kind `type`, `dimension` or `value` */
export function readTimes(what: string, times: unknown): Float64Array {
  const list = readAnyTimes(what, times)
  const bad = list.find(time => !(time >= 0))
  if (bad === undefined) return list
  throw new RheobaseError(
    'value',
    'impossible-time',
    `${what} cannot be ${String(bad)} s${bad < 0 ? ': time is never negative' : ''}`,
  )
}

/** Times in seconds. @throws {RheobaseError} kind `type`, `dimension` or `value` */
export function readAnyTimes(what: string, times: unknown): Float64Array {
  if (!(times instanceof Quantity) || !sameDimension(times.dimension, second)) {
    const kind =
      times instanceof Quantity || typeof times === 'number' || Array.isArray(times) ? 'dimension' : 'type'
    throw new RheobaseError(
      kind,
      'not-a-time',
      `${what} must be times such as ms([1, 2]), not ${describeValue(times)}`,
    )
  }
  const list = typeof times.values === 'number' ? [times.values] : Array.from(times.values)
  const bad = list.find(time => !Number.isFinite(time))
  if (bad === undefined) return Float64Array.from(list)
  throw new RheobaseError('value', 'impossible-time', `${what} cannot be ${String(bad)} s`)
}

const DEFAULT_STEP = 1e-4

export const readTimeStep = (dt: unknown): number =>
  dt === undefined ? DEFAULT_STEP : readSeconds('a time step', dt)
