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

const texts = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]+)</g)].map(([, text]) => text ?? '')

test('neurons have names and colours of their own', () => {
  const spikes = spikesAt(3, [1, 0], [2, 1], [3, 2])
  const mark = raster(spikes, { names: ['AB/PD', 'LP', 'PY'] })
  expect(mark.strokes).toHaveLength(3)
  expect(mark.y.names?.map(({ at, text }) => [at, text])).toEqual([
    [0, 'AB/PD'],
    [1, 'LP'],
    [2, 'PY'],
  ])
  expect(texts(figure([mark]))).toEqual(expect.arrayContaining(['AB/PD', 'LP', 'PY']))
  expect(() => raster(spikes, { names: ['AB/PD'] })).toThrow(
    'a raster of 3 neurons needs a name for each, not 1',
  )
  expect(() => raster(spikes, { names: 'LP' as unknown as string[] })).toThrow('a list of texts')
})

test('groups stand one above the other', () => {
  const [e, i] = [spikesAt(4, [1, 0], [2, 3]), spikesAt(2, [1.5, 1])]
  const mark = raster([e, i], { names: ['excitatory', 'inhibitory'] })
  expect(mark.y.domain).toEqual([-0.5, 5.5])
  expect(mark.y.names?.map(({ at, text }) => [at, text])).toEqual([
    [1.5, 'excitatory'],
    [4.5, 'inhibitory'],
  ])
  const place = { x: (ms: number) => ms, y: (neuron: number) => neuron, bottom: 0, right: 0 }
  expect(mark.strokes.map(({ path }) => path(place))).toEqual(['M1,0h0M2,3h0', 'M1.5,5h0'])
  expect(raster([e, i]).y.names?.map(({ text }) => text)).toEqual(['group 0', 'group 1'])
  const many = raster([regular(200_000, 100), regular(100, 10)], { names: ['many', 'few'] })
  expect(many.cells).toBeDefined()
  expect(texts(figure([many]))).toEqual(expect.arrayContaining(['many', 'few']))
  expect(() => raster([])).toThrow('at least one spike monitor')
  expect(() => raster([e, i], { names: ['one'] })).toThrow('a raster of 2 groups')
})

test('a name that is too long is cut, and a hundred names do not cover each other', () => {
  const long = 'the neuron that everybody has been talking about for years'
  const [shown = ''] = texts(figure([raster(spikesAt(1, [1, 0]), { names: [long] })])).filter(text =>
    text.startsWith('the neuron'),
  )
  expect(shown).toMatch(/^the neuron .*…$/)
  const names = Array.from({ length: 100 }, (_, k) => `cell ${String(k)}`)
  const drawn = texts(figure([raster(spikesAt(100, [1, 0]), { names })])).filter(text =>
    text.startsWith('cell'),
  )
  expect(drawn.length).toBeGreaterThan(5)
  expect(drawn.length).toBeLessThan(40)
})
