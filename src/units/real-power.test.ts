import fc from 'fast-check'
import { expect, test } from 'vitest'
import { realPower } from './real-power.js'

test.each([
  [10, -3, 1e-3],
  [10, 22, 1e22],
  [10, -22, 1e-22],
  [10, 308, 1e308],
  [10, -320, 1e-320],
  [3, 5, 243],
  [-2, 3, -8],
  [-2, 4, 16],
  [-2, -5, -0.03125],
  [2, 0.5, Math.SQRT2],
  [8, 1 / 3, 2],
  [2, 1023, 2 ** 1023],
  [2, -1074, 5e-324],
  [5e-324, 0.25, 1.4908919308538355e-81],
  [1e-3, 1.5, 3.1622776601683795e-5],
  [10, 400, Infinity],
  [10, -400, 0],
  [-10, 401, -Infinity],
  [1, 1e300, 1],
  [-1, 1e300, 1],
  [1.5, 1e305, Infinity],
  [0.5, 1e305, 0],
])('%d to the power of %d is %d', (base, exponent, result) => {
  expect(realPower(base, exponent)).toBe(result)
})

test('zero, infinity and nan follow the standard', () => {
  expect(realPower(0, -2)).toBe(Infinity)
  expect(realPower(0, 1.5)).toBe(0)
  expect(realPower(Infinity, -1.5)).toBe(0)
  expect(realPower(-8, 1 / 3)).toBeNaN()
  expect(realPower(NaN, 0)).toBe(1)
  expect(realPower(2, NaN)).toBeNaN()
})

test('whole powers are the correctly rounded products', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 1000 }), fc.integer({ min: 4, max: 60 }), (base, exponent) => {
      expect(realPower(base, exponent)).toBe(Number(BigInt(base) ** BigInt(exponent)))
    }),
  )
})

test('a power of a power agrees to a few units in the last place', () => {
  const base = fc.double({ min: 1e-20, max: 1e20, noNaN: true })
  const exponent = fc.double({ min: 0.1, max: 5, noNaN: true })
  fc.assert(
    fc.property(base, exponent, (x, y) => {
      const back = realPower(realPower(x, y), 1 / y)
      expect(Math.abs(back - x)).toBeLessThanOrEqual(Math.abs(x) * 1e-14)
    }),
  )
})
