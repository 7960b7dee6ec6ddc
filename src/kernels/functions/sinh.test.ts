import { expect, test } from 'vitest'
import { between, ofExponents, unary, worst } from './accuracy.test-support.js'
import { references } from './high-precision.test-support.js'
import { cosh, sinh } from './sinh.js'
import { tanh } from './tanh.js'

test.each([
  { name: 'sinh', write: sinh, bound: 1.8, limits: [-Infinity, Infinity] },
  { name: 'cosh', write: cosh, bound: 1.4, limits: [Infinity, Infinity] },
  { name: 'tanh', write: tanh, bound: 1.1, limits: [-1, 1] },
] as const)('$name is accurate near and far from zero', ({ name, write, bound, limits }) => {
  const points = [
    ...between(-2, 2),
    ...between(-30, 30),
    ...between(-710, 710, 300),
    ...ofExponents(-1074, 9, 600),
  ]
  const f = unary(write)
  expect(worst(f, references[name], points).error).toBeLessThan(bound)
  expect([f(-Infinity), f(Infinity)]).toEqual(limits)
  expect(f(NaN)).toBeNaN()
})

test('sinh and cosh overflow where their result does, later than the exponential', () => {
  for (const write of [sinh, cosh]) {
    expect(unary(write)(710.4758600739439)).toBeGreaterThan(1.79e308)
    expect(unary(write)(710.4758600739439)).toBeLessThan(Infinity)
    expect(unary(write)(710.475860073944)).toBe(Infinity)
    expect(unary(write)(1e300)).toBe(Infinity)
  }
})

test('zeros keep their sign', () => {
  expect(unary(sinh)(-0)).toBe(-0)
  expect(unary(tanh)(-0)).toBe(-0)
  expect(unary(cosh)(-0)).toBe(1)
})
