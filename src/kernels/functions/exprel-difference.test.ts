import { expect, test } from 'vitest'
import { binary } from './accuracy.test-support.js'
import { exprelDifference } from './exprel-difference.js'

const f = binary(exprelDifference)

test('is the difference quotient, and the derivative where the two are equal', () => {
  expect(f(1, -2)).toBeCloseTo((Math.E - Math.exp(-2)) / 3, 15)
  expect(f(-2, 1)).toBe(f(1, -2))
  expect(f(1.5, 1.5) / Math.exp(1.5)).toBeCloseTo(1, 15)
  expect(f(1e-9, 0)).toBeCloseTo(1 + 5e-10, 15)
})

test('does not overflow on the way', () => {
  expect(f(-2000, -1) / (Math.exp(-1) / 1999)).toBeCloseTo(1, 14)
  expect(f(709, -1e5) / (Math.exp(709) / 100709)).toBeCloseTo(1, 13)
})
