import type { Builder } from '../builder.js'
import type { Value } from '../value.js'

/** Four words of 32 bits (i32 values): a counter, or the random words for it. */
export type Words = readonly [Value, Value, Value, Value]
/** Two words of 32 bits: the name of a random stream. */
export type Key = readonly [Value, Value]

export const PHILOX_ROUNDS = 10
/** Multipliers of the two halves and what is added to the key after each round. */
export const PHILOX_MULTIPLIERS: readonly [number, number] = [0xd2511f53, 0xcd9e8d57]
export const PHILOX_WEYL: readonly [number, number] = [0x9e3779b9, 0xbb67ae85]

/**
 * Philox 4x32-10: four random words that depend on nothing but counter and key. Every counter gives other words, every key another
 * permutation of the counters.
 * Source: Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", SC '11.
 */
export function philox(b: Builder, counter: Words, key: Key): Words {
  const xor = (x: Value, y: Value): Value => b.op('i32.xor', x, y)
  let [w0, w1, w2, w3] = counter
  let [k0, k1] = key
  const m0 = b.i32(PHILOX_MULTIPLIERS[0])
  const m1 = b.i32(PHILOX_MULTIPLIERS[1])
  for (let round = 0; round < PHILOX_ROUNDS; round++) {
    if (round > 0) {
      k0 = b.op('i32.add', k0, b.i32(PHILOX_WEYL[0]))
      k1 = b.op('i32.add', k1, b.i32(PHILOX_WEYL[1]))
    }
    const high0 = b.op('i32.mulhi_u', w0, m0)
    const high1 = b.op('i32.mulhi_u', w2, m1)
    const next1 = b.op('i32.mul', w2, m1)
    const next3 = b.op('i32.mul', w0, m0)
    ;[w0, w1, w2, w3] = [xor(high1, xor(w1, k0)), next1, xor(high0, xor(w3, k1)), next3]
  }
  return [w0, w1, w2, w3]
}
