import { RheobaseError } from '../errors/rheobase-error.js'
import { second } from '../units/dimension.js'
import { ms, second as seconds } from '../units/units.js'
import { Quantity } from '../units/quantity.js'
import { checkOptions } from '../units/options.js'
import { histogram, HISTOGRAM_OPTIONS, type HistogramOptions } from './histogram.js'
import type { Mark } from './mark.js'
import type { Spikes } from './raster.js'

export interface IntervalHistogramOptions extends HistogramOptions {
  /** Neurons whose intervals are counted, by their number in the recorded group; all if left out. */
  readonly neurons?: readonly number[]
}

/**
 * How long neurons wait between two spikes, counted over all of them: `intervalHistogram(spikes, { bins: 60, to: ms(200) })`. The key says how
 * many intervals there are and their coefficient of variation, the standard deviation over the mean.
 * @throws {RheobaseError} kind `name` if the monitor only counts spikes, `index` for neurons that it does not record
 */
export function intervalHistogram(spikes: Spikes, options: IntervalHistogramOptions = {}): Mark {
  checkOptions('intervalHistogram', options, [...HISTOGRAM_OPTIONS, 'neurons'])
  const { neurons, ...rest } = options
  const intervals = intervalsOf(spikes, neurons)
  return histogram(new Quantity(intervals, second), {
    xLabel: 'Interval',
    // Nobody thinks of intervals in fractions of a second.
    xUnit: intervals.some(each => each >= 10) ? seconds : ms,
    // Intervals are counted from 0: how short the shortest one is belongs to the picture.
    ...(rest.xScale === 'log' ? {} : { from: new Quantity(0, second) }),
    name: keyOf(intervals),
    ...rest,
  })
}

function intervalsOf(spikes: Spikes, neurons: readonly number[] | undefined): Float64Array {
  const { i, t } = spikes
  const size = spikes.countOfEach().length
  const last = new Float64Array(size).fill(NaN)
  const isWanted = wantedOf(size, neurons)
  const times = t.values
  const found: number[] = []
  for (let k = 0; k < i.length; k++) {
    const neuron = i[k] ?? -1
    if (isWanted[neuron] !== 1) continue
    const time = times[k] ?? NaN
    const before = last[neuron] ?? NaN
    if (!Number.isNaN(before)) found.push(time - before)
    last[neuron] = time
  }
  return Float64Array.from(found)
}

function wantedOf(size: number, neurons: readonly number[] | undefined): Uint8Array {
  if (neurons === undefined) return new Uint8Array(size).fill(1)
  const isWanted = new Uint8Array(size)
  for (const neuron of neurons) {
    if (!Number.isInteger(neuron) || neuron < 0 || neuron >= size) {
      throw new RheobaseError(
        'index',
        'not-recorded',
        `neuron ${String(neuron)} is not recorded: there are ${String(size)} neurons, numbered from 0`,
      )
    }
    isWanted[neuron] = 1
  }
  return isWanted
}

function keyOf(intervals: Float64Array): string {
  const number = `${String(intervals.length).replace(/\B(?=(?:\d{3})+$)/g, ',')} intervals`
  if (intervals.length < 2) return number
  const mean = intervals.reduce((sum, each) => sum + each, 0) / intervals.length
  const variance = intervals.reduce((sum, each) => sum + (each - mean) ** 2, 0) / intervals.length
  return `${number}, CV ${(Math.sqrt(variance) / mean).toFixed(2)}`
}
