import { expect, test } from 'vitest'
import { between, binary, ofExponents } from './accuracy.test-support.js'
import { powerReference, ulpError } from './high-precision.test-support.js'
import { power } from './power.js'

const f = binary(power)

function worstPower(bases: readonly number[], exponents: readonly number[]): number {
  return Math.max(
    ...bases.map((x, position) => {
      const y = exponents[position] ?? NaN
      return ulpError(f(x, y), powerReference(x, y))
    }),
  )
}

test('is accurate where nothing overflows', () => {
  expect(worstPower(between(0, 10, 800, 1), between(-10, 10, 800, 2))).toBeLessThan(0.95)
  expect(worstPower(between(0.5, 2, 800, 3), between(-1000, 1000, 800, 4))).toBeLessThan(0.95)
})

test('is accurate for extreme bases and exponents', () => {
  const bases = ofExponents(-1074, 1024, 500, 5).map(Math.abs)
  expect(worstPower(bases, ofExponents(-10, 4, 500, 6))).toBeLessThan(0.95)
  expect(worstPower(between(0.99999, 1.00001, 500, 7), between(-1e8, 1e8, 500, 8))).toBeLessThan(0.95)
})

test('whole powers that are numbers are exact', () => {
  for (let base = 2; base <= 20; base++) {
    for (let n = 0, exact = 1; exact < 2 ** 53; n++, exact *= base) {
      expect(f(base, n)).toBe(exact)
      expect(f(-base, n)).toBe(n % 2 === 0 ? exact : -exact)
    }
  }
  for (let n = -1074; n < 1024; n += 7) expect(f(2, n)).toBe(2 ** n)
})

test('special cases are those of IEEE 754', () => {
  const values = [
    0,
    -0,
    1,
    -1,
    2,
    -2,
    3,
    -3,
    0.5,
    -0.5,
    1.5,
    -1.5,
    Infinity,
    -Infinity,
    NaN,
    1e308,
    -1e308,
    5e-324,
    -5e-324,
    2 ** 53,
    -(2 ** 53),
    2 ** 52 + 1,
  ]
  for (const x of values) {
    for (const y of values) {
      const found = f(x, y)
      const size = Math.abs(found)
      if (y === 0 || x === 1) expect(found).toBe(1)
      else if (x === -1 && Math.abs(y) === Infinity) expect(found).toBe(1)
      // The host differs only in the cases above; elsewhere it may round differently.
      else if (size > 0 && size < Infinity) expect(found / x ** y).toBeCloseTo(1, 14)
      else expect(found).toBe(x ** y)
    }
  }
})
