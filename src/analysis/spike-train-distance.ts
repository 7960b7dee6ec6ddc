import type { Quantity } from '../units/quantity.js'
import { readDuration, readFrequency, readTimes, type SpikeTimes } from './read-times.js'

/**
 * Distance of Victor and Purpura: the least cost of turning one train into the other, where adding or deleting a spike costs 1 and
 * shifting one by a time dt costs `cost` times dt. At cost 0 it is the difference of the numbers of spikes; spikes further apart than
 * 2/cost are never shifted. Dimensionless. The time it takes is proportional to the product of the numbers of spikes.
 *
 * Victor & Purpura 1996, "Nature and precision of temporal coding in visual cortex: a metric-space analysis",
 * J. Neurophysiology 76, 1310-1326.
 */
export function victorPurpuraDistance(a: SpikeTimes, b: SpikeTimes, cost: Quantity): number {
  const perSecond = readFrequency('the cost of a shift', cost)
  const left = readTimes(a)
  const right = readTimes(b)
  // Costs between the spikes of `a` so far and the first k spikes of `b`.
  let row = Float64Array.from({ length: right.length + 1 }, (_, k) => k)
  left.forEach((time, i) => {
    const next = new Float64Array(right.length + 1)
    next[0] = i + 1
    for (let k = 1; k <= right.length; k++) {
      const shifted = (row[k - 1] ?? NaN) + perSecond * Math.abs(time - (right[k - 1] ?? NaN))
      next[k] = Math.min((row[k] ?? NaN) + 1, (next[k - 1] ?? NaN) + 1, shifted)
    }
    row = next
  })
  return row[right.length] ?? NaN
}

/**
 * Distance of van Rossum: each spike starts an exponential that decays with `tau`, and the distance is the root of the integral over the
 * squared difference of both trains, divided by `tau`. One spike against none has sqrt(1/2), two single spikes far apart have 1.
 * Dimensionless.
 *
 * van Rossum 2001, "A novel spike distance", Neural Computation 13, 751-763. The integral is solved: two exponentials that start dt
 * apart overlap by exp(-dt/tau)/2, and one sweep over all spikes sums the overlaps.
 */
export function vanRossumDistance(a: SpikeTimes, b: SpikeTimes, tau: Quantity): number {
  const decay = readDuration('tau', tau)
  const events = [
    ...Array.from(readTimes(a), time => ({ time, sign: 1 })),
    ...Array.from(readTimes(b), time => ({ time, sign: -1 })),
  ].sort((first, second) => first.time - second.time)
  let square = 0
  let difference = 0
  let last = events[0]?.time ?? 0
  for (const { time, sign } of events) {
    difference *= Math.exp((last - time) / decay)
    square += 0.5 + sign * difference
    difference += sign
    last = time
  }
  // Rounding can make the distance of equal trains a little less than 0.
  return Math.sqrt(Math.max(0, square))
}
