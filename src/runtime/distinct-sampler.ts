import type { UniformSequence } from './uniform-sequence.js'

/**
 * Chooses exactly `size` of the numbers 0 to `length` - 1, each subset with the same probability, at a cost that grows with `size` alone:
 * numbers are drawn, repeated ones dropped, and as many drawn anew until there are enough. Whichever come first, every subset is as likely
 * as any other, for the numbers are exchangeable. If more than half are to be chosen, those that are not are drawn.
 */
export class DistinctSampler {
  readonly #random: UniformSequence

  constructor(random: UniformSequence) {
    this.#random = random
  }

  /** Ascending. `length` may be as large as whole numbers are exact, 2**53. */
  choose(length: number, size: number): Float64Array {
    if (size > length / 2) return others(this.choose(length, length - size), length)
    let chosen: Float64Array = new Float64Array(0)
    while (chosen.length < size) {
      const drawn = new Float64Array(size - chosen.length)
      for (let k = 0; k < drawn.length; k++) drawn[k] = Math.floor(this.#random.next() * length)
      chosen = union(chosen, drawn.sort())
    }
    return chosen
  }
}

/** All numbers of two ascending lists, each once. */
function union(a: Float64Array, b: Float64Array): Float64Array {
  const all = new Float64Array(a.length + b.length)
  let count = 0
  let [atA, atB] = [0, 0]
  let last = -1
  while (atA < a.length || atB < b.length) {
    const fromA = a[atA] ?? Infinity
    const fromB = b[atB] ?? Infinity
    const next = fromA <= fromB ? fromA : fromB
    if (fromA <= fromB) atA++
    else atB++
    if (next === last) continue
    all[count++] = next
    last = next
  }
  return all.slice(0, count)
}

/** The numbers from 0 up to, not including, `length` that an ascending list does not have. */
function others(list: Float64Array, length: number): Float64Array {
  const left = new Float64Array(length - list.length)
  let count = 0
  let position = 0
  for (let number = 0; number < length; number++) {
    if (list[position] === number) position++
    else left[count++] = number
  }
  return left
}
