import { expect, test } from 'vitest'
import { linePath } from './line-path.js'

const path = (points: readonly (readonly [number, number])[]): string =>
  linePath(
    k => points[k]?.[0] ?? NaN,
    k => points[k]?.[1] ?? NaN,
    points.length,
  )

test('joins samples that lie on pixels of their own', () => {
  expect(
    path([
      [0, 5],
      [1, 6],
      [2.25, 7],
    ]),
  ).toBe('M0,5L1,6L2.3,7')
})

test('keeps the first, lowest, highest and last sample of a pixel, in order', () => {
  const samples = [
    [3, 10],
    [3.1, 9],
    [3.2, 40],
    [3.3, 12],
    [3.4, 2],
    [3.5, 11],
    [3.6, 10.5],
  ] as const
  expect(path(samples)).toBe('M3,10L3.2,40L3.4,2L3.6,10.5')
})

test('a spike of one sample among thousands stays', () => {
  const samples = Array.from({ length: 10_000 }, (_, k) => [k / 100, k === 5050 ? -80 : 1] as const)
  const drawn = path(samples)
  expect(drawn).toContain('L50.5,-80')
  expect(drawn.length).toBeLessThan(3000)
})

test('a level stretch needs its ends only', () => {
  expect(
    path([
      [0, 5],
      [1, 5],
      [2, 5.02],
      [3, 5],
      [4, 6],
      [5, 6],
    ]),
  ).toBe('M0,5L3,5L4,6L5,6')
})

test('a value that is not finite interrupts the line', () => {
  expect(
    path([
      [0, 5],
      [1, 6],
      [2, NaN],
      [3, 7],
      [4, 8],
    ]),
  ).toBe('M0,5L1,6M3,7L4,8')
})
