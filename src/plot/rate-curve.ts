import { RheobaseError } from '../errors/rheobase-error.js'
import { frequency } from '../units/dimension.js'
import { checkOptions } from '../units/options.js'
import { Quantity } from '../units/quantity.js'
import { asQuantity } from './as-quantity.js'
import { curve, CURVE_OPTIONS, type CurveOptions } from './curve.js'
import type { Mark } from './mark.js'
import type { Spikes } from './raster.js'

export interface RateCurveOptions extends CurveOptions {
  /** Between which times spikes are counted: from 0 to the last spike if left out. */
  readonly from?: Quantity
  readonly to?: Quantity
}

/**
 * The rate of each neuron against what it was given, as an f–I curve, where each neuron of a group gets another current:
 *
 *     rateCurve(spikes, neurons.I.quantity(), { from: ms(200), to: second(2), xLabel: 'Current' })
 *
 * The rate is the number of intervals between spikes over the time that they take, so it is not rounded to whole spikes; with fewer than three
 * spikes it is the number of spikes over the time that was counted.
 * @throws {RheobaseError} kind `value` if there is not one value for each neuron
 */
export function rateCurve(
  spikes: Spikes,
  input: Quantity | ArrayLike<number>,
  options: RateCurveOptions = {},
): Mark {
  checkOptions('rateCurve', options, [...CURVE_OPTIONS, 'from', 'to'])
  const { from, to, ...rest } = options
  const values = asQuantity(input)
  const size = spikes.countOfEach().length
  if (values.length !== size) {
    throw new RheobaseError(
      'value',
      'unequal-lengths',
      `a curve of rates needs a value for each of the ${String(size)} recorded neurons, not ${String(values.length)}`,
    )
  }
  const rates = new Quantity(ratesOf(spikes, size, seconds(from), seconds(to)), frequency)
  return curve(values, rates, { xLabel: 'Input', label: 'Rate', ...rest })
}

const seconds = (time: Quantity | undefined): number | undefined => time?.value

function ratesOf({ i, t }: Spikes, size: number, from = 0, to?: number): Float64Array {
  const times = t.values
  const end = to ?? times[times.length - 1] ?? 0
  const first = new Float64Array(size)
  const last = new Float64Array(size)
  const counts = new Float64Array(size)
  i.forEach((neuron, k) => {
    const time = times[k] ?? NaN
    if (!(time >= from && time <= end)) return
    if (counts[neuron] === 0) first[neuron] = time
    last[neuron] = time
    counts[neuron] = (counts[neuron] ?? 0) + 1
  })
  return counts.map((count, neuron) =>
    count > 2 ? (count - 1) / ((last[neuron] ?? NaN) - (first[neuron] ?? NaN)) : count / (end - from || 1),
  )
}
