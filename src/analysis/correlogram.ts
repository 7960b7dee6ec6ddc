import { second } from '../units/dimension.js'
import { Quantity } from '../units/quantity.js'
import { readDuration, readTimes, type SpikeTimes } from './read-times.js'

/** Width of the bins, and the largest lag of the centre of one. */
export interface Lags {
  readonly bin: Quantity
  readonly reach: Quantity
}

/** How often pairs of spikes are how far apart. */
export interface Correlogram {
  /** Centre of each bin: whole multiples of the bin from minus to plus the reach. */
  readonly lag: Quantity<Float64Array>
  /** Number of pairs in each bin. A lag on an edge counts one half in the bins on both sides, so that nothing leans to one side. */
  readonly pairs: Float64Array
}

/**
 * Counts all pairs of a spike of `reference` and a spike of `other` by their lag, `other` minus `reference`: a peak at positive lags says
 * that `other` follows.
 *
 * Perkel, Gerstein & Moore 1967, "Neuronal spike trains and stochastic point processes. II", Biophysical Journal 7, 419-440.
 */
export const crossCorrelogram = (reference: SpikeTimes, other: SpikeTimes, lags: Lags): Correlogram =>
  correlogram(reference, other, lags, () => true)

/** The same within one train. A spike makes no pair with itself; all other pairs count at their lag and at minus it. */
export const autoCorrelogram = (train: SpikeTimes, lags: Lags): Correlogram =>
  correlogram(train, train, lags, (i, j) => i !== j)

function correlogram(
  reference: SpikeTimes,
  other: SpikeTimes,
  { bin, reach }: Lags,
  isPair: (i: number, j: number) => boolean,
): Correlogram {
  const width = readDuration('the width of a bin', bin)
  const half = Math.floor(readDuration('the reach of a correlogram', reach) / width + ROUNDING)
  const pairs = new Float64Array(2 * half + 1)
  const add = (index: number, weight: number): void => {
    const position = index + half
    if (position >= 0 && position < pairs.length) pairs[position] = (pairs[position] ?? 0) + weight
  }
  const references = readTimes(reference)
  const others = readTimes(other)
  const furthest = (half + 1) * width
  let begin = 0
  references.forEach((time, i) => {
    while ((others[begin] ?? Infinity) < time - furthest) begin++
    for (let j = begin; j < others.length; j++) {
      const lag = (others[j] ?? NaN) - time
      if (lag > furthest) break
      if (!isPair(i, j)) continue
      const shifted = lag / width + 0.5
      const edge = Math.round(shifted)
      if (Math.abs(shifted - edge) < ROUNDING) {
        add(edge - 1, 0.5)
        add(edge, 0.5)
      } else {
        add(Math.floor(shifted), 1)
      }
    }
  })
  return {
    lag: new Quantity<Float64Array>(
      pairs.map((_, k) => (k - half) * width),
      second,
    ),
    pairs,
  }
}

/** Differences of times on a grid are rounded: what is this near to an edge, in widths of a bin, is on it. */
const ROUNDING = 1e-6
