import { expect, test } from 'vitest'
import { ms } from '../units/units.js'
import { figure } from './figure.js'
import { histogram } from './histogram.js'

/** Heights of the bins: the upward axis is drawn as it is, downwards from a bottom of 0. */
const heights = ({ strokes }: ReturnType<typeof histogram>): number[] => {
  const path = strokes[0]?.path({ x: value => value, y: value => value, bottom: 0, right: 0 }) ?? ''
  return [...path.matchAll(/V([\d.]+)H/g)].map(([, height]) => Number(height))
}

test('a bin contains its left edge, the last one its right edge, too', () => {
  expect(heights(histogram([0, 1, 1, 2, 3, 4], { bins: 4 }))).toEqual([1, 2, 1, 2])
  expect(heights(histogram([0.1, 0.2, 0.1 + 0.2], { bins: 3, from: 0, to: 0.3 }))).toEqual([0, 1, 2])
})

test('values outside of the range and nan are not counted', () => {
  expect(heights(histogram([-1, 0, 0.5, NaN, 1, 1.01, Infinity], { bins: 2, from: 0, to: 1 }))).toEqual([
    1, 2,
  ])
})

test('axes say what is counted', () => {
  const mark = histogram(ms([5, 10, 20]), { xLabel: 'Interval', from: ms(0), to: ms(30) })
  expect(mark.x).toEqual({ label: 'Interval (ms)', domain: [0, 30] })
  expect(mark.y).toEqual({ label: 'Number', domain: [0, 1] })
  expect(figure([mark])).toContain('Interval (ms)')
})

test('equal values, and none at all, can be drawn', () => {
  expect(heights(histogram([2, 2], { bins: 2 }))).toEqual([2, 0])
  expect(figure([histogram([], { bins: 2 })])).toContain('Number')
})

test('a number of bins that is no number of bins is refused', () => {
  for (const bins of [0, -1, 2.5, NaN])
    expect(() => histogram([1, 2], { bins })).toThrow('whole number of bins')
})
