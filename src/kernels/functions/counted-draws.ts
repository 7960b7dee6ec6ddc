import type { Builder } from '../builder.js'
import type { Parameter, Value, ValueType } from '../value.js'
import { philox, type Key, type Words } from './philox.js'
import { uniformFromWords } from './uniform.js'

/** The parameters of a scalar function that draws: the four words of the counter and the two of the key. */
export const DRAW_PARAMETERS: readonly (readonly [name: string, type: ValueType])[] = [
  ['counter0', 'i32'],
  ['counter1', 'i32'],
  ['counter2', 'i32'],
  ['counter3', 'i32'],
  ['key0', 'i32'],
  ['key1', 'i32'],
]

/** Two uniform numbers for the `turn`-th try of one draw. The turn goes to the upper half of the last word of the counter. */
export function uniformPair(b: Builder, words: readonly Parameter[], turn: Value): readonly [Value, Value] {
  const { counter, key } = drawOf(b, words)
  const [c0, c1, c2, c3] = counter
  const [w0, w1, w2, w3] = philox(b, [c0, c1, c2, b.op('i32.xor', c3, b.op('i32.shl', turn, b.i32(16)))], key)
  return [uniformFromWords(b, w0, w1), uniformFromWords(b, w2, w3)]
}

function drawOf(b: Builder, [c0, c1, c2, c3, k0, k1]: readonly Parameter[]): { counter: Words; key: Key } {
  const word = (parameter: Parameter | undefined): Value => parameter ?? b.i32(0)
  return { counter: [word(c0), word(c1), word(c2), word(c3)], key: [word(k0), word(k1)] }
}
