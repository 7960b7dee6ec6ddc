import { expect, test } from 'vitest'
import { Hz, mV, nA, second } from '../units/units.js'
import { curve } from './curve.js'
import { figure } from './figure.js'
import { histogram } from './histogram.js'
import { raster } from './raster.js'
import { recorded, spikesAt } from './recorded.test-support.js'
import { row } from './row.js'
import { panel } from './titled-panel.js'
import { trace } from './trace.js'

const monitor = recorded([0, 2, 4, 6, 8], { v: mV([-60, -55, -50, -70, -65]) })
const line = (label: string) => curve(nA([0, 1, 2]), Hz([0, 5, 20]), { xLabel: 'Current', label })

const texts = (svg: string): string[] =>
  [...svg.matchAll(/<(?:text|tspan)[^>]*>([^<]+)</g)].map(([, text]) => text ?? '')

/** Where panels stand: the groups that have a type face. */
const placesOf = (svg: string): (readonly [x: number, y: number])[] =>
  [...svg.matchAll(/<g [^>]*font-family=[^>]*>/g)].flatMap(([tag]) => {
    const [, x, y] = /translate\(([\d.]+),([\d.]+)\)/.exec(tag) ?? []
    return x === undefined ? [] : [[Number(x), Number(y)] as const]
  })

test('panels of a row stand side by side, those of the next row below', () => {
  const picture = figure([row(line('A'), line('B')), row(line('C'), line('D'))], { width: 600, height: 400 })
  const places = placesOf(picture)
  expect(places.map(([x]) => x)).toEqual([0, 300, 0, 300])
  expect(places[0]?.[1]).toBe(places[1]?.[1])
  expect(places[2]?.[1]).toBeGreaterThan(places[0]?.[1] ?? NaN)
  // Each column has one axis of currents.
  expect(texts(picture).filter(text => text.startsWith('Current'))).toHaveLength(2)
})

test('columns have their own stretches of time, and share them with what stands below', () => {
  const [early, late] = [
    { from: second(0), to: second(0.004) },
    { from: second(0.004), to: second(0.008) },
  ]
  const picture = figure([
    row(trace(monitor, 'v', early), trace(monitor, 'v', late)),
    row(raster(spikesAt(1, [5, 0]), early), raster(spikesAt(1, [5, 0]), late)),
    trace(monitor, 'v'),
  ])
  const shown = texts(picture)
  expect(shown.filter(text => text === 'Time (ms)')).toHaveLength(3)
  expect(shown).toEqual(expect.arrayContaining(['3', '6']))
})

test('panels side by side that show the same have one scale', () => {
  const of = (values: readonly number[], label: string) => curve([0, 1], mV(values), { label, unit: mV })
  const count = (picture: string, number: string): number =>
    texts(picture).filter(text => text === number).length
  const shared = figure([row(of([0, 100], 'v'), of([-80, 0], 'v'))])
  expect([count(shared, '100'), count(shared, '−50')]).toEqual([2, 2])
  const other = figure([row(of([0, 100], 'v'), of([-80, 0], 'w')), of([-80, 0], 'v')])
  expect(count(other, '100')).toBe(1)
})

test('titles of panels stand above them', () => {
  const picture = figure([row(panel('Before', line('A')), panel('After', line('A'), line('B')))])
  expect(texts(picture)).toEqual(expect.arrayContaining(['Before', 'After']))
  expect(() => panel(5 as unknown as string, line('A'))).toThrow('the title of a panel')
})

test('what counts different things does not share an axis, nor does what has no name', () => {
  const [few, many] = [histogram([1, 2]), histogram([100, 200])]
  expect(texts(figure([few, many]))).toEqual(expect.arrayContaining(['2.0', '200']))
})

test('a long key takes more lines, and the figure becomes higher', () => {
  const named = (k: number) =>
    curve([0, 1], [0, k], { name: `a curve with a long name, number ${String(k)}` })
  const heightOf = (svg: string): number => Number(/height="(\d+)"/.exec(svg)?.[1])
  const short = figure([[named(1)]])
  const long = figure([[named(1), named(2), named(3), named(4), named(5)]])
  expect(heightOf(long)).toBeGreaterThan(heightOf(short))
  const lines = new Set(
    [...long.matchAll(/<text [^>]*text-anchor="end"[^>]*><tspan/g)].map(
      ([tag]) => / y="([-\d.]+)"/.exec(tag)?.[1],
    ),
  )
  expect(lines.size).toBeGreaterThan(1)
})

test('says what rows need', () => {
  expect(() => row()).toThrow('at least one panel')
  expect(() => figure([row([])])).toThrow('at least one mark')
  expect(() => figure([row(line('A'), line('B'), line('C'))], { width: 300 })).toThrow('at least 372 pixels')
})
