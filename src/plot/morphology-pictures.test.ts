import { expect, test } from 'vitest'
import { cylinder, mV, section, soma, um, type Morphology } from 'rheobase'
import { rampColor, rampColors } from './color-ramp.js'
import { dendrogram } from './dendrogram.js'
import { figure } from './figure.js'
import type { Mark, Place } from './mark.js'
import { projection } from './projection.js'

const cell = () =>
  soma({ diameter: um(20) })
    .set(
      'dend',
      section({ diameter: um([6, 4, 2]), length: um([30, 20]), n: 2, type: 'dend' })
        .set('L', cylinder({ diameter: um(2), length: um(40), type: 'dend' }))
        .set('R', cylinder({ diameter: um(2), length: um(25), type: 'dend' })),
    )
    .set('axon', cylinder({ diameter: um(1), length: um(90), n: 3, type: 'axon' }))

/** One element a line, numbers to a tenth: what changes in a picture shows as a line of a diff. */
const readable = (svg: string): string =>
  svg
    .replace(/-?\d+\.\d{3,}/g, number => String(Math.round(Number(number) * 10) / 10))
    .replaceAll('><', '>\n<')

/** Micrometres as pixels, upwards as in a picture. */
const PLACE: Place = { x: value => value, y: value => -value, bottom: 0, right: 0 }
const paths = ({ strokes }: Mark): readonly string[] =>
  strokes.map(({ path }) => path(PLACE)).filter(path => path !== '')

test('a dendrogram and a projection of a small cell', () => {
  const drawn = cell().generateCoordinates()
  expect(readable(figure([projection(drawn), dendrogram(drawn)], { width: 320 }))).toMatchSnapshot()
})

test('sections stand at their distance, tips side by side, parents in the middle above them', () => {
  const lines = paths(dendrogram(cell()))
  // The types in the order of the compartments, the soma last: tips L, R and axon at 0, 1 and 2.
  expect(lines).toEqual([
    'M0.5,0V-30M0.5,-30V-50M0,-50H1M0,-50V-90M1,-50V-75',
    'M2,0V-30M2,-30V-60M2,-60V-90',
    'M1.3,0V0M0.5,0H2',
    'M1.3,0h0',
  ])
})

test('a projection has the places and the diameters of the cell, with the same scale in both directions', () => {
  const body = soma({ diameter: um(10), x: um(5), z: um(7) }).set(
    'cone',
    section({ diameter: um([4, 2]), x: um([0, 20]), y: um([0, 0]), z: um([0, -30]) }),
  )
  expect(paths(projection(body, { color: 'black' }))).toEqual([
    'M0,0a5,5 0 0 0 10,0a5,5 0 0 0 -10,0ZM5,2L25,1L25,-1L5,-2Z',
  ])
  expect(paths(projection(body, { view: 'xz', diameters: false, color: 'black' }))).toEqual([
    'M0,-7a5,5 0 0 0 10,0a5,5 0 0 0 -10,0ZM5,-7L25,23',
  ])
  for (const [width, height] of [
    [400, 400],
    [300, 700],
  ] as const) {
    const places: Place[] = []
    const watched = { kind: 'line', path: (place: Place) => (places.push(place), '') } as const
    figure([{ ...projection(body, { view: 'xz' }), strokes: [watched] }], { width, height })
    const [place] = places
    expect((place?.x(1) ?? NaN) - (place?.x(0) ?? NaN)).toBeCloseTo(
      (place?.y(0) ?? NaN) - (place?.y(1) ?? NaN),
      9,
    )
  }
})

test('values are colours from the lowest to the highest, with three of them in the key; what has none is grey', () => {
  const tree = cell()
  const values = mV([-70, -60, -50, -40, NaN, -30, -20, -10])
  expect(values.length).toBe(tree.totalCompartments)
  for (const mark of [dendrogram(tree, { values }), projection(tree.generateCoordinates(), { values })]) {
    const names = mark.strokes.flatMap(({ name }) => name ?? [])
    expect(names).toEqual(['−70 mV', '−40 mV', '−10 mV'])
    expect(mark.strokes[0]?.path(PLACE)).not.toBe('')
    const used = mark.strokes.filter(({ path }) => path(PLACE) !== '').map(({ color }) => color)
    expect(new Set(used).size).toBe(8)
    expect(used).toContain(rampColor(0))
    expect(used).toContain(rampColor(1))
  }
  const clipped = dendrogram(tree, { values, range: [mV(-50), mV(-40)] })
  expect(clipped.strokes.flatMap(({ name }) => name ?? [])).toEqual(['−50 mV', '−45 mV', '−40 mV'])
  expect(dendrogram(tree, { values: new Float64Array(8) }).strokes.flatMap(({ name }) => name ?? [])).toEqual(
    ['0', '0', '0'],
  )
})

test('the colours go from dark to light, so that their order shows in grey', () => {
  const brightness = (color: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => Number.parseInt(color.slice(at, at + 2), 16))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const all = rampColors().map(brightness)
  expect(all).toEqual([...all].sort((a, b) => a - b))
  expect(new Set(rampColors()).size).toBe(rampColors().length)
})

test('a part of a cell can be drawn, and a single soma', () => {
  const tree = cell()
  expect(paths(dendrogram(tree.dend))).toEqual(['M0.5,0V-30M0.5,-30V-50M0,-50H1M0,-50V-90M1,-50V-75'])
  expect(figure([dendrogram(soma({ diameter: um(10) }))])).toContain('<svg')
  expect(figure([projection(soma({ diameter: um(10), x: um(0) }))])).toContain('<svg')
})

test('deep and large trees are drawn', () => {
  const piece = cylinder({ diameter: um(1), length: um(1) })
  const root: Morphology = piece.copySection()
  let last = root
  for (let k = 1; k < 20_000; k++) {
    const next = piece.copySection()
    last.add(next)
    last = next
  }
  expect(figure([dendrogram(root)]).length).toBeGreaterThan(1000)
})

test.each([
  [
    'without coordinates',
    () => projection(cell()),
    '5 of 5 sections have no coordinates and cannot be drawn; cell.generateCoordinates() gives a copy',
  ],
  [
    'with too few values',
    () => dendrogram(cell(), { values: mV([1, 2]) }),
    'a picture of 8 compartments needs a value for each, not 2',
  ],
  [
    'from an axis that is not there',
    () => projection(cell().generateCoordinates(), { view: 'xw' as never }),
    'two of the axes x, y and z, such as "xy", not "xw"',
  ],
  [
    'of a neuron',
    () => dendrogram({} as never),
    'is of a morphology, such as soma({ diameter: um(30) }) or the one',
  ],
  ['of nothing', () => projection(undefined as never), 'not nothing'],
  ['with a misspelt option', () => dendrogram(cell(), { colour: 'red' } as never), 'Did you mean `color`?'],
  [
    'with another',
    () => projection(cell().generateCoordinates(), { veiw: 'xz' } as never),
    'Did you mean `view`?',
  ],
  ['along one axis', () => projection(cell().generateCoordinates(), { view: 'xx' as never }), 'not "xx"'],
])('refused: %s', (_, draw, message) => {
  expect(draw).toThrow(message)
})
