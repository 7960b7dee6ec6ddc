import { expect, test } from 'vitest'
import { approximateUnary, between, ofExponents, unary, worst } from './accuracy.test-support.js'
import { exp } from './exp.js'
import { exp2 } from './exp2.js'
import { expm1 } from './expm1.js'
import { divideByExprel, exprel } from './exprel.js'
import { references, type Real } from './high-precision.test-support.js'

const functions = [
  { name: 'exp', write: exp, bound: 1, overflow: 709.782712893384, limits: [0, Infinity] },
  { name: 'expm1', write: expm1, bound: 1.2, overflow: 709.782712893384, limits: [-1, Infinity] },
  { name: 'exprel', write: exprel, bound: 3.2, overflow: 716.3, limits: [0, Infinity] },
  { name: 'exp2', write: exp2, bound: 1.1, overflow: 1023.9999999999999, limits: [0, Infinity] },
] as const

test.each(functions)('$name is accurate near and far from zero', ({ name, write, bound }) => {
  const points = [
    ...between(-1, 1),
    // About the first part of a doubling that is taken from a table.
    ...between(-0.001, 0.001),
    ...between(-40, 40),
    ...between(-745, 709, 700),
    ...between(-746, -700, 300),
    ...ofExponents(-1074, 10),
  ]
  expect(worst(unary(write), references[name], points).error).toBeLessThan(bound)
})

test.each(functions)(
  '$name has its limits, and overflows where its result does',
  ({ write, overflow, limits }) => {
    const f = unary(write)
    expect(f(-Infinity)).toBe(limits[0])
    expect(f(Infinity)).toBe(limits[1])
    expect(f(NaN)).toBeNaN()
    expect(f(overflow)).toBeLessThan(Infinity)
    expect(f(overflow)).toBeGreaterThan(1e308)
    expect(f(overflow * (1 + 2 ** -12))).toBe(Infinity)
  },
)

const approximated = [
  { name: 'exp', write: exp, overflow: 709.782712893384, limits: [0, Infinity] },
  { name: 'exprel', write: exprel, overflow: 716.3, limits: [0, Infinity] },
] as const

/** The error for an exponent that is wrong by one rounding counts as often as the exponent is large. */
const allowed = {
  exp: (x: number) => 2 + Math.abs(x),
  /** That of e^x - 1 may be a unit in the last place of 1; but next to zero that, too, goes with x. */
  exprel: (x: number) => 4 + Math.abs(x) + Math.min(2 / Math.abs(x), 5e-13 / 2 ** -53),
}

test.each(approximated)(
  '$name of a step of an integration is that of an argument wrong by a rounding',
  ({ name, write }) => {
    const points = [
      ...between(-1, 1),
      ...between(-0.001, 0.001),
      ...between(-40, 40),
      ...between(-700, 709, 700),
      ...ofExponents(-1074, 10),
    ]
    const f = approximateUnary(write)
    for (const x of points)
      expect(worst(f, references[name], [x]).error, String(x)).toBeLessThan(allowed[name](x))
  },
)

test.each(approximated)(
  '$name of a step of an integration has the same limits',
  ({ write, overflow, limits }) => {
    const f = approximateUnary(write)
    expect(f(-Infinity)).toBe(limits[0])
    expect(f(Infinity)).toBe(limits[1])
    expect(f(NaN)).toBeNaN()
    expect(f(0)).toBe(1)
    expect(f(-0)).toBe(1)
    expect(f(overflow * (1 - 2 ** -12))).toBeLessThan(Infinity)
    expect(f(overflow * (1 + 2 ** -12))).toBe(Infinity)
  },
)

test.each([unary(exprel), approximateUnary(exprel)])('exprel of the smallest numbers is 1 exactly', f => {
  for (let exponent = -1074; exponent < -56; exponent++)
    for (const digits of [1, 1.25, 1.7, 2 - 2 ** -52])
      for (const sign of [1, -1]) expect(f(sign * digits * 2 ** exponent)).toBe(1)
})

test('a quotient by exprel is as accurate as exprel, and has its limits', () => {
  const reciprocal = unary((b, x) => divideByExprel(b, b.f64(1), x))
  const points = [
    ...between(-1, 1),
    ...between(-40, 40),
    ...between(-700, 700, 700),
    ...ofExponents(-1074, 9),
  ]
  const reference = (x: number): Real => {
    const { mantissa, exponent } = references.exprel(x)
    const places = mantissa.toString(2).length + 200
    return { mantissa: (1n << BigInt(places)) / mantissa, exponent: -exponent - places }
  }
  expect(worst(reciprocal, reference, points).error).toBeLessThan(2.6)
  expect(reciprocal(0)).toBe(1)
  expect(reciprocal(Infinity)).toBe(0)
  expect(reciprocal(-1e300)).toBe(1e300)
  expect(reciprocal(NaN)).toBeNaN()
})
