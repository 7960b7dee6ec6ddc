import type { Benchmark, Network } from './benchmark.js'
import type { Measurement } from './engine.js'

/**
 * Differences larger than this many standard deviations of a difference do not happen by chance: in one comparison of 15,000.
 * A wrong model can hide below that; `agreement.test.ts` looks closer, at ten seeds.
 */
const FARTHEST = 4
/** As a share of the rate, even between networks so large that chance has no part: rounding differs, and so do the times of spikes. */
const LEAST_TOLERANCE = 0.01

/** Whether two runs with different random numbers have the same rate, as far as one run can tell. */
export function haveSameRates(
  { sizes, duration }: Pick<Benchmark, 'sizes' | 'duration'>,
  { rateSpread }: Pick<Network, 'rateSpread'>,
  { size, simulated }: { readonly size: number; readonly simulated: number },
  [one, other]: readonly [Measurement, Measurement],
): boolean {
  // The spread falls with the square root of how many spikes there are to count.
  const work = (size * simulated) / ((sizes[0] ?? size) * duration)
  const tolerance = Math.max(LEAST_TOLERANCE, (FARTHEST * Math.SQRT2 * rateSpread) / Math.sqrt(work))
  return Math.abs(one.rateHz - other.rateHz) <= (tolerance * (one.rateHz + other.rateHz)) / 2
}

/** Ours gives the same bits on any number of threads and any engine, so the spikes of each neuron, and surely their number. */
export const haveSameSpikes = (one: Measurement, other: Measurement): boolean =>
  one.synapses === other.synapses && one.spikes === other.spikes
