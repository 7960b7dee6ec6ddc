import { expect, test } from 'vitest'
import { ms, mV, second } from '../units/units.js'
import { curve } from './curve.js'

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
