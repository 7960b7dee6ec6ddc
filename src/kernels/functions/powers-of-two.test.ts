import { expect, test } from 'vitest'
import { PARTS, powersOfTwo } from './powers-of-two.js'

test('the parts of a doubling, less one', () => {
  const { content = [], length } = powersOfTwo()
  expect(content.length).toBe(PARTS)
  expect(length).toBe(PARTS)
  content.forEach((excess, place) => {
    const part = (place - PARTS / 2) / PARTS
    expect(Math.abs(excess - Math.expm1(part * Math.LN2))).toBeLessThanOrEqual(2 ** -53)
  })
  // Numbers whose nearest doubles are known: 1/√2 - 1, 2^(1/4) - 1, 2^(-1/4) - 1.
  expect(content[0]).toBe(-0.29289321881345247559915564)
  expect(content[(3 * PARTS) / 4]).toBe(0.18920711500272106671749997)
  expect(content[PARTS / 4]).toBe(-0.15910358474628545696887452)
  expect(content[PARTS / 2]).toBe(0)
})
