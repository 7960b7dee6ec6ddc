import { expect, test } from 'vitest'
import { kernelFunction } from '../builder.js'
import { evaluateFunction } from '../evaluate-function.js'
import { binary, unary } from './accuracy.test-support.js'
import { clip, maximum, minimum } from './minimum.js'

test('nan wins', () => {
  const [smaller, larger] = [binary(minimum), binary(maximum)]
  expect([smaller(1, 2), smaller(2, 1), larger(1, 2), larger(2, 1)]).toEqual([1, 1, 2, 2])
  for (const f of [smaller, larger]) expect([f(NaN, 1), f(1, NaN)]).toEqual([NaN, NaN])
  const bounded = unary((b, x) => minimum(b, x, b.f64(3)))
  const boundedFirst = unary((b, x) => maximum(b, b.f64(3), x))
  expect([bounded(5), bounded(1), bounded(NaN)]).toEqual([3, 1, NaN])
  expect([boundedFirst(5), boundedFirst(1), boundedFirst(NaN)]).toEqual([5, 3, NaN])
})

test('clip gives the upper bound if the bounds are the wrong way round', () => {
  const f = kernelFunction(
    'clip',
    [
      ['x', 'f64'],
      ['low', 'f64'],
      ['high', 'f64'],
    ],
    clip,
  )
  const clipped = (...values: number[]): number => evaluateFunction(f, values)
  expect([clipped(-1, 0, 2), clipped(1, 0, 2), clipped(3, 0, 2)]).toEqual([0, 1, 2])
  expect([clipped(1, 5, 2), clipped(9, 5, 2)]).toEqual([2, 2])
  expect([clipped(NaN, 0, 2), clipped(Infinity, 0, 2), clipped(-Infinity, 0, 2)]).toEqual([NaN, 2, 0])
})

test('integers and conditions', () => {
  expect(binary(minimum, 'i32')(-5, 3)).toBe(-5)
  expect(binary(maximum, 'i32')(-5, 3)).toBe(3)
  const both = kernelFunction(
    'both',
    [
      ['x', 'bool'],
      ['y', 'bool'],
    ],
    minimum,
  )
  const either = kernelFunction(
    'either',
    [
      ['x', 'bool'],
      ['y', 'bool'],
    ],
    maximum,
  )
  expect([evaluateFunction(both, [1, 0]), evaluateFunction(either, [1, 0])]).toEqual([0, 1])
})
