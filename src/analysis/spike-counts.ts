import { printQuantity } from '../units/print-quantity.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import type { Quantity } from '../units/quantity.js'
import { readDuration, readTime, readTimes, type SpikeTimes } from './read-times.js'

/** Bins of equal width from `from` (0 if left out) to `to`. */
export interface Bins {
  readonly bin: Quantity
  readonly from?: Quantity
  readonly to: Quantity
}

/**
 * Number of spikes of a train in each bin. A bin contains its left edge; a rest shorter than a bin at the end is left out, as are spikes
 * outside.
 *
 *     spikeCounts(ms([1, 4, 12]), { bin: ms(10), to: ms(30) })   // 2, 1, 0
 * @throws {RheobaseError} for bins that do not exist and for what is no train of ascending times
 */
export function spikeCounts(train: SpikeTimes, bins: Bins): Int32Array {
  const { from, width, count } = readBins(bins)
  const counts = new Int32Array(count)
  for (const time of readTimes(train)) {
    const bin = Math.floor((time - from) / width + ROUNDING)
    if (bin >= 0 && bin < count) counts[bin] = (counts[bin] ?? 0) + 1
  }
  return counts
}

/** Spikes stand on the grid of the time step, and so on edges: what is this near to one, in widths of a bin, is on it. */
const ROUNDING = 1e-6

/** @internal Bins in seconds. */
export function readBins({ bin, from, to }: Bins): {
  readonly from: number
  readonly width: number
  readonly count: number
} {
  const width = readDuration('the width of a bin', bin)
  const start = from === undefined ? 0 : readTime('the start of the bins', from)
  const end = readTime('the end of the bins', to)
  const count = Math.floor((end - start) / width + ROUNDING)
  if (count >= 1) return { from: start, width, count }
  throw new RheobaseError(
    'value',
    'no-bins',
    `no bin of ${printQuantity(bin)} fits between ${String(start)} s and ${printQuantity(to)}`,
  )
}
