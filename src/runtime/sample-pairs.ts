import { hostLog, hostUniforms } from '../kernels/host-functions.js'

/** Pairs of source and target, as two columns that grow. */
export class PairColumns {
  #i = new Int32Array(1024)
  #j = new Int32Array(1024)
  #length = 0

  push(i: number, j: number): void {
    if (this.#length === this.#i.length) this.#grow(2 * this.#length)
    this.#i[this.#length] = i
    this.#j[this.#length] = j
    this.#length++
  }
  reserve(length: number): void {
    if (length > this.#i.length) this.#grow(length)
  }
  get length(): number {
    return this.#length
  }
  get i(): Int32Array {
    return this.#i.subarray(0, this.#length)
  }
  get j(): Int32Array {
    return this.#j.subarray(0, this.#length)
  }
  #grow(capacity: number): void {
    const i = new Int32Array(capacity)
    const j = new Int32Array(capacity)
    i.set(this.#i)
    j.set(this.#j)
    this.#i = i
    this.#j = j
  }
}

/** Uniform numbers from 0 up to, not including, 1: two per block of Philox, in order. */
export class UniformSequence {
  readonly #key: readonly [number, number]
  readonly #stream: number
  readonly #numbers = new Float64Array(256)
  #used = this.#numbers.length
  #block = 0

  constructor(key: readonly [number, number], stream: number) {
    this.#key = key
    this.#stream = stream
  }
  next(): number {
    if (this.#used === this.#numbers.length) {
      hostUniforms(this.#numbers, this.#block, this.#stream, this.#key)
      this.#block += this.#numbers.length / 2
      this.#used = 0
    }
    return this.#numbers[this.#used++] ?? 0
  }
}

/**
 * Every pair of `sources` × `targets` with probability `p`, in order of source, then target, at a cost that grows with the pairs chosen:
 * the number of pairs passed over has a geometric distribution, floor(log(1 - u) / log(1 - p)).
 * Source: Fan, Muller & Rezucha 1962, J. Am. Stat. Assoc. 57, 387-402.
 */
export class PairSampler {
  readonly #sources: number
  readonly #targets: number
  readonly #p: number
  readonly #random: UniformSequence
  #i = 0
  #j = 0

  constructor(sources: number, targets: number, p: number, random: UniformSequence) {
    this.#sources = sources
    this.#targets = targets
    this.#p = p
    this.#random = random
    if (p <= 0) this.#i = sources
  }

  /** The next pairs, `most` or fewer: fewer only where they end. */
  take(most: number): PairColumns {
    const pairs = new PairColumns()
    const expected = (this.#sources - this.#i) * this.#targets * Math.min(1, Math.max(0, this.#p))
    pairs.reserve(Math.min(most, Math.ceil(expected * 1.02 + 64)))
    const [sources, targets, random] = [this.#sources, this.#targets, this.#random]
    const logOfFailure = this.#p < 1 ? hostLog(1 - this.#p) : -Infinity
    let [i, j] = [this.#i, this.#j]
    while (pairs.length < most && targets > 0) {
      // An infinite logarithm is that of certainty: nothing is passed over, and no number is drawn.
      if (logOfFailure !== -Infinity) j += Math.floor(hostLog(1 - random.next()) / logOfFailure)
      if (j >= targets) {
        const rows = Math.floor(j / targets)
        i += rows
        j -= rows * targets
      }
      if (!(i < sources)) break
      pairs.push(i, j)
      j++
    }
    this.#i = i
    this.#j = j
    return pairs
  }
}

/** Exactly `size` of the numbers 0 to `length` - 1, each subset with the same probability, ascending. Source: Floyd (Bentley & Floyd 1987, CACM 30, 754). */
export function chooseExactly(length: number, size: number, random: UniformSequence): number[] {
  const chosen = new Set<number>()
  for (let last = length - size; last < length; last++) {
    const candidate = Math.floor(random.next() * (last + 1))
    chosen.add(chosen.has(candidate) ? last : candidate)
  }
  return [...chosen].sort((a, b) => a - b)
}
