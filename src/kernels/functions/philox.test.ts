import { expect, test } from 'vitest'
import { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { philox, type Words } from './philox.js'

const number = (value: Value): number => (value.kind === 'constant' ? value.value >>> 0 : NaN)

function words(
  counter: readonly [number, number, number, number],
  key: readonly [number, number],
): readonly number[] {
  const b = new Builder()
  const [c0, c1, c2, c3] = counter
  const at: Words = [b.i32(c0), b.i32(c1), b.i32(c2), b.i32(c3)]
  return philox(b, at, [b.i32(key[0]), b.i32(key[1])]).map(number)
}

test('known answers of the authors', () => {
  expect(words([0, 0, 0, 0], [0, 0])).toEqual([0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8])
  expect(words([-1, -1, -1, -1], [-1, -1])).toEqual([0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd])
  expect(words([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0])).toEqual([
    0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1,
  ])
})
