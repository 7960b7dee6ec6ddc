import { intervalsInSeconds } from './intervals.js'
import { meanAndVariance } from './mean-and-variance.js'
import type { SpikeTimes } from './read-times.js'

/**
 * Coefficient of variation of the intervals between spikes: standard deviation over mean. A clock has 0, a Poisson process 1 on average.
 * Dimensionless; nan with fewer than two intervals, which cannot vary. The variance is divided by the number of intervals.
 *
 * A slow change of the rate raises it; `localVariation` compares neighbouring intervals only.
 */
export function coefficientOfVariation(train: SpikeTimes): number {
  const intervals = intervalsInSeconds(train)
  if (intervals.length < 2) return NaN
  const { mean, variance } = meanAndVariance(intervals)
  return Math.sqrt(variance) / mean
}

/**
 * Local variation of the intervals between spikes: three times the mean of ((I1 - I2)/(I1 + I2))^2 over all pairs of neighbouring
 * intervals. A clock has 0, a Poisson process 1 on average, and a rate that changes slowly hardly matters. Dimensionless; nan with fewer
 * than two intervals.
 *
 * Shinomoto, Shima & Tanji 2003, "Differences in spiking patterns among cortical neurons", Neural Computation 15, 2823-2842.
 */
export function localVariation(train: SpikeTimes): number {
  const intervals = Array.from(intervalsInSeconds(train))
  if (intervals.length < 2) return NaN
  const contrasts = intervals.slice(1).map((interval, k) => {
    const before = intervals[k] ?? NaN
    return ((before - interval) / (before + interval)) ** 2
  })
  return 3 * meanAndVariance(contrasts).mean
}
