import { expect, test } from 'vitest'
import { between, ofExponents, unary, worst } from './accuracy.test-support.js'
import { references } from './high-precision.test-support.js'
import { cos, sin, tan } from './sin.js'

const functions = [
  { name: 'sin', write: sin, bound: 0.8 },
  { name: 'cos', write: cos, bound: 0.8 },
  { name: 'tan', write: tan, bound: 1.45 },
] as const

test.each(functions)('$name is accurate for small and moderate angles', ({ name, write, bound }) => {
  const points = [
    ...between(-0.8, 0.8),
    ...between(-10, 10),
    ...between(-1e6, 1e6),
    ...ofExponents(-1074, 20),
  ]
  expect(worst(unary(write), references[name], points).error).toBeLessThan(bound)
})

test.each(functions)('$name is accurate for huge angles', ({ name, write, bound }) => {
  expect(worst(unary(write), references[name], ofExponents(20, 1024, 150)).error).toBeLessThan(bound)
})

test.each(functions)(
  '$name keeps its digits next to multiples of a right angle',
  ({ name, write, bound }) => {
    const near = Array.from({ length: 400 }, (_, position) => (1 + 1649 * position) * (Math.PI / 2))
    // The double nearest to a multiple of pi/2, relative to its size: Kahan.
    expect(worst(unary(write), references[name], [...near, 6381956970095103 * 2 ** 797]).error).toBeLessThan(
      bound,
    )
  },
)

test('zeros keep their sign, infinities have no angle', () => {
  expect(unary(sin)(-0)).toBe(-0)
  expect(unary(sin)(0)).toBe(0)
  expect(unary(tan)(-0)).toBe(-0)
  expect(unary(cos)(-0)).toBe(1)
  for (const { write } of functions) {
    for (const x of [Infinity, -Infinity, NaN]) expect(unary(write)(x)).toBeNaN()
  }
})
