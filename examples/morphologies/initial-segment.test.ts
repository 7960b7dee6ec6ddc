import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { mV, um } from 'rheobase'
import { cell, passings, run } from './initial-segment.js'

/** Of NEURON 8.2 (../peers/neuron_initial_segment.py), in ms, mV and um. */
interface Reference {
  /** When the first spike passes the soma, then each compartment of the axon. */
  readonly first: readonly number[]
  readonly soma: readonly number[]
  readonly every: number
  readonly v: Readonly<Record<'soma' | 'segment' | 'end', readonly number[]>>
  /** With shorter steps and compartments. */
  readonly finer: readonly Readonly<Record<'compartments' | 'dt' | 'soma' | 'start' | 'place', number>>[]
}
const reference = JSON.parse(
  readFileSync(new URL('../data/neuron-initial-segment.json', import.meta.url), 'utf8'),
) as Reference

const { traces, picture } = await run()
const distance = cell.axon.distance.in(um)
const STEP = 0.005
const potential = (compartment: number) => traces.trace('v', compartment).in(mV)

const trains = [0, ...cell.axon.indices].map(k => passings(traces, k))
const [soma = NaN, ...passes] = trains.map(([first = NaN]) => first)
const start = Math.min(...passes)
const place = distance[passes.indexOf(start)] ?? NaN

test('spikes pass the soma and all of the axon when they do in NEURON', () => {
  expect(passes).toHaveLength(150)
  ;[soma, ...passes].forEach((time, k) => {
    expect(Math.abs(time - (reference.first[k] ?? NaN))).toBeLessThan(1e-5)
  })
  expect(trains[0]).toHaveLength(reference.soma.length)
  reference.soma.forEach((time, k) => {
    expect(Math.abs((trains[0]?.[k] ?? NaN) - time)).toBeLessThan(1e-5)
  })
})

test.each([
  ['soma', 0],
  ['segment', cell.axon.indices[15] ?? NaN],
  ['end', cell.axon.indices[149] ?? NaN],
] as const)('potentials at the place %j are those of NEURON at the same steps', (name, compartment) => {
  const v = potential(compartment)
  const stride = Math.round(reference.every / STEP)
  const apart = reference.v[name].map((wanted, k) => Math.abs((v[k * stride] ?? NaN) - wanted))
  expect(apart).toHaveLength(160)
  expect(Math.max(...apart)).toBeLessThan(1e-4)
})

test('a spike begins in the initial segment, and is back at the soma a quarter of a millisecond later', () => {
  const [coarse, , half, finest] = reference.finer
  if (coarse === undefined || half === undefined || finest === undefined) throw new Error('no reference')
  const delay = (each: typeof coarse): number => each.soma - each.start
  // The error of backward Euler shrinks with the step, so the limit is as far again as the last halving went.
  const limit = 2 * delay(finest) - delay(half)
  expect(Math.abs(soma - start - limit)).toBeLessThan(1.1 * Math.abs(delay(coarse) - limit))
  expect(Math.abs(delay(coarse) - limit)).toBeLessThan(0.002 * limit)
  expect(place).toBeCloseTo(finest.place, 9)
  expect(place).toBeGreaterThan(10)
  expect(place).toBeLessThan(50)
})

test('from there it runs both ways', () => {
  const segment = passes.indexOf(start)
  const ascends = (list: readonly number[]): boolean => list.every((each, k) => each >= (list[k - 1] ?? 0))
  expect(ascends(passes.slice(segment))).toBe(true)
  expect(ascends(passes.slice(0, segment).reverse())).toBe(true)
  expect(soma).toBeGreaterThan(passes[0] ?? NaN)
})

test('every spike of the soma has one of the axon before it', () => {
  const first = trains[1 + passes.indexOf(start)] ?? []
  const [somatic = []] = trains
  expect(somatic.length).toBeGreaterThan(2)
  expect(first).toHaveLength(somatic.length)
  somatic.forEach((time, k) => {
    expect(first[k]).toBeLessThan(time)
  })
})

test('draws potentials and delays', async () => {
  const svg = await picture()
  for (const text of ['initial segment', 'Place on the axon (µm)']) expect(svg).toContain(text)
})
