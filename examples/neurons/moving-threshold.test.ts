import { expect, test } from 'vitest'
import { mV, ms } from 'rheobase'
import { run, SLOWEST } from './moving-threshold.js'

const { slopes, spikes, picture } = await run({ scale: 0.5 })
const unit = mV.per(ms)
const slope = Array.from(slopes.in(unit) as Float64Array)
const potentials = Array.from(spikes.values('v').in(mV))
/** Potential at the spike of each neuron that spiked. */
const potentialOf = new Map(Array.from(spikes.i, (neuron, k) => [neuron, potentials[k] ?? NaN]))

test('only ramps that are faster than the threshold make a spike', () => {
  // Far above Vi the threshold is v + (VT - Vi) - slope tau: it is passed if slope > (VT - Vi)/tau = 8 mV/5 ms.
  const slowest = SLOWEST.in(unit)
  expect(slowest).toBeCloseTo(1.6, 12)
  slope.forEach((each, neuron) => {
    if (Math.abs(each - slowest) > 0.05) expect(potentialOf.has(neuron)).toBe(each > slowest)
  })
})

test('the threshold at the spike is the solution of its linear equation', () => {
  // theta(t) = steady(v0) e^(-t/tau) + the integral of e^(-(t - s)/tau) steady(v(s)) ds/tau, by the midpoint rule.
  const steady = (v: number): number => -55 + 5 * Math.log(1 + Math.exp((v + 63) / 5))
  const spikesAt = (slope: number): number => {
    const h = 0.002
    let [theta, t] = [steady(-75), 0]
    while (-75 + slope * t <= theta) {
      theta = theta * Math.exp(-h / 5) + steady(-75 + slope * (t + h / 2)) * (1 - Math.exp(-h / 5))
      t += h
    }
    return -75 + slope * t
  }
  const neurons = [20, 40, 60, 80].filter(neuron => potentialOf.has(neuron))
  expect(neurons.length).toBe(4)
  for (const neuron of neurons) {
    const rise = slope[neuron] ?? NaN
    // A spike waits for the end of its step of 0.01 ms.
    const late = (potentialOf.get(neuron) ?? NaN) - spikesAt(rise)
    expect(Math.abs(late)).toBeLessThan(0.012 * rise)
  }
})

test('the faster the ramp, the lower the threshold', () => {
  const inOrder = [...potentialOf].sort(([a], [b]) => a - b).map(([, potential]) => potential)
  expect(inOrder.length).toBeGreaterThan(70)
  expect((inOrder[0] ?? NaN) - (inOrder.at(-1) ?? NaN)).toBeGreaterThan(10)
  for (let k = 8; k < inOrder.length; k += 8) expect(inOrder[k]).toBeLessThan(inOrder[k - 8] ?? NaN)
})

test('draws ramps and thresholds', async () => {
  const svg = await picture()
  for (const text of ['Slope (mV/ms)', 'Threshold at the spike (mV)']) expect(svg).toContain(text)
})
