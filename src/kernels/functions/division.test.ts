import fc from 'fast-check'
import { expect, test } from 'vitest'
import { binary, ofExponents } from './accuracy.test-support.js'
import { floatFloorDivide, floatRemainder, integerFloorDivide, integerRemainder } from './division.js'

const quotient = binary(floatFloorDivide)
const remainder = binary(floatRemainder)
const wholeQuotient = binary(integerFloorDivide, 'i32')
const wholeRemainder = binary(integerRemainder, 'i32')

/** From the exact remainder of the host: the sign of the divisor, and so has zero. */
function expectedRemainder(x: number, y: number): number {
  const rest = x % y
  if (rest === 0) return y < 0 ? -0 : 0
  return rest < 0 === y < 0 ? rest : rest + y
}
function expectedQuotient(x: number, y: number): number {
  const rest = x % y
  const cut = (x - rest) / y - (rest !== 0 && rest < 0 !== y < 0 ? 1 : 0)
  const whole = Math.floor(cut)
  const nearest = cut - whole > 0.5 ? whole + 1 : whole
  return nearest === 0 ? Math.sign(x / y) * 0 || (Object.is(x / y, -0) ? -0 : 0) : nearest
}

// prettier-ignore
test.each([
  [-7, 3, -3, 2], [2, -3, -1, -1], [7, 2, 3, 1], [-2.5, 2, -2, 1.5], [-2.5, -2, 1, -0.5], [0.5, -2, -1, -1.5],
])('%d // %d is %d, the remainder %d', (x, y, whole, rest) => {
  expect([quotient(x, y), remainder(x, y)]).toEqual([whole, rest])
  if (Number.isInteger(x)) expect([wholeQuotient(x, y), wholeRemainder(x, y)]).toEqual([whole, rest])
})

const finite = fc.double({ noNaN: true, noDefaultInfinity: true })
const moderate = fc.double({ min: -1000, max: 1000, noNaN: true })

test('the remainder is exact before the sign is set', () => {
  const holds = (x: number, y: number): void => {
    if (y !== 0) expect(remainder(x, y)).toBe(expectedRemainder(x, y))
  }
  fc.assert(fc.property(moderate, moderate, holds))
  fc.assert(fc.property(finite, finite, holds), { numRuns: 60 })
  const divisors = ofExponents(-1074, -1040, 300, 3)
  ofExponents(-1074, -1040, 300, 4).forEach((x, position) => {
    holds(x, divisors[position] ?? 1)
  })
})

test('the quotient is that of Python', () => {
  const holds = (x: number, y: number): void => {
    if (y !== 0) expect(quotient(x, y)).toBe(expectedQuotient(x, y))
  }
  fc.assert(fc.property(moderate, moderate, holds))
  fc.assert(fc.property(finite, finite, holds), { numRuns: 60 })
})

test('zero and infinity', () => {
  expect([quotient(1, 0), quotient(-1, 0), quotient(1, -0)]).toEqual([Infinity, -Infinity, -Infinity])
  expect([quotient(0, 0), remainder(1, 0), remainder(Infinity, 2), quotient(Infinity, 2)]).toEqual([
    NaN,
    NaN,
    NaN,
    NaN,
  ])
  expect([remainder(1, Infinity), remainder(-1, Infinity), remainder(-1, -Infinity)]).toEqual([
    1,
    Infinity,
    -1,
  ])
  expect([quotient(1, Infinity), quotient(-1, Infinity)]).toEqual([0, -1])
  expect([remainder(NaN, 1), remainder(1, NaN), quotient(NaN, 1), quotient(1, NaN)]).toEqual([
    NaN,
    NaN,
    NaN,
    NaN,
  ])
  expect([remainder(4, -2), remainder(-4, 2)]).toEqual([-0, 0])
})

test('integers divide exactly, by zero to zero', () => {
  const integer = fc.integer()
  fc.assert(
    fc.property(integer, integer, (x, y) => {
      if (y === 0) return
      const [a, b] = [BigInt(x), BigInt(y)]
      const exact = a / b - (a % b !== 0n && a < 0n !== b < 0n ? 1n : 0n)
      expect(wholeQuotient(x, y)).toBe(Number(BigInt.asIntN(32, exact)))
      expect(wholeRemainder(x, y)).toBe(Number(a - exact * b))
    }),
  )
  expect([wholeQuotient(5, 0), wholeRemainder(5, 0)]).toEqual([0, 0])
  expect([wholeQuotient(-2147483648, -1), wholeRemainder(-2147483648, -1)]).toEqual([-2147483648, 0])
})
