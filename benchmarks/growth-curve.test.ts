import { expect, test } from 'vitest'
import { growthCurve } from './growth-curve.js'

const points = (...pairs: readonly (readonly [number, number])[]): Parameters<typeof growthCurve>[0] =>
  pairs.map(([work, seconds]) => ({ work, seconds }))

test('takes off what is there without the work', () => {
  const curve = growthCurve(points([0, 0.5], [10, 0.6], [100, 1.5]))
  expect(curve.points.map(([work, seconds]) => [work, Number(seconds.toFixed(12))])).toEqual([
    [10, 0.1],
    [100, 1],
  ])
  expect(curve.slope).toBeCloseTo(1, 9)
})

test('takes off the work of the first point, too', () => {
  const curve = growthCurve(points([1, 2], [2, 3], [3, 6], [5, 18]))
  expect(curve.points).toEqual([
    [1, 1],
    [2, 4],
    [4, 16],
  ])
  expect(curve.slope).toBeCloseTo(2, 9)
})

test('leaves out what is lost in noise, and refuses to guess from the rest', () => {
  expect(growthCurve(points([0, 0.5], [1, 0.49], [10, 1], [100, 5.5])).points).toHaveLength(2)
  expect(() => growthCurve(points([0, 0.5], [1, 0.49], [10, 1]))).toThrow(RangeError)
})
