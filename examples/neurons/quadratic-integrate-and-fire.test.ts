import { expect, test } from 'vitest'
import { rateOf, rateOfQuadratic, rateOfTheta, run } from './quadratic-integrate-and-fire.js'

const { currents, spikes, picture } = await run({ scale: 0.2 })

test('the theta neuron has the rate of the closed form', () => {
  currents.forEach((current, k) => {
    // Over two seconds the grid of 0.01 ms shifts the first and the last spike by one step at most.
    expect(Math.abs(rateOf(spikes.theta, k) / rateOfTheta(current) - 1)).toBeLessThan(2e-5)
  })
})

test('the quadratic neuron has the rate of the closed form between its bounds', () => {
  currents.forEach((current, k) => {
    // A spike waits for the end of its step of 0.01 ms, and nothing makes up for it: an interval is up to one step longer.
    const excess = 1 / rateOf(spikes.quadratic, k) - 1 / rateOfQuadratic(current)
    expect(excess).toBeGreaterThan(-1e-6)
    expect(excess).toBeLessThan(1.1e-5)
  })
})

test('both begin to fire with the square root of the current', () => {
  const last = currents.length - 1
  for (const monitor of [spikes.theta, spikes.quadratic]) {
    const ratio = rateOf(monitor, last) / rateOf(monitor, (last + 1) / 4 - 1)
    expect(ratio).toBeCloseTo(2, 1)
  }
})

test('draws rates, potential and phase', async () => {
  const svg = await picture()
  for (const text of ['Rate (Hz)', 'closed form', 'theta']) expect(svg).toContain(text)
})
