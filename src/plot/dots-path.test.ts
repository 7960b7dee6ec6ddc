import { expect, test } from 'vitest'
import { dotsPath } from './dots-path.js'

const path = (points: readonly (readonly [number, number])[]): string =>
  dotsPath(
    k => points[k]?.[0] ?? NaN,
    k => points[k]?.[1] ?? NaN,
    points.length,
  )

test('a dot is a line of no length, to a tenth of a pixel', () => {
  expect(
    path([
      [1, 2],
      [10.26, 3.04],
    ]),
  ).toBe('M1,2h0M10.3,3h0')
})

test('dots on the same half pixel are drawn once', () => {
  expect(
    path([
      [1, 2],
      [1.1, 2.1],
      [1.5, 2],
    ]),
  ).toBe('M1,2h0M1.5,2h0')
})

test('what has no place is left out', () => {
  expect(
    path([
      [NaN, 2],
      [1, NaN],
    ]),
  ).toBe('')
})
