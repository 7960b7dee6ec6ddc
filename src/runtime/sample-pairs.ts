import { hostLog, philoxWords } from '../kernels/host-functions.js'

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
  #block = 0
  #spare: number | undefined

  constructor(key: readonly [number, number], stream: number) {
    this.#key = key
    this.#stream = stream
  }
  next(): number {
    if (this.#spare !== undefined) {
      const value = this.#spare
      this.#spare = undefined
      return value
    }
    const [a, b, c, d] = philoxWords(
      [this.#block | 0, Math.floor(this.#block / 2 ** 32) | 0, this.#stream, 0],
      this.#key,
    )
    this.#block++
    this.#spare = uniform(c, d)
    return uniform(a, b)
  }
}

/** 53 bits of two words. */
const uniform = (high: number, low: number): number => ((high >>> 5) * 67108864 + (low >>> 6)) * 2 ** -53

/**
 * Every pair of `sources` × `targets` with probability `p`, in order of source, then target, at a cost that grows with the pairs chosen:
 * the number of pairs passed over has a geometric distribution, floor(log(1 - u) / log(1 - p)).
 * Source: Fan, Muller & Rezucha 1962, J. Am. Stat. Assoc. 57, 387-402.
 */
export function samplePairs(
  sources: number,
  targets: number,
  p: number,
  random: UniformSequence,
  visit: (i: number, j: number) => void,
): void {
  const total = sources * targets
  if (p <= 0) return
  if (p >= 1) {
    for (let i = 0; i < sources; i++) for (let j = 0; j < targets; j++) visit(i, j)
    return
  }
  const logOfFailure = hostLog(1 - p)
  let i = 0
  let j = -1
  for (let position = 0; ; position++) {
    const skipped = Math.floor(hostLog(1 - random.next()) / logOfFailure)
    position += skipped
    if (!(position < total)) return
    j += skipped + 1
    if (j >= targets) {
      const rows = Math.floor(j / targets)
      i += rows
      j -= rows * targets
    }
    visit(i, j)
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
