import { expect, test } from 'vitest'
import { binPoints } from './binned-counts.js'
import { fittedCells } from './cells.js'
import { figure } from './figure.js'
import { heatMap } from './heat-map.js'
import { Hz, ms, nA } from '../units/units.js'

const cells = { x: [0, 4], y: [0, 2], range: [0, 1], colors: 'sequential' } as const

test('more cells than there is room for are put together to their means; empty ones do not count', () => {
  const fitted = fittedCells({ ...cells, columns: 4, rows: 2, values: [1, 3, 5, NaN, 7, 9, NaN, NaN] }, 2)
  expect([fitted.columns, fitted.rows, ...Array.from(fitted.values)]).toEqual([2, 2, 2, 5, 8, NaN])
})

test('points are counted in the cell that they are in, also on its edges', () => {
  const grid = { x: [0, 1], y: [0, 2], columns: 2, rows: 2 } as const
  const { counts, sums } = binPoints(
    grid,
    [0, 0.5, 1, 0.2, 1.2, NaN],
    [0, 0.5, 2, 1, 1, 1],
    [1, 2, 4, 8, 16, 32],
  )
  expect([...counts]).toEqual([1, 1, 1, 1])
  expect([...sums]).toEqual([1, 2, 8, 4])
  // 3 times 0.1 is more than 0.3: on an edge all the same.
  expect([...binPoints({ ...grid, x: [0, 0.6] }, [0.1 * 3 - 1e-12], [0]).counts]).toEqual([0, 1, 0, 0])
})

test('a heat map has its values in their order, and axes through the middles of the cells', () => {
  const mark = heatMap(
    { shape: [2, 3], values: Hz([0, 10, 20, 30, 40, 50]) },
    { x: nA([1, 2, 3]), y: ms([10, 20]), xLabel: 'Current', label: 'tau', valueLabel: 'Rate' },
  )
  expect(mark.x).toEqual({ label: 'Current (nA)', domain: [0.5, 3.5], tight: true })
  expect(mark.y).toEqual({ label: 'tau (ms)', domain: [5, 25], tight: true })
  expect(mark.cells).toMatchObject({
    columns: 3,
    rows: 2,
    range: [0, 50],
    colors: 'sequential',
    label: 'Rate (Hz)',
  })
  expect([...(mark.cells?.values as Float64Array)]).toEqual([0, 10, 20, 30, 40, 50])
  expect(heatMap({ shape: [1, 2], values: [-3, 1] }).cells).toMatchObject({
    range: [-3, 3],
    colors: 'diverging',
  })
})

test('colours are told by a bar beside the panel if they have a label', () => {
  const picture = (valueLabel?: string): string =>
    figure([heatMap({ shape: [1, 2], values: Hz([2, 4]) }, valueLabel === undefined ? {} : { valueLabel })])
  expect(picture('Rate').match(/<image /g)).toHaveLength(2)
  for (const text of ['>2<', '>3<', '>4<', '>Rate (Hz)<']) expect(picture('Rate')).toContain(text)
  expect(picture().match(/<image /g)).toHaveLength(1)
})

test('says what does not fit', () => {
  expect(() => heatMap({ shape: [2, 2], values: [1, 2, 3] })).toThrow('needs 4 values, not 3')
  expect(() => heatMap({ shape: [1, 2], values: [1, 2] }, { x: [1] })).toThrow('`x` of a heat map')
  expect(() => heatMap({ shape: [1, 3], values: [1, 2, 3] }, { x: [1, 2, 4] })).toThrow('even steps')
  expect(() => heatMap({ shape: [1, 1], values: [1] }, { colors: 'divergent' as 'diverging' })).toThrow(
    "Did you mean 'diverging'?",
  )
  expect(() => heatMap({ shape: [1, 1], values: [1] }, { valuelabel: 'Rate' } as object)).toThrow(
    'Did you mean `valueLabel`?',
  )
})
