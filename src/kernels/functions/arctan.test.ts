import { expect, test } from 'vitest'
import { binary, between, ofExponents, unary, worst } from './accuracy.test-support.js'
import { arctan, arctan2 } from './arctan.js'
import { arctan2Reference, references, ulpError } from './high-precision.test-support.js'

test('arctan is accurate in all its intervals', () => {
  const points = [...between(-3, 3), ...between(-50, 50, 500), ...ofExponents(-1074, 1024, 600)]
  expect(worst(unary(arctan), references.arctan, points).error).toBeLessThan(0.86)
  expect(unary(arctan)(Infinity)).toBe(Math.PI / 2)
  expect(unary(arctan)(-Infinity)).toBe(-Math.PI / 2)
  expect(unary(arctan)(-0)).toBe(-0)
  expect(unary(arctan)(NaN)).toBeNaN()
})

test('arctan2 is accurate on the right', () => {
  const f = binary(arctan2)
  const widths = [...between(0, 3, 700, 3), ...ofExponents(-300, 300, 300, 4).map(Math.abs)]
  const heights = [...between(-3, 3, 700, 5), ...ofExponents(-300, 300, 300, 6)]
  const errors = widths.map((x, position) => {
    const y = heights[position] ?? NaN
    return ulpError(f(y, x), arctan2Reference(y, x))
  })
  expect(Math.max(...errors)).toBeLessThan(1.55)
})

test('arctan2 on the left is the supplement', () => {
  const f = binary(arctan2)
  for (const y of between(0, 3, 200)) expect(f(y, -1) + f(y, 1)).toBeCloseTo(Math.PI, 15)
})

// prettier-ignore
test.each([
  [0, 0, 0], [-0, 0, -0], [0, -0, Math.PI], [-0, -0, -Math.PI], [0, -1, Math.PI], [-0, -1, -Math.PI], [0, 1, 0], [-0, 1, -0],
  [1, 0, Math.PI / 2], [-1, -0, -Math.PI / 2], [Infinity, Infinity, Math.PI / 4], [Infinity, -Infinity, 0.75 * Math.PI],
  [-Infinity, Infinity, -Math.PI / 4], [1, Infinity, 0], [1, -Infinity, Math.PI], [Infinity, 1, Math.PI / 2],
  [NaN, 1, NaN], [0, NaN, NaN],
])('arctan2 of special arguments %#', (y, x, angle) => {
  expect(binary(arctan2)(y, x)).toBe(angle)
})
