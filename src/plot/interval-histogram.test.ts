import { expect, test } from 'vitest'
import { ms } from '../units/units.js'
import { intervalHistogram } from './interval-histogram.js'
import { rateCurve } from './rate-curve.js'
import { spikesAt } from './recorded.test-support.js'
import { nA } from '../units/units.js'
import type { Mark } from './mark.js'

const spikes = spikesAt(3, [1, 0], [2, 1], [4, 0], [6, 1], [9, 0])

/** Heights of the steps of a histogram, from left to right. */
const heights = ({ strokes }: Mark): number[] => {
  const path = strokes[0]?.path({ x: value => value, y: value => value, bottom: 0, right: 0 }) ?? ''
  return [...path.matchAll(/V(\d+)H/g)].map(([, height]) => Number(height))
}

test('intervals of each neuron are counted together, from 0 on', () => {
  // 3 ms and 5 ms of neuron 0, 4 ms of neuron 1.
  const mark = intervalHistogram(spikes, { bins: 5 })
  expect(mark.x.label).toBe('Interval (ms)')
  expect(mark.x.domain[0]).toBe(0)
  expect(mark.x.domain[1]).toBeCloseTo(5, 12)
  expect(heights(mark)).toEqual([0, 0, 0, 1, 2])
  expect(mark.strokes[0]?.name).toBe('3 intervals, CV 0.20')
})

test('some neurons alone, and none that are not recorded', () => {
  expect(heights(intervalHistogram(spikes, { bins: 5, to: ms(5), neurons: [1] }))).toEqual([0, 0, 0, 0, 1])
  expect(() => intervalHistogram(spikes, { neurons: [3] })).toThrow('there are 3 neurons')
  expect(intervalHistogram(spikesAt(1)).strokes[0]?.name).toBe('0 intervals')
})

test('a curve of rates: intervals over the time that they take, or spikes over the time if there are few', () => {
  const times = [100, 200, 300, 400].map(time => [time, 1] as const)
  const mark = rateCurve(spikesAt(3, ...times, [450, 0]), nA([0.1, 0.2, 0.3]), {
    from: ms(0),
    to: ms(500),
    xLabel: 'Current',
    xUnit: nA,
  })
  const path = mark.strokes[0]?.path({ x: value => value * 1000, y: value => value, bottom: 0, right: 0 })
  expect(mark.x.label).toBe('Current (nA)')
  expect(mark.y.label).toBe('Rate (Hz)')
  expect(path).toBe('M100,2L200,10L300,0')
  expect(() => rateCurve(spikes, nA([1]))).toThrow('3 recorded neurons, not 1')
})
