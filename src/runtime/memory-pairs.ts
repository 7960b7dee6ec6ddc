import type { ArraySymbol } from '../kernels/value.js'
import type { NetworkMemory } from './network-memory.js'
import type { PairRoom, Pairs } from './sample-pairs.js'

/**
 * Pairs that stand in the memory of a network from the start: synapses by the million are never there twice. Views of the columns are
 * asked for anew each time, for the memory can grow meanwhile.
 */
export class MemoryPairs implements Pairs, PairRoom {
  readonly #memory: NetworkMemory
  #capacity: number
  #length = 0

  constructor(memory: NetworkMemory, capacity: number) {
    this.#memory = memory
    this.#capacity = capacity
  }

  get length(): number {
    return this.#length
  }
  get i(): Int32Array {
    return this.#view('i').subarray(0, this.#length)
  }
  get j(): Int32Array {
    return this.#view('j').subarray(0, this.#length)
  }

  room(count: number): { readonly i: Int32Array; readonly j: Int32Array } {
    const end = this.#length + count
    if (end > this.#capacity) this.#capacity = Math.max(end, Math.ceil(1.1 * this.#capacity))
    this.#array('i')
    this.#array('j')
    return { i: this.#view('i').subarray(this.#length, end), j: this.#view('j').subarray(this.#length, end) }
  }
  accept(count: number): void {
    this.#length += count
  }

  /** Gives the columns to arrays of their own, which end with the last pair. */
  become(i: string, j: string): void {
    this.#capacity = this.#length
    for (const [column, key] of [
      ['i', i],
      ['j', j],
    ] as const) {
      this.#array(column)
      this.#memory.rename(this.#array(column).name, key)
    }
  }
  /** Frees the columns. */
  forget(): void {
    this.#memory.remove(KEY)
  }

  #array(column: 'i' | 'j'): ArraySymbol {
    return this.#memory.array(`${KEY}${column}`, 'i32', this.#capacity)
  }
  #view(column: 'i' | 'j'): Int32Array {
    const view = this.#memory.view(this.#array(column))
    return view instanceof Int32Array ? view : new Int32Array(view)
  }
}

const KEY = 'connecting.'
