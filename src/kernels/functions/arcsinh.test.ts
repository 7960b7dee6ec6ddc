import { expect, test } from 'vitest'
import { between, ofExponents, unary, worst } from './accuracy.test-support.js'
import { arccosh, arcsinh, arctanh } from './arcsinh.js'
import { references } from './high-precision.test-support.js'

test('arcsinh is accurate for all exponents', () => {
  const points = [
    ...between(-2, 2),
    ...between(-100, 100, 500),
    ...ofExponents(-500, 1024, 500),
    ...ofExponents(-40, 70, 500),
  ]
  expect(worst(unary(arcsinh), references.arcsinh, points).error).toBeLessThan(1.75)
  expect([-Infinity, -0, 0, Infinity].map(unary(arcsinh))).toEqual([-Infinity, -0, 0, Infinity])
  expect(unary(arcsinh)(NaN)).toBeNaN()
})

test('arccosh is accurate from 1 on', () => {
  const above = ofExponents(-52, 0, 700).map(distance => 1 + Math.abs(distance))
  const points = [...between(1, 4), ...above, ...ofExponents(0, 1024, 500).map(Math.abs)]
  expect(worst(unary(arccosh), references.arccosh, points).error).toBeLessThan(1.9)
  expect(unary(arccosh)(1)).toBe(0)
  expect(unary(arccosh)(Infinity)).toBe(Infinity)
  for (const x of [0.9999999999999999, 0, -1, -1.5, -3, -Infinity, NaN]) expect(unary(arccosh)(x)).toBeNaN()
})

test('arctanh is accurate up to the ends of its domain', () => {
  const points = [...between(-1, 1), ...ofExponents(-500, 0, 700), ...ofExponents(-20, 0, 500)]
  expect(worst(unary(arctanh), references.arctanh, points).error).toBeLessThan(1.9)
  expect([-1, -0, 0, 1].map(unary(arctanh))).toEqual([-Infinity, -0, 0, Infinity])
  for (const x of [1.0000000000000002, -2, Infinity, NaN]) expect(unary(arctanh)(x)).toBeNaN()
})
