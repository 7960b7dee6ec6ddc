import { expect, test } from 'vitest'
import { Hz, mV } from 'rheobase'
import { run } from './jansen-rit.js'

// Inputs 60, 62, … 360 Hz.
const { inputs, extremes, columns, picture } = await run()
const input = Array.from(inputs.in(Hz))
const seen = extremes()
const at = (wanted: number): number => input.findIndex(each => Math.abs(each - wanted) < 1e-6)
const swing = (k: number): number => (seen[k]?.[1] ?? NaN) - (seen[k]?.[0] ?? NaN)

test('rest, slow spikes and the fast rhythm follow each other where the bifurcations are', () => {
  // Grimbert & Faugeras 2006: coming from rest, a column begins to oscillate at an input of 113.58 Hz, with slow spikes of large amplitude; their
  // cycle ends at 137.38 Hz, and the fast rhythm that is left at 315.70 Hz.
  input.forEach((each, k) => {
    if (each < 113) expect(swing(k), `input ${String(each)}`).toBeLessThan(0.01)
    else if (each < 137) expect(swing(k), `input ${String(each)}`).toBeGreaterThan(8)
    else if (each < 315) expect(swing(k), `input ${String(each)}`).toBeGreaterThan(1)
    if (each >= 140) expect(swing(k), `input ${String(each)}`).toBeLessThan(4)
  })
})

test('the fast rhythm is an alpha rhythm, the slow spikes come three times in a second', () => {
  const rhythm = (wanted: number): number => {
    const trace = columns.trace('y', at(wanted)).in(mV).slice(4000)
    const middle = ((seen[at(wanted)]?.[0] ?? NaN) + (seen[at(wanted)]?.[1] ?? NaN)) / 2
    const ups = Array.from(trace.keys()).filter(
      k => (trace[k] ?? NaN) >= middle && (trace[k - 1] ?? NaN) < middle,
    )
    return (1000 * (ups.length - 1)) / ((ups.at(-1) ?? NaN) - (ups[0] ?? NaN))
  }
  expect(rhythm(220)).toBeGreaterThan(9)
  expect(rhythm(220)).toBeLessThan(13)
  expect(rhythm(120)).toBeGreaterThan(1)
  expect(rhythm(120)).toBeLessThan(4)
})

test('potentials are those of Brian 2', () => {
  // Brian 2.5.1 with the same equations, rk4, steps of 1 ms (../peers/jansen_rit.py): smallest and largest potential from 4 to 6 s in mV.
  for (const [wanted, least, greatest] of [
    [90, 1.1455, 1.1455],
    [110, 2.1027, 2.1027],
    [120, 1.2261, 11.1698],
    [150, 5.7828, 8.4461],
    [220, 6.0873, 9.0358],
    [300, 7.1686, 8.8542],
    [330, 7.8227, 8.5128],
  ] as const) {
    expect(seen[at(wanted)]?.[0]).toBeCloseTo(least, 4)
    expect(seen[at(wanted)]?.[1]).toBeCloseTo(greatest, 4)
  }
})

test('draws potentials over input and time', async () => {
  const svg = await picture()
  for (const text of ['Input (Hz)', 'Potential (mV)', 'random input']) expect(svg).toContain(text)
})
