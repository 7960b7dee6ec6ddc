import { RheobaseError } from '../errors/rheobase-error.js'
import { frequency, second } from '../units/dimension.js'
import { Quantity } from '../units/quantity.js'
import { intervalsInSeconds } from './intervals.js'
import { readTime, readTimes, type SpikeTimes } from './read-times.js'
import { readBins, spikeCounts, type Bins } from './spike-counts.js'

/**
 * Spikes per time of one train from `from` (0 if left out) up to, not including, `to`.
 *
 *     meanRate(spikes.trains()[0], { from: ms(200), to: net.t })
 * @throws {RheobaseError} if `to` is not after `from`
 */
export function meanRate(
  train: SpikeTimes,
  { from, to }: { readonly from?: Quantity; readonly to: Quantity },
): Quantity<number> {
  const start = from === undefined ? 0 : readTime('the start of the time', from)
  const end = readTime('the end of the time', to)
  if (!(end > start)) {
    throw new RheobaseError(
      'value',
      'impossible-time',
      `a rate needs a time that is longer than 0, not one from ${String(start)} s to ${String(end)} s`,
    )
  }
  const inside = readTimes(train).filter(time => time >= start && time < end)
  return new Quantity<number>(inside.length / (end - start), frequency)
}

/** A rate over time. */
export interface RateOverTime {
  /** Start of each bin. */
  readonly t: Quantity<Float64Array>
  readonly rate: Quantity<Float64Array>
}

/** Spikes per time in each bin, averaged over all trains: the histogram over time of a population, or of one neuron over trials. */
export function binnedRate(trains: readonly SpikeTimes[], bins: Bins): RateOverTime {
  const { from, width, count } = readBins(bins)
  const sums = new Float64Array(count)
  for (const train of trains) {
    spikeCounts(train, bins).forEach((spikes, bin) => {
      sums[bin] = (sums[bin] ?? 0) + spikes
    })
  }
  return {
    t: new Quantity<Float64Array>(
      sums.map((_, bin) => from + bin * width),
      second,
    ),
    rate: new Quantity<Float64Array>(
      sums.map(sum => sum / (width * trains.length)),
      frequency,
    ),
  }
}

/**
 * The reciprocal of each interval between spikes: element k is the rate from spike k to spike k + 1. Infinite where two spikes have the
 * same time.
 */
export function instantaneousRate(train: SpikeTimes): Quantity<Float64Array> {
  return new Quantity<Float64Array>(
    intervalsInSeconds(train).map(interval => 1 / interval),
    frequency,
  )
}
