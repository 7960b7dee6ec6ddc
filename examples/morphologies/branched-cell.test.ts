import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { mV } from 'rheobase'
import { PLACES, run } from './branched-cell.js'

/** Of NEURON 8.2 (../peers/neuron_branched_cell.py), in mV and ms. */
interface Reference {
  readonly v: Readonly<Record<keyof typeof PLACES, readonly number[]>>
  readonly spikes: Readonly<Record<keyof typeof PLACES, readonly number[]>>
}
const reference = JSON.parse(
  readFileSync(new URL('../data/neuron-branched-cell.json', import.meta.url), 'utf8'),
) as Reference

const { traces, picture } = await run()
const names = Object.keys(PLACES) as (keyof typeof PLACES)[]

test.each(names)('potentials at the place %j are those of NEURON at the same steps', name => {
  const v = traces.trace('v', PLACES[name]).in(mV)
  const apart = reference.v[name].map((wanted, k) => Math.abs((v[20 * k] ?? NaN) - wanted))
  expect(apart).toHaveLength(80)
  expect(Math.max(...apart)).toBeLessThan(1e-5)
})

test.each(names)('spikes pass the place %j when they do in NEURON', name => {
  const v = traces.trace('v', PLACES[name]).in(mV)
  const found: number[] = []
  for (let k = 0; k + 1 < v.length; k++) {
    const [before, after] = [v[k] ?? NaN, v[k + 1] ?? NaN]
    if (before < 0 && after >= 0) found.push(0.025 * (k + before / (before - after)))
  }
  expect(found).toHaveLength(reference.spikes[name].length)
  found.forEach((time, k) => {
    expect(Math.abs(time - (reference.spikes[name][k] ?? NaN))).toBeLessThan(1e-5)
  })
})

test('spikes begin where the current flows in and come to the end of the axon last', () => {
  const [right, soma, axon] = (['right', 'soma', 'axon'] as const).map(
    name => reference.spikes[name][0] ?? NaN,
  )
  expect(right).toBeLessThan(soma ?? NaN)
  expect(soma).toBeLessThan(axon ?? NaN)
})

test('draws traces, and spikes that run along the axon', async () => {
  const svg = await picture()
  for (const text of ['end of the axon', 'Place on the axon (µm)', 'v (mV)']) expect(svg).toContain(text)
})
