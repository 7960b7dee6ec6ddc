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
  #numbers = new Float64Array(FIRST)
  /** log(1 - number) of each. */
  #logarithms = new Float64Array(FIRST)
  #used = FIRST
  #block = 0

  /** Without `blocks` host code draws all numbers: the same, more slowly. */
  constructor(key: readonly [number, number], stream: number, blocks?: UniformBlocks) {
    this.#key = key
    this.#stream = stream
    this.#blocks = blocks
  }

  next(): number {
    if (this.#used === this.#numbers.length) this.#draw()
    return this.#numbers[this.#used++] ?? 0
  }
  /** log(1 - u) of the next numbers u, one or more, which `use` then passes over. */
  logarithms(): Float64Array {
    if (this.#used === this.#numbers.length) this.#draw()
    return this.#logarithms.subarray(this.#used)
  }
  use(count: number): void {
    this.#used += count
  }

  #draw(): void {
    if (this.#blocks === undefined || (this.#block === 0 && !this.#blocks.isCompiled)) {
      hostUniforms(this.#numbers, this.#block, this.#stream, this.#key)
      for (let k = 0; k < FIRST; k++) this.#logarithms[k] = hostLog(1 - (this.#numbers[k] ?? 0))
    } else {
      const count = Math.min(GROWTH * this.#numbers.length, 2 * BLOCKS)
      if (this.#numbers.length < count) {
        this.#numbers = new Float64Array(count)
        this.#logarithms = new Float64Array(count)
      }
      this.#blocks.draw(this.#numbers, this.#logarithms, this.#block, this.#stream, this.#key)
    }
    this.#block += this.#numbers.length / 2
    this.#used = 0
  }
}
