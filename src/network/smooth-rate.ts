import { printQuantity } from '../units/print-quantity.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { sameDimension, second } from '../units/dimension.js'
import { Quantity } from '../units/quantity.js'
import { describeValue } from './options.js'

/** How a rate is smoothed: a Gaussian or flat window of some width, or weights (an odd number of them). */
export type SmoothingWindow = 'gaussian' | 'flat' | ArrayLike<number>

/**
 * Convolution of a rate with a window that is normalised to sum 1; the result has the length of the rate, with zeros assumed outside.
 * A Gaussian window reaches to two standard deviations; a flat one has the odd number of steps nearest to its width.
 */
export function smoothRate(
  rate: Float64Array,
  dt: number,
  window: SmoothingWindow,
  width: Quantity | undefined,
): Float64Array {
  const weights = weightsOf(dt, window, width)
  const half = (weights.length - 1) / 2
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (total === 0)
    throw new RheobaseError('value', 'impossible-window', 'the weights of a window must not add up to 0')
  return rate.map((_, position) => {
    let sum = 0
    weights.forEach((weight, k) => {
      sum += (weight / total) * (rate[position + half - k] ?? 0)
    })
    return sum
  })
}

function weightsOf(dt: number, window: SmoothingWindow, width: Quantity | undefined): Float64Array {
  if (typeof window !== 'string') {
    const isList = Array.isArray(window) || (window as unknown) instanceof Float64Array
    if (!isList)
      throw new RheobaseError(
        'type',
        'not-a-window',
        `a window is 'gaussian', 'flat' or a list of weights, not ${describeValue(window)}`,
      )
    if (width !== undefined)
      throw new RheobaseError(
        'type',
        'window-with-width',
        'weights say themselves how wide the window is: leave the width out',
      )
    if (window.length % 2 !== 1)
      throw new RheobaseError(
        'type',
        'even-window',
        `a window needs an odd number of weights, not ${String(window.length)}`,
      )
    return Float64Array.from(window, (weight: unknown) => {
      if (typeof weight === 'number') return weight
      throw new RheobaseError(
        'type',
        'not-a-window',
        `the weights of a window are numbers, not ${describeValue(weight)}`,
      )
    })
  }
  if (width === undefined)
    throw new RheobaseError('type', 'window-without-width', `a ${window} window needs a width`)
  if (!((width as unknown) instanceof Quantity) || !sameDimension(width.dimension, second))
    throw new RheobaseError(
      typeof width === 'number' || (width as unknown) instanceof Quantity ? 'dimension' : 'type',
      'not-a-time',
      `the width of a window must be a time, not ${describeValue(width)}`,
    )
  if (!(width.value >= 0))
    throw new RheobaseError(
      'value',
      'impossible-window',
      `the width of a window cannot be ${printQuantity(width)}`,
    )
  const steps = width.value / dt
  switch (window) {
    case 'flat':
      return new Float64Array(stepsOfFlat(steps)).fill(1)
    case 'gaussian': {
      const half = roundHalfEven(2 * steps)
      const bell = (k: number): number => {
        // eslint-disable-next-line no-restricted-properties -- the weights of a window never enter a simulation
        return Math.exp((-0.5 * (k - half) ** 2) / steps ** 2)
      }
      return Float64Array.from({ length: 2 * half + 1 }, (_, k) => bell(k))
    }
    default:
      throw new RheobaseError(
        'value',
        'unknown-window',
        `there is no window "${String(window)}": use 'gaussian' or 'flat'`,
      )
  }
}

/** A flat window has an odd number of steps, so that it has a middle. */
const stepsOfFlat = (steps: number): number => 2 * roundHalfEven(steps / 2) + 1

/** What tells a user that a flat window is not as wide as was asked for; nothing if it is. */
export function adjustedWidth(
  dt: number,
  window: SmoothingWindow,
  width: Quantity | undefined,
): string | undefined {
  if (window !== 'flat' || width === undefined) return undefined
  const steps = stepsOfFlat(width.value / dt)
  if (Math.abs(steps - width.value / dt) <= 1e-6) return undefined
  const used = new Quantity(steps * dt, second)
  return `a flat window of ${printQuantity(width)} is one of ${printQuantity(used)}: ${String(steps)} steps, the nearest odd number`
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value)
  const fraction = value - floor
  if (fraction !== 0.5) return Math.round(value)
  return floor % 2 === 0 ? floor : floor + 1
}
