import { hostLog } from '../kernels/host-functions.js'
import type { UniformSequence } from './uniform-sequence.js'

/** Of source and target. */
export const BYTES_PER_PAIR = 8

/** Pairs of source and target, as two columns. */
export interface Pairs {
  readonly i: Int32Array
  readonly j: Int32Array
  readonly length: number
}
/** Where pairs go that come in order of their sources. */
export interface PairRoom {
  /** The room for the targets of the next `count` pairs, to be written and then taken over by `accept`. */
  room(count: number): Int32Array
  /** The pairs from a place of that room on are those of a source. */
  of(source: number, place: number): void
  accept(count: number): void
}

/** Pairs in two columns that grow. */
export class PairColumns implements Pairs, PairRoom {
  #i: Int32Array
  #j: Int32Array
  #length = 0
  /** The source of the pairs from place `#filled` on. */
  #source = 0
  #filled = 0

  constructor(capacity = 1024) {
    this.#i = new Int32Array(capacity)
    this.#j = new Int32Array(capacity)
  }

  push(i: number, j: number): void {
    if (this.#length === this.#i.length) this.#grow(Math.max(1024, 2 * this.#length))
    this.#i[this.#length] = i
    this.#j[this.#length] = j
    this.#length++
  }
  /** Both columns of the next `count` pairs, to be written and then taken over by `accept`. */
  columns(count: number): { readonly i: Int32Array; readonly j: Int32Array } {
    const j = this.room(count)
    const end = this.#length + count
    // Nothing is left for `accept` to fill.
    this.#filled = end
    return { i: this.#i.subarray(this.#length, end), j }
  }
  room(count: number): Int32Array {
    const end = this.#length + count
    if (end > this.#i.length) this.#grow(Math.max(end, 2 * this.#i.length))
    this.#filled = this.#length
    return this.#j.subarray(this.#length, end)
  }
  of(source: number, place: number): void {
    this.#fillTo(this.#length + place)
    this.#source = source
  }
  accept(count: number): void {
    this.#length += count
    this.#fillTo(this.#length)
  }
  #fillTo(end: number): void {
    this.#i.fill(this.#source, this.#filled, end)
    this.#filled = end
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

/** Pairs that are looked at together where no number has to be drawn. */
const PORTION = 4096
const NONE = new Float64Array(0)

/** log(1 - p); by its series where 1 - p would lose the digits of p, or be 1. */
function logarithmOfFailure(p: number): number {
  if (!(p < 1)) return -Infinity
  return p < 1e-8 ? -p * (1 + p / 2) : hostLog(1 - p)
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
    if (!(p > 0)) this.#i = sources
  }

  /** The next pairs, `most` or fewer: fewer only where they end. */
  take(most: number): PairColumns {
    const expected = (this.#sources - this.#i) * this.#targets * Math.min(1, Math.max(0, this.#p))
    const pairs = new PairColumns(Math.min(most, Math.ceil(expected * 1.02 + 64)))
    while (pairs.length < most && this.#i < this.#sources && this.#targets > 0)
      this.#takeSome(pairs, most - pairs.length)
    return pairs
  }

  /** All that are left; `told` hears how far it is. */
  takeAll(pairs: PairRoom, told?: (completed: number) => void): void {
    while (this.#i < this.#sources && this.#targets > 0) {
      this.#takeSome(pairs, Infinity)
      told?.(this.completed)
    }
  }

  /** The share of the sources whose pairs were taken. */
  get completed(): number {
    return this.#sources === 0 ? 1 : Math.min(1, this.#i / this.#sources)
  }

  /** As many pairs as there are numbers drawn, `most` or fewer. A loop that calls nothing but for a new source, for it runs once per synapse. */
  #takeSome(pairs: PairRoom, most: number): void {
    const targets = this.#targets
    const logOfFailure = logarithmOfFailure(this.#p)
    // An infinite logarithm is that of certainty: nothing is passed over, and no number is drawn.
    const isCertain = logOfFailure === -Infinity
    const logarithms = isCertain ? NONE : this.#random.logarithms()
    const count = Math.min(most, isCertain ? PORTION : logarithms.length)
    const columns = pairs.room(count)
    let i = this.#i
    let j = this.#j
    let taken = 0
    let used = 0
    pairs.of(i, 0)
    while (used < count) {
      const passedOver = isCertain ? 0 : (logarithms[used] ?? 0) / logOfFailure
      used++
      // Most stay in their row, and within whole numbers of 32 bits, which engines compute with sooner.
      if (passedOver < targets - j) j += passedOver | 0
      else {
        const place = j + Math.floor(passedOver)
        const rows = Math.floor(place / targets)
        i += rows
        if (!(i < this.#sources)) break
        j = place - rows * targets
        pairs.of(i, taken)
      }
      columns[taken] = j
      taken++
      j++
    }
    if (!isCertain) this.#random.use(used)
    pairs.accept(taken)
    this.#i = i
    this.#j = j
  }
}

/** Chooses exactly `size` of the numbers 0 to `length` - 1, each subset with the same probability. Source: Floyd (Bentley & Floyd 1987, CACM 30, 754). */
export class SubsetSampler {
  readonly #random: UniformSequence
  /** Which numbers are chosen; all zero between calls. */
  #isChosen = new Uint8Array(0)

  constructor(random: UniformSequence) {
    this.#random = random
  }

  /** Ascending. */
  choose(length: number, size: number): Int32Array {
    if (this.#isChosen.length < length) this.#isChosen = new Uint8Array(length)
    const isChosen = this.#isChosen
    const chosen = new Int32Array(size)
    for (let k = 0; k < size; k++) {
      const last = length - size + k
      const candidate = Math.floor(this.#random.next() * (last + 1))
      const number = isChosen[candidate] === 1 ? last : candidate
      isChosen[number] = 1
      chosen[k] = number
    }
    for (let k = 0; k < size; k++) isChosen[chosen[k] ?? 0] = 0
    return chosen.sort()
  }
}
