import { expect, test } from 'vitest'
import { PART_DIGITS } from '../value.js'
import { PARTS, partsOfDoubling, POWER_BIAS, powersOfTwo } from './powers-of-two.js'

test('the parts of a doubling, less one', () => {
  const { content = [], length } = partsOfDoubling()
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

test('powers of two that numbers of parts may be added to', () => {
  const { content = [] } = powersOfTwo()
  expect(content.length).toBe(PARTS)
  const view = new DataView(new ArrayBuffer(8))
  content.forEach((stepped, j) => {
    view.setFloat64(0, stepped)
    view.setBigUint64(0, view.getBigUint64(0) + (BigInt(j) << BigInt(52 - PART_DIGITS)))
    const power = view.getFloat64(0) * 2 ** -POWER_BIAS
    expect(Math.abs(power / 2 ** (j / PARTS) - 1)).toBeLessThanOrEqual(2 ** -52)
    if (j === 0) expect(power).toBe(1)
    if (j === PARTS / 2) expect(power).toBe(Math.SQRT2)
  })
})
