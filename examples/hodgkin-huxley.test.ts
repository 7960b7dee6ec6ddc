import { expect, test } from 'vitest'
import { ms, mV, type Quantity } from 'rheobase'
import hodgkinHuxley from './hodgkin-huxley.js'

const { run, spikes, traces, picture } = await hodgkinHuxley()
await run()
const list = (quantity: Quantity): number[] => Array.from(quantity.values as Float64Array)
const potential = Array.from(traces.trace('v', 0).in(mV))
const spikeTimes = Array.from(spikes.t.in(ms))

test('at rest nothing moves: the published steady state', () => {
  // Gates at -65 mV, from the rates of Hodgkin & Huxley 1952.
  const atRest = { m: 0.0529, h: 0.5961, n: 0.3177 }
  for (const [gate, value] of Object.entries(atRest))
    expect(list(traces.trace(gate, 0))[0]).toBeCloseTo(value, 4)
  expect(Math.max(...potential.slice(0, 1000).map(v => Math.abs(v + 65)))).toBeLessThan(0.05)
})

test('the step of current makes a regular train of spikes that ends with it', () => {
  // 10 uA/cm2 gives about 70 spikes per second.
  expect(spikeTimes.length).toBe(4)
  const intervals = spikeTimes.slice(1).map((time, k) => time - (spikeTimes[k] ?? NaN))
  for (const interval of intervals) expect(interval).toBeCloseTo(14.6, 0)
  expect(spikeTimes[0]).toBeGreaterThan(10)
  expect(spikeTimes.at(-1)).toBeLessThan(60)
})

test('a spike reaches towards the reversal potential of sodium, and undershoots towards that of potassium', () => {
  expect(Math.max(...potential)).toBeGreaterThan(30)
  expect(Math.max(...potential)).toBeLessThan(50)
  expect(Math.min(...potential)).toBeLessThan(-70)
  expect(Math.min(...potential)).toBeGreaterThan(-77)
})

test('gates are fractions', () => {
  for (const gate of ['m', 'h', 'n']) {
    const values = list(traces.trace(gate, 0))
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...values)).toBeLessThanOrEqual(1)
  }
})

test('draws potential, gates and current', async () => {
  const svg = await picture()
  for (const text of ['Potential (mV)', 'Open fraction', 'Current (µA/cm²)', 'Time (ms)'])
    expect(svg).toContain(text)
})
