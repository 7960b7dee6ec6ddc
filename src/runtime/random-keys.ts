import type { ArraySymbol } from '../kernels/value.js'
import { philoxWords } from '../kernels/host-functions.js'
import type { NetworkMemory } from './network-memory.js'

/** What the random numbers of a network depend on besides the element, the step and the place in the code. */
export interface Seed {
  readonly seed: number
  /** Advanced when a snapshot is restored without its random state: other numbers than before. */
  readonly epoch: number
}

interface KeyedPurpose {
  readonly array: ArraySymbol
  readonly stream: string
  readonly purpose: string
  /** The key for the seed that it was last needed for: hashing names takes longer than a step of a small network. */
  last: { readonly seed: Seed; readonly key: readonly [number, number] } | undefined
}

/**
 * The keys of all random numbers: two words for each (stream of the object, purpose in it), a hash of these names and of the seed.
 * So a draw depends on nothing but its own object: not on other objects, nor on their order.
 */
export class RandomKeys {
  readonly #memory: NetworkMemory
  readonly #purposes = new Map<string, KeyedPurpose>()

  constructor(memory: NetworkMemory) {
    this.#memory = memory
  }

  key(stream: string, purpose: string): ArraySymbol {
    const name = `random ${stream}/${purpose}`
    const known = this.#purposes.get(name)
    if (known !== undefined) return known.array
    const array = this.#memory.array(name, 'i32', 2)
    this.#purposes.set(name, { array, stream, purpose, last: undefined })
    return array
  }

  /** Writes the keys for this seed. */
  fill(seed: Seed): void {
    for (const keyed of this.#purposes.values()) {
      const { array, stream, purpose, last } = keyed
      const isSame = last?.seed.seed === seed.seed && last.seed.epoch === seed.epoch
      const { key } = isSame ? last : (keyed.last = { seed, key: keyOf(seed, stream, purpose) })
      this.#memory.view(array).set(key)
    }
  }
}

/** Two 32-bit words from the seed and the names: the names go through the counter of Philox block by block. */
export function keyOf({ seed, epoch }: Seed, stream: string, purpose: string): readonly [number, number] {
  const text = `${stream}\u0000${purpose}`
  let key: readonly [number, number] = [seed | 0, Math.floor(seed / 2 ** 32) | 0]
  for (let position = 0; position <= text.length; position += 6) {
    const word = (at: number): number => text.charCodeAt(at) | 0 | (text.charCodeAt(at + 1) << 16)
    const [a, b] = philoxWords(
      [word(position), word(position + 2), word(position + 4), (epoch << 16) ^ position],
      key,
    )
    key = [a, b]
  }
  return key
}
