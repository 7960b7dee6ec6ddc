import { expect, test } from 'vitest'
import { medianOf } from './row.js'

test('the median is the middle value, or lies between the two middle ones', () => {
  expect(medianOf([3])).toBe(3)
  expect(medianOf([9, 1, 10])).toBe(9)
  expect(medianOf([10, 1, 9, 2])).toBe(5.5)
  expect(() => medianOf([])).toThrow(RangeError)
})
