import { meanAndVariance } from './mean-and-variance.js'
import { spikeCounts, type Bins } from './spike-counts.js'
import type { SpikeTimes } from './read-times.js'

/**
 * Fano factor: variance over mean of numbers of spikes, from `spikeCounts` of one train in many windows or from many trials. A Poisson
 * process has 1 on average, a clock nearly 0. Dimensionless; nan if there is no spike at all or no more than one number. The variance is
 * divided by the number of values.
 *
 * Fano 1947, "Ionization yield of radiations. II. The fluctuations of the number of ions", Physical Review 72, 26-29.
 */
export function fanoFactor(counts: ArrayLike<number>): number {
  if (counts.length < 2) return NaN
  const { mean, variance } = meanAndVariance(counts)
  return variance / mean
}

/** The Fano factor of one train over successive windows. */
export const fanoFactorOfTrain = (train: SpikeTimes, windows: Bins): number =>
  fanoFactor(spikeCounts(train, windows))
