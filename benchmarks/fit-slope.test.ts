import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitSlope } from './fit-slope.js'

test('finds the exponent of a power law', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -3, max: 3, noNaN: true }),
      fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
      (exponent, factor) => {
        const points = [1, 2, 5, 100].map(x => [x, factor * x ** exponent] as const)
        expect(fitSlope(points)).toBeCloseTo(exponent, 9)
      },
    ),
  )
})

test('lies between points that no law fits', () => {
  // In logarithms of base 2: (0, 0), (1, 2), (2, 2).
  expect(
    fitSlope([
      [1, 1],
      [2, 4],
      [4, 4],
    ]),
  ).toBeCloseTo(1, 12)
})

test('refuses what has no slope', () => {
  expect(() => fitSlope([[1, 1]])).toThrow(RangeError)
  expect(() => fitSlope([])).toThrow(RangeError)
  expect(() =>
    fitSlope([
      [2, 1],
      [2, 3],
    ]),
  ).toThrow('two different places')
  expect(() =>
    fitSlope([
      [0, 1],
      [2, 3],
    ]),
  ).toThrow('positive')
})
