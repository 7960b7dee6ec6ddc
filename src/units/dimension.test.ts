import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  current,
  dimension,
  dimensionless,
  isDimensionless,
  length,
  power,
  printDimension,
  printDimensionAsCode,
  product,
  quotient,
  sameDimension,
  time,
  voltage,
} from './dimension.js'

const exponent = fc.integer({ min: -6, max: 6 })
const anyDimension = fc.record({
  m: exponent,
  kg: exponent,
  s: exponent,
  A: exponent,
  K: exponent,
  mol: exponent,
  cd: exponent,
})

test('prints base units in SI order with their exponents', () => {
  expect(printDimension(voltage)).toBe('m^2 kg s^-3 A^-1')
  expect(printDimension(current)).toBe('A')
  expect(printDimension(dimensionless)).toBe('1')
  expect(printDimension(power(time, -0.5))).toBe('s^-0.5')
})

test('prints code with unit names', () => {
  expect(printDimensionAsCode(voltage)).toBe('metre ** 2 * kilogram * second ** -3 * amp ** -1')
  expect(printDimensionAsCode(dimensionless)).toBe('1')
})

test('a whole exponent that comes from a fractional power prints as a whole number', () => {
  expect(printDimension(power(power(length, 1.5), 2))).toBe('m^3')
  expect(printDimension(product(power(length, 0.1), power(length, 0.2)))).toBe('m^0.3')
})

test('dimensions form a commutative group under the product', () => {
  fc.assert(
    fc.property(anyDimension, anyDimension, anyDimension, (a, b, c) => {
      expect(product(a, b)).toEqual(product(b, a))
      expect(product(product(a, b), c)).toEqual(product(a, product(b, c)))
      expect(isDimensionless(product(a, power(a, -1)))).toBe(true)
      expect(quotient(product(a, b), b)).toEqual(dimension(a))
    }),
  )
})

test('a power is undone by its inverse for all fractions of small whole numbers', () => {
  fc.assert(
    fc.property(
      anyDimension,
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 12 }),
      (a, up, down) => {
        expect(sameDimension(power(power(a, up / down), down / up), a)).toBe(true)
      },
    ),
  )
})

test.each([
  [1.00001, 1, true],
  [1.0000101, 1, false],
  [1e-8, 0, true],
  [1.1e-8, 0, false],
  [3 * 0.1, 0.3, true],
])('metre**%d against metre**%d: the same is %s, in both orders', (a, b, same) => {
  expect(sameDimension({ ...dimensionless, m: a }, { ...dimensionless, m: b })).toBe(same)
  expect(sameDimension({ ...dimensionless, m: b }, { ...dimensionless, m: a })).toBe(same)
})

test('no exponent is negative zero', () => {
  expect(Object.is(power(time, -1).m, 0)).toBe(true)
})

test('refuses what is no dimension', () => {
  expect(() => dimension({ m: NaN })).toThrow('must be a finite number')
  expect(() => dimension(Object.fromEntries([['g', 1]]))).toThrow('`g` is not an SI base unit')
})
