import { expect, test } from 'vitest'
import { between, ofExponents, unary, worst } from './accuracy.test-support.js'
import { arccos, arcsin } from './arcsin.js'
import { references } from './high-precision.test-support.js'

test.each([
  { name: 'arcsin', write: arcsin },
  { name: 'arccos', write: arccos },
] as const)('$name is accurate up to the ends of its domain', ({ name, write }) => {
  const ends = ofExponents(-52, -2, 300).map(distance => 1 - Math.abs(distance))
  const points = [...between(-1, 1), ...ofExponents(-1074, 0, 500), ...ends, ...ends.map(x => -x), 1, -1]
  expect(worst(unary(write), references[name], points).error).toBeLessThan(0.92)
  for (const x of [1.0000000000000002, -1.0000000000000002, Infinity, -Infinity, NaN]) {
    expect(unary(write)(x)).toBeNaN()
  }
})

test('arcsin keeps the sign of zero', () => {
  expect(unary(arcsin)(-0)).toBe(-0)
  expect(unary(arccos)(1)).toBe(0)
})
