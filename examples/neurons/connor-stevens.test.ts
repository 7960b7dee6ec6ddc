import { expect, test } from 'vitest'
import { Hz, mm2, ms, nA } from 'rheobase'
import { run, type WithOrWithout } from './connor-stevens.js'

// Currents 50, 75, … 250 nA/mm2.
const { currents, rates, spikes, picture } = await run({ scale: 0.1 })
const current = Array.from(currents.in(nA.per(mm2)) as Float64Array)
const place = (wanted: number): number => current.findIndex(each => Math.abs(each - wanted) < 1e-6)
const rate = (kind: WithOrWithout, wanted: number): number =>
  (rates(kind).in(Hz) as Float64Array)[place(wanted)] ?? NaN
const delay = (kind: WithOrWithout, wanted: number): number =>
  (spikes(kind).trains()[place(wanted)]?.at(0).in(ms) ?? NaN) - 100

test('rates and first spikes are those of Brian 2', () => {
  // Brian 2.5.1 with the same equations, exponential Euler, steps of 0.02 ms (../peers/connor_stevens.py).
  for (const [wanted, slow, fast] of [
    [75, 0, 0],
    [100, 33.55, 110.575],
    [150, 89.322, 147.977],
    [250, 160.922, 193.184],
  ] as const) {
    expect(rate('with A-current', wanted)).toBeCloseTo(slow, 2)
    expect(rate('without A-current', wanted)).toBeCloseTo(fast, 2)
  }
  expect(delay('with A-current', 100)).toBeCloseTo(38.46, 1)
  expect(delay('without A-current', 100)).toBeCloseTo(3.4, 1)
})

test('the A-current delays the first spike ten times', () => {
  expect(delay('with A-current', 100)).toBeGreaterThan(10 * delay('without A-current', 100))
})

test('draws rates and potentials', async () => {
  const svg = await picture()
  for (const text of ['Current (nA/mm²)', 'Rate (Hz)', 'without A-current']) expect(svg).toContain(text)
})
