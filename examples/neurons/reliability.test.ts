import { expect, test } from 'vitest'
import { ms, second } from 'rheobase'
import { intervals } from 'rheobase/analysis'
import { likeness, run } from './reliability.js'

const { constant, fluctuating, picture } = await run()

test('under a fluctuating input spikes are repeated to the millisecond, under a constant one they are lost', () => {
  // Mainen & Sejnowski 1995 find the same: precise all the time, or only at the begin.
  const late = ms(500)
  expect(likeness(fluctuating, late)).toBeGreaterThan(0.8)
  // By chance: a window of 6.1 ms with spikes at the rate of the neuron.
  const trains = constant.trains()
  const rate = trains.reduce((sum, { length }) => sum + length, 0) / trains.length
  expect(likeness(constant, late)).toBeLessThan(1.3 * 0.0061 * rate)
})

test('under a constant input errors add up: spikes drift apart like a sum of independent intervals', () => {
  const variance = (numbers: readonly number[]): number => {
    const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length
    return numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0) / (numbers.length - 1)
  }
  const trains = constant.trains()
  const ofAnInterval = variance(trains.flatMap(train => Array.from(intervals(train).in(ms))))
  const ofSpike25 = variance(trains.map(train => train.at(24).in(ms)))
  // A variance from 25 trials lies between 0.34 and 2.13 of the true one in 998 of 1000 cases (chi-squared with 24 degrees of freedom).
  expect(ofSpike25 / (25 * ofAnInterval)).toBeGreaterThan(0.34)
  expect(ofSpike25 / (25 * ofAnInterval)).toBeLessThan(2.13)
})

test('both inputs make about as many spikes', () => {
  expect(likeness(fluctuating, second(0))).toBeGreaterThan(0.85)
  expect(fluctuating.count / constant.count).toBeGreaterThan(0.75)
  expect(fluctuating.count / constant.count).toBeLessThan(1.33)
})

test('draws trials and input', async () => {
  const svg = await picture()
  for (const text of ['Trial', 'Input (mV)']) expect(svg).toContain(text)
})
