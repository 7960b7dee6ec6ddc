import { expect, test } from 'vitest'
import { ms } from '../units/units.js'
import { figure } from './figure.js'
import { raster } from './raster.js'
import { spikesAt } from './recorded.test-support.js'

const regular = (count: number, size: number) => ({
  ...spikesAt(0),
  i: Int32Array.from({ length: count }, (_, k) => k % size),
  t: ms(Array.from({ length: count }, (_, k) => (1000 * Math.floor(k / size)) / (count / size))),
  countOfEach: () => new Int32Array(size).fill(count / size),
})

test('a million spikes are a small picture of their rate', () => {
  const mark = raster(regular(1_000_000, 10_000))
  expect(mark.strokes).toEqual([])
  expect(mark.cells).toMatchObject({ colors: 'density', label: 'Rate (Hz)' })
  expect(figure([mark]).length).toBeLessThan(200_000)
})

test('colours are the rate of a neuron, whatever the number of neurons in a row', () => {
  // Each neuron spikes 400 times in a second, in a row of two of them and in the last row, of one.
  const { cells } = raster(regular(400 * 121, 121), { draw: 'density', to: ms(1000) })
  const { rows, columns, values } = cells ?? { rows: 0, columns: 0, values: [] }
  const meanOf = (row: number): number => {
    const inRow = Array.from(values).slice(row * columns, (row + 1) * columns)
    return inRow.reduce((sum, rate) => sum + (Number.isNaN(rate) ? 0 : rate), 0) / columns
  }
  expect(rows).toBeLessThan(121)
  expect(meanOf(0)).toBeCloseTo(400, 9)
  expect(meanOf(rows - 1)).toBeCloseTo(400, 9)
})

test('few spikes are dots, and both can be asked for', () => {
  const few = spikesAt(2, [1, 0], [2, 1])
  expect(raster(few).cells).toBeUndefined()
  expect(raster(few, { draw: 'density' }).strokes).toEqual([])
  expect(raster(regular(200_000, 100), { draw: 'dots' }).cells).toBeUndefined()
  expect(() => raster(few, { draw: 'dot' as 'dots' })).toThrow("Did you mean 'dots'?")
  expect(() => raster(few, { colour: 'red' } as object)).toThrow('Did you mean `color`?')
})
