import { expect, test } from 'vitest'
import { ms, second } from 'rheobase'
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

test('under a constant input errors add up: the variance of a spike time grows with its number', () => {
  const variance = (spike: number): number => {
    const times = constant.trains().map(train => train.at(spike).in(ms))
    const mean = times.reduce((sum, time) => sum + time, 0) / times.length
    return times.reduce((sum, time) => sum + (time - mean) ** 2, 0) / times.length
  }
  // Intervals are independent, so the 25th spike has five times the variance of the fifth; from 25 trials that is known to a factor of 2.
  const growth = variance(24) / variance(4)
  expect(growth).toBeGreaterThan(2.5)
  expect(growth).toBeLessThan(10)
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
