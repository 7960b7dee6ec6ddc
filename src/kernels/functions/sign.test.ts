import { expect, test } from 'vitest'
import { kernelFunction } from '../builder.js'
import { evaluateFunction } from '../evaluate-function.js'
import { binary, unary } from './accuracy.test-support.js'
import { roundHalfEven } from './rounding.js'
import { absolute, heaviside, sign } from './sign.js'
import { timestep } from './timestep.js'

test('sign, magnitude and step of floats', () => {
  expect([-3, -0, 0, 5e-324, Infinity, NaN].map(unary(sign))).toEqual([-1, 0, 0, 1, 1, NaN])
  expect([-3, -0, NaN].map(unary(absolute))).toEqual([3, 0, NaN])
  expect([-1, 0, -0, 5e-324, NaN].map(unary(heaviside))).toEqual([0, 0, 0, 1, NaN])
})

test('sign and magnitude of integers wrap like all integers', () => {
  const [s, a] = [sign, absolute].map(write => kernelFunction('f', [['x', 'i32']], write))
  if (s === undefined || a === undefined) throw new Error('two functions')
  expect([-7, 0, 9, -2147483648].map(x => evaluateFunction(s, [x]))).toEqual([-1, 0, 1, -1])
  expect([-7, 0, 9, -2147483648].map(x => evaluateFunction(a, [x]))).toEqual([7, 0, 9, -2147483648])
})

test('halves are rounded to the even number', () => {
  const cases = [
    [0.5, 0],
    [1.5, 2],
    [2.5, 2],
    [-0.5, -0],
    [-2.5, -2],
    [0.49999999999999994, 0],
    [2 ** 52 - 0.5, 2 ** 52],
    [2 ** 52 + 1, 2 ** 52 + 1],
    [-1e300, -1e300],
    [Infinity, Infinity],
    [NaN, NaN],
    [-0, -0],
  ] as const
  for (const [x, rounded] of cases) expect(unary(roundHalfEven)(x)).toBe(rounded)
})

test('time steps count down below zero', () => {
  const f = binary(timestep)
  expect([f(0.3e-3, 1e-4), f(0.2999e-3, 1e-4), f(0.29e-3, 1e-4), f(0, 1e-4)]).toEqual([3, 3, 2, 0])
  expect([f(-0.3e-3, 1e-4), f(-0.35e-3, 1e-4)]).toEqual([-3, -4])
})
