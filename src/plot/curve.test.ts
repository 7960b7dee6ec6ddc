import { expect, test } from 'vitest'
import { ms, mV, second } from '../units/units.js'
import type { Color, Theme } from './appearance.js'
import { curve } from './curve.js'
import { figure } from './figure.js'

test('plain numbers have no unit', () => {
  const mark = curve([0, 1, 2], ms([5, 6, 7]), { xLabel: 'Ratio', label: 'Interval' })
  expect(mark.x).toEqual({ label: 'Ratio', domain: [0, 2] })
  expect(mark.y).toEqual({ label: 'Interval (ms)', domain: [5, 7] })
})

test('dots and lines have the size that is asked for', () => {
  const sizes = [{}, { size: 2 }, { draw: 'dots' }, { draw: 'dots', size: 1 }] as const
  expect(sizes.map(options => curve([0, 1], [0, 1], options).strokes[0]?.width)).toEqual([undefined, 2, 5, 1])
})

test('as many numbers upwards as to the right', () => {
  expect(() => curve([0, 1], [1])).toThrow('as many values upwards as to the right')
})

test.each([
  [second([0, 4500]), 'Time (s)'],
  [ms([0, 30]), 'Time (ms)'],
])('an axis of times is in seconds or finer: %s', (times, label) => {
  expect(curve(times, mV([1, 2]), { xLabel: 'Time' }).x.label).toBe(label)
})

test('a colour is that of CSS, one of the palette, or depends on the ground', () => {
  const drawn = (color: Color, theme: Theme): string =>
    figure([curve([0, 1], [0, 1], { color, name: 'line' })], { theme })
  expect(drawn(1, 'light')).toContain('#c8553d')
  expect(drawn(1, 'dark')).toContain('#ee8a6c')
  expect(drawn('#123456', 'dark')).toContain('#123456')
  expect(drawn(({ unknown }) => unknown, 'light')).toContain('#b4bcc4')
})

test('a map is as wide for a unit as it is high', () => {
  const spread = (evenScales: boolean): readonly [number, number] => {
    const svg = figure([curve([0, 4], [0, 1], { evenScales })], { width: 400, height: 300 })
    const [, path = ''] = /stroke-linejoin="round"[^>]* d="([^"]*)"/.exec(svg) ?? []
    const [x0 = NaN, y0 = NaN, x1 = NaN, y1 = NaN] = path.match(/-?[\d.]+/g)?.map(Number) ?? []
    return [Math.abs(x1 - x0), Math.abs(y1 - y0)]
  }
  const [wide, high] = spread(true)
  expect(wide / high).toBeCloseTo(4, 1)
  const [wider, higher] = spread(false)
  expect(wider / higher).toBeLessThan(2)
})
