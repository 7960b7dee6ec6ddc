import { expect, test } from 'vitest'
import { Hz, ms, second } from '../units/units.js'
import type { Mark } from './mark.js'
import { populationRate } from './population-rate.js'
import { spikesAt } from './recorded.test-support.js'

/** Heights of the steps in the unit of the axis: one pixel is one unit here. */
function steps(mark: Mark): number[] {
  const path = mark.strokes[0]?.path({ x: value => value, y: value => value, bottom: 0, right: 100 }) ?? ''
  return [...path.matchAll(/V(-?[\d.]+)H/g)].map(([, height]) => Number(height))
}

test('the rate is the number of spikes per neuron and time', () => {
  const spikes = spikesAt(2, [0, 0], [5, 1], [10, 0], [29.9, 1])
  const mark = populationRate(spikes, { bin: ms(10), to: ms(40) })
  expect(mark.y.label).toBe('Rate (Hz)')
  expect(steps(mark)).toEqual([100, 50, 50, 0])
})

test('the bins add up to the number of spikes', () => {
  const spikes = spikesAt(3, ...Array.from({ length: 57 }, (_, k) => [k * 3.7, k % 3] as const))
  const total = steps(populationRate(spikes, { bin: ms(10), to: ms(220) })).reduce(
    (sum, rate) => sum + rate,
    0,
  )
  expect((total * 3 * 10) / 1000).toBeCloseTo(57, 1)
})

test('times at the edge of a bin belong to the bin that begins there, whatever the last bit says', () => {
  const spikes = spikesAt(1, [0.1 * 3, 0])
  expect(steps(populationRate(spikes, { bin: ms(0.1), to: ms(0.5) }))).toEqual([0, 0, 0, 10_000, 0])
})

test('a rate monitor is averaged over the bins', () => {
  const monitor = { t: ms([0, 1, 2, 3]), rate: Hz([10, 30, 0, 4]) }
  expect(steps(populationRate(monitor, { bin: ms(2), to: ms(4) }))).toEqual([20, 2])
})

test('refuses a bin that is not positive', () => {
  expect(() => populationRate(spikesAt(1, [1, 0]), { bin: ms(0) })).toThrow('must be longer than 0')
  expect(() => populationRate(spikesAt(1, [1, 0]), { bin: second(-1) })).toThrow('must be longer than 0')
})
