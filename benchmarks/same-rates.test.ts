import { expect, test } from 'vitest'
import type { Measurement } from './engine.js'
import { haveSameRates, haveSameSpikes } from './same-rates.js'

const run = (rateHz: number, spikes = 0): Measurement => ({
  ...{ neurons: 1, synapses: 1, spikes, rateHz },
  ...{ buildSeconds: 1, compileSeconds: 1, loopSeconds: 1, wallSeconds: 1, peakBytes: 1 },
})
const agree = (size: number, simulated: number, other: number): boolean =>
  haveSameRates({ sizes: [4000], duration: 1 }, { rateSpread: 0.05 }, { size, simulated }, [
    run(100),
    run(other),
  ])

test('four standard deviations of the difference of two runs are allowed', () => {
  // 4 * sqrt(2) * 5 % of the mean rate.
  expect(agree(4000, 1, 132)).toBe(true)
  expect(agree(4000, 1, 134)).toBe(false)
  expect(agree(4000, 1, 70)).toBe(false)
})

test('fewer where there are more spikes to count, but never below a hundredth', () => {
  expect(agree(64_000, 1, 107)).toBe(true)
  expect(agree(64_000, 1, 108)).toBe(false)
  expect(agree(4000, 16, 108)).toBe(false)
  expect(agree(400_000_000, 1, 100.9)).toBe(true)
  expect(agree(400_000_000, 1, 101.1)).toBe(false)
})

test('no spikes agree with no spikes', () => {
  const pair = [run(0), run(0)] as const
  expect(
    haveSameRates({ sizes: [1], duration: 1 }, { rateSpread: 0.1 }, { size: 1, simulated: 1 }, pair),
  ).toBe(true)
})

test('the same bits have the same number of spikes', () => {
  expect(haveSameSpikes(run(5, 70), run(5, 70))).toBe(true)
  expect(haveSameSpikes(run(5, 70), run(5, 71))).toBe(false)
})
