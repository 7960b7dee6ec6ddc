import type { ArraySymbol } from '../kernels/value.js'
import type { NetworkMemory } from './network-memory.js'
import type { PairRoom, Pairs } from './sample-pairs.js'
import type { TypedValues } from './typed-values.js'

/**
 * Pairs in order of their sources, whose targets stand in the memory of a network from the start: synapses by the million are never there twice.
 * Sources are kept as the place at which the pairs of each begin. Views of the targets are asked for anew each time, for the memory can grow meanwhile.
 */
export class MemoryPairs implements Pairs, PairRoom {
  readonly #memory: NetworkMemory
  readonly #starts: Int32Array
  #capacity: number
  #length = 0
  #source = -1

  constructor(memory: NetworkMemory, sources: number, capacity: number) {
    this.#memory = memory
    this.#starts = new Int32Array(sources + 1)
    this.#capacity = capacity
  }

  get length(): number {
    return this.#length
  }
  get i(): Int32Array {
    const sources = new Int32Array(this.#length)
    fillSources(sources, this.starts)
    return sources
  }
  get j(): Int32Array {
    return this.#targets().subarray(0, this.#length)
  }
  /** Where the pairs of each source begin, and where those of the last one end; asked for when all pairs are there. */
  get starts(): Int32Array {
    this.#begin(this.#starts.length - 1, this.#length)
    return this.#starts
  }

  room(count: number): Int32Array {
    const end = this.#length + count
    if (end > this.#capacity) this.#capacity = Math.max(end, Math.ceil(1.1 * this.#capacity))
    this.#array()
    return this.#targets().subarray(this.#length, end)
  }
  of(source: number, place: number): void {
    this.#begin(source, this.#length + place)
  }
  accept(count: number): void {
    this.#length += count
  }

  /** Gives the targets to an array of their own, which ends with the last pair. */
  become(key: string): void {
    this.#capacity = this.#length
    this.#memory.rename(this.#array().name, key)
  }
  /** Frees the targets. */
  forget(): void {
    this.#memory.remove(KEY)
  }

  #begin(source: number, start: number): void {
    while (this.#source < source) this.#starts[++this.#source] = start
  }
  #array(): ArraySymbol {
    return this.#memory.array(KEY, 'i32', this.#capacity)
  }
  #targets(): Int32Array {
    const view = this.#memory.view(this.#array())
    return view instanceof Int32Array ? view : new Int32Array(view)
  }
}

const KEY = 'connecting.j'

/** The source of each pair, from where the pairs of each source begin. */
export function fillSources(sources: TypedValues, starts: Int32Array): void {
  for (let source = 0; source + 1 < starts.length; source++)
    sources.fill(source, starts[source] ?? 0, starts[source + 1] ?? 0)
}
