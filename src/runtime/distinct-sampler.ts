import type { UniformSequence } from './uniform-sequence.js'

/**
 * Chooses exactly `size` of the numbers 0 to `length` - 1, each subset with the same probability, at a cost that grows with `size` alone.
 * Source: Floyd (Bentley & Floyd 1987, CACM 30, 754).
 */
export class DistinctSampler {
  readonly #random: UniformSequence

  constructor(random: UniformSequence) {
    this.#random = random
  }

  /** Ascending. `length` may be as large as whole numbers are exact, 2**53. */
  choose(length: number, size: number): Float64Array {
    const chosen = new Set<number>()
    for (let last = length - size; last < length; last++) {
      const candidate = Math.floor(this.#random.next() * (last + 1))
      chosen.add(chosen.has(candidate) ? last : candidate)
    }
    return Float64Array.from(chosen).sort()
  }
}
