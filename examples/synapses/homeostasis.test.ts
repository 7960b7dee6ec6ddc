import { expect, test } from 'vitest'
import { Hz, second, type SpikeMonitor } from 'rheobase'
import { GOAL, SILENCED_AT, run, weightsAt } from './homeostasis.js'

const { spikes, weights, picture, network } = await run({ seed: 2 })

/** Mean rate of all cells between two times, in Hz. */
function rateBetween({ t, i }: SpikeMonitor, start: number, stop: number): number {
  const within = t.in(second).filter(time => time >= start && time < stop).length
  expect(new Set(i).size).toBe(20)
  return within / (stop - start) / 20
}

test('the rate is the one that is wanted, before the inputs fall silent and long after', () => {
  const goal = GOAL.in(Hz)
  expect(Math.abs(rateBetween(spikes, 90, 150) / goal - 1)).toBeLessThan(0.05)
  expect(Math.abs(rateBetween(spikes, 350, 450) / goal - 1)).toBeLessThan(0.05)
})

test('at first the silence is felt', () => {
  expect(rateBetween(spikes, 150, 160)).toBeLessThan(0.5 * GOAL.in(Hz))
})

test('all weights of a cell have grown by one factor, near the inverse of what its inputs lost', () => {
  const [before, after] = [weightsAt(weights, SILENCED_AT), weightsAt(weights, network.t)]
  const factors = after.map((w, k) => w / (before[k] ?? NaN))
  const [first = NaN] = factors
  for (const factor of factors) expect(factor).toBeCloseTo(first, 9)
  // Half the inputs need less than twice the weight: larger jumps fluctuate more, and fluctuations help to reach the threshold.
  expect(first).toBeGreaterThan(1.4)
  expect(first).toBeLessThan(2)
})

test('draws the rate and the weights', async () => {
  const svg = await picture()
  for (const text of ['wanted', 'one factor', 'Weight after (mV)']) expect(svg).toContain(text)
})
