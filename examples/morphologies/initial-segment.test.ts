import { expect, test } from 'vitest'
import { ms, um } from 'rheobase'
import { cell, run } from './initial-segment.js'

const { spikes, picture } = await run()
const trains = spikes.trains()
const distance = cell.axon.distance.in(um)
/** When the first spike passes a compartment of the axon, in ms. */
const passes = Array.from(cell.axon.indices, k => trains[k]?.in(ms)[0] ?? NaN)
const soma = trains[0]?.in(ms)[0] ?? NaN
const start = Math.min(...passes)

test('a spike begins in the initial segment, not in the soma', () => {
  const place = distance[passes.indexOf(start)] ?? NaN
  expect(place).toBeGreaterThan(10)
  expect(place).toBeLessThan(50)
  // A fifth of a millisecond or so until it is back at the soma.
  expect(soma - start).toBeGreaterThan(0.15)
  expect(soma - start).toBeLessThan(0.3)
})

test('from there it runs both ways', () => {
  const segment = passes.indexOf(start)
  const ascends = (list: readonly number[]): boolean => list.every((each, k) => each >= (list[k - 1] ?? 0))
  expect(ascends(passes.slice(segment))).toBe(true)
  expect(ascends(passes.slice(0, segment).reverse())).toBe(true)
  expect(soma).toBeGreaterThan(passes[0] ?? NaN)
})

test('every spike of the soma has one of the axon before it', () => {
  const first = trains[cell.axon.indices[passes.indexOf(start)] ?? 0]?.in(ms) ?? new Float64Array()
  const somatic = trains[0]?.in(ms) ?? new Float64Array()
  expect(somatic.length).toBeGreaterThan(2)
  expect(first).toHaveLength(somatic.length)
  somatic.forEach((time, k) => {
    expect(first[k]).toBeLessThan(time)
  })
})

test('draws potentials and delays', async () => {
  const svg = await picture()
  for (const text of ['initial segment', 'Place on the axon (um)']) expect(svg).toContain(text)
})
