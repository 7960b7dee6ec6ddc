import { expect, test } from 'vitest'
import { Hz, ms } from '../units/units.js'
import { binnedRate, instantaneousRate, meanRate } from './firing-rate.js'

const train = ms([10, 20, 60, 100])

test('the mean counts the start of the time, not its end', () => {
  expect(meanRate(train, { to: ms(100) }).in(Hz)).toBeCloseTo(30, 9)
  expect(meanRate(train, { from: ms(20), to: ms(70) }).in(Hz)).toBeCloseTo(40, 9)
  expect(meanRate(ms([]), { to: ms(100) }).in(Hz)).toBe(0)
})

test('a time without length is refused', () => {
  expect(() => meanRate(train, { from: ms(100), to: ms(100) })).toThrow('longer than 0')
})

test('bins average over trains', () => {
  const { t, rate } = binnedRate([train, ms([15])], { bin: ms(50), to: ms(100) })
  expect(Array.from(t.in(ms))).toEqual([0, 50])
  // Three spikes in the first bin and one in the second, of two trains and 50 ms each.
  expect(Array.from(rate.in(Hz))).toEqual([30, 10])
})

test('the instantaneous rate is one over the interval', () => {
  const rates = Array.from(instantaneousRate(train).in(Hz), rate => Number(rate.toFixed(6)))
  expect(rates).toEqual([100, 25, 25])
})
