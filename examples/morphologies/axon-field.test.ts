import { expect, test } from 'vitest'
import { ms, uV } from 'rheobase'
import { ELECTRODES, run } from './axon-field.js'

const { inside, outside, picture } = await run()
const fields = ELECTRODES.map((_, k) => outside.trace('field', k).in(uV))
/** When the current at the end has long stopped, and the spike is far from both ends. */
const from = 250
const times = outside.t.in(ms)

test('what leaves the membrane in one place comes back in another', () => {
  const { shape, values } = inside.matrix('outward')
  const [compartments, samples] = shape
  for (const sample of [60, 80, 100]) {
    const column = Array.from({ length: compartments }, (_, k) => values[k * samples + sample] ?? NaN)
    const sum = (list: readonly number[]): number => list.reduce((total, each) => total + each, 0)
    expect(Math.abs(sum(column)) / sum(column.map(Math.abs))).toBeLessThan(0.01)
  }
})

test('a spike that passes has three phases: current out, in, out', () => {
  for (const field of fields.slice(0, 3)) {
    const passing = field.slice(from)
    const trough = passing.indexOf(Math.min(...passing))
    const [before, after] = [Math.max(...passing.slice(0, trough)), Math.max(...passing.slice(trough))]
    expect(before).toBeGreaterThan(0)
    expect(after).toBeGreaterThan(0)
    expect(-Math.min(...passing)).toBeGreaterThan(1.2 * after)
  }
})

test('the field falls with distance, at last faster than that of a single source', () => {
  const sizes = fields.map(field => -Math.min(...field.slice(from)))
  const slopes = sizes
    .slice(1)
    .map(
      (size, k) =>
        Math.log(size / (sizes[k] ?? NaN)) / Math.log((ELECTRODES[k + 1] ?? NaN) / (ELECTRODES[k] ?? NaN)),
    )
  slopes.forEach((slope, k) => {
    expect(slope).toBeLessThan(k === 0 ? 0 : (slopes[k - 1] ?? NaN))
  })
})

test('the field is that of points in the medium: the sum over compartments of current over distance', () => {
  const { shape, values } = inside.matrix('outward')
  const [compartments, samples] = shape
  const sample = 123
  ELECTRODES.forEach((y, electrode) => {
    let sum = 0
    for (let k = 0; k < compartments; k++)
      sum += (values[k * samples + sample] ?? NaN) / Math.hypot(30e-6 * (k + 0.5) - 6000e-6, y * 1e-6)
    const theory = (1e6 * sum) / (4 * Math.PI * 0.3)
    const field = fields[electrode] ?? new Float64Array()
    // A sum over synapses is made in a step after monitors have looked: it is recorded in the next one.
    expect((field[5 * sample + 1] ?? NaN) / theory).toBeCloseTo(1, 12)
  })
})

test('draws inside and outside', async () => {
  expect(times.length).toBe(850)
  const svg = await picture()
  for (const text of ['v in the middle (mV)', 'Outside (µV)', '20 µm away']) expect(svg).toContain(text)
})
