import { expect, test } from 'vitest'
import { mV, ms } from '../units/units.js'
import { intervals } from './intervals.js'

const inMs = (train: Parameters<typeof intervals>[0]): number[] =>
  Array.from(intervals(train).in(ms), value => Number(value.toFixed(9)))

test('are the differences of neighbours, one fewer than spikes', () => {
  expect(inMs(ms([1, 4, 9, 9]))).toEqual([3, 5, 0])
  expect(inMs(ms([7]))).toEqual([])
  expect(inMs(ms([]))).toEqual([])
})

test('plain numbers are seconds', () => {
  expect(inMs(Float64Array.of(0.001, 0.0025))).toEqual([1.5])
})

test.each([
  ['no time', mV([1, 2]), /^spike times cannot be \[1 2\] mV\n {2}expected {2}second/],
  [
    'the spikes of several neurons',
    ms([1, 5, 3]),
    /time 2 is 0\.003 s, after 0\.005 s; give the times of one neuron/,
  ],
  ['a gap', Float64Array.of(NaN, 1), /time 0 is NaN s;/],
  ['a list', [1, 2], /^spike times must be a quantity such as/],
])('%s is refused', (_, times, message) => {
  expect(() => intervals(times as Float64Array)).toThrow(message)
})
