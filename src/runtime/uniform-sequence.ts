import { hostLog, hostUniforms } from '../kernels/host-functions.js'
import { BLOCKS, type UniformBlocks } from './uniform-blocks.js'

/** Numbers that host code draws before generated code takes over, unless that is compiled: compiling takes longer than these. */
const FIRST = 256
/** Who needs more numbers than before needs many: each portion is so many times the last. */
const GROWTH = 4

/** Uniform numbers from 0 up to, not including, 1: two per block of Philox, in order. */
export class UniformSequence {
  readonly #key: readonly [number, number]
  readonly #stream: number
  readonly #blocks: UniformBlocks | undefined
  /** How many numbers are drawn at a time, those that are used of them, and the block of the first. */
  #count = FIRST
  #used = FIRST
  #block = -FIRST / 2
  /** The numbers of the portion, and log(1 - number) of each: made when they are asked for, since most who ask want one of them only. */
  #numbers: Float64Array | undefined
  #logarithms: Float64Array | undefined
  readonly #rooms = { numbers: new Float64Array(FIRST), logarithms: new Float64Array(FIRST) }

  /** Without `blocks` host code draws all numbers: the same, more slowly. */
  constructor(key: readonly [number, number], stream: number, blocks?: UniformBlocks) {
    this.#key = key
    this.#stream = stream
    this.#blocks = blocks
  }

  next(): number {
    if (this.#used === this.#count) this.#goOn()
    this.#numbers ??= this.#draw('numbers')
    return this.#numbers[this.#used++] ?? 0
  }
  /** log(1 - u) of the next numbers u, one or more, which `use` then passes over. */
  logarithms(): Float64Array {
    if (this.#used === this.#count) this.#goOn()
    this.#logarithms ??= this.#draw('logarithms')
    return this.#logarithms.subarray(this.#used)
  }
  use(count: number): void {
    this.#used += count
  }

  /** To the next portion of numbers. */
  #goOn(): void {
    this.#block += this.#count / 2
    if (this.#isGenerated) this.#count = Math.min(GROWTH * this.#count, 2 * BLOCKS)
    this.#used = 0
    this.#numbers = undefined
    this.#logarithms = undefined
  }

  /** Whether generated code draws the present portion. */
  get #isGenerated(): boolean {
    return this.#blocks !== undefined && (this.#block > 0 || this.#blocks.isCompiled)
  }

  #draw(what: 'numbers' | 'logarithms'): Float64Array {
    if (this.#rooms[what].length < this.#count) this.#rooms[what] = new Float64Array(this.#count)
    const into = this.#rooms[what]
    if (this.#blocks !== undefined && this.#count > FIRST)
      this.#blocks.draw(what, into, this.#block, this.#stream, this.#key)
    else {
      hostUniforms(into, this.#block, this.#stream, this.#key)
      if (what === 'logarithms') into.forEach((number, k) => (into[k] = hostLog(1 - number)))
    }
    return into
  }
}
