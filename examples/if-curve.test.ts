import { expect, test } from 'vitest'
import { Hz, nA } from 'rheobase'
import ifCurve, { rateInTheory } from './if-curve.js'

const { run, currents, rates: measured, picture } = await ifCurve()
await run()
const rates = measured()

test('the rate is that of the closed form', () => {
  const spiking = Array.from({ length: currents.length }, (_, k) => ({
    current: currents.at(k),
    rate: rates.at(k).in(Hz),
  })).filter(({ rate }) => rate > 0)
  expect(spiking.length).toBeGreaterThan(30)
  for (const { current, rate } of spiking) {
    // A spike waits for the end of its step of 0.02 ms, so an interval is up to two steps longer.
    const interval = 1 / rate - 1 / rateInTheory(current).in(Hz)
    expect(Math.abs(interval)).toBeLessThan(0.041e-3)
  }
})

test('below the rheobase nothing spikes, above it everything does', () => {
  // 15 mV over 100 megaohm.
  const rheobase = nA(0.15)
  for (let k = 0; k < currents.length; k++) {
    const distance = currents.at(k).minus(rheobase).in(nA)
    if (Math.abs(distance) > 1e-3) expect(rates.at(k).in(Hz) > 0).toBe(distance > 0)
  }
})

test('draws simulation and closed form', async () => {
  const svg = await picture()
  for (const text of ['Current (nA)', 'Rate (Hz)', 'simulation', 'closed form']) expect(svg).toContain(text)
})
