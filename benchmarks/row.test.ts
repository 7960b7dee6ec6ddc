import { expect, test } from 'vitest'
import type { Measurement } from './engine.js'
import type { Runs } from './references.js'
import { makeRow, medianOf } from './row.js'

test('the median is the middle value, or lies between the two middle ones', () => {
  expect(medianOf([3])).toBe(3)
  expect(medianOf([9, 1, 10])).toBe(9)
  expect(medianOf([10, 1, 9, 2])).toBe(5.5)
  expect(() => medianOf([])).toThrow(RangeError)
})

const measured = (loopSeconds: number): Measurement => ({
  ...{ neurons: 10, synapses: 100, spikes: 50, rateHz: 5, buildSeconds: 0.1, compileSeconds: 0.1 },
  ...{ loopSeconds, wallSeconds: loopSeconds + 1, peakBytes: 1e6 },
})
const runs = (whole: readonly number[], input: readonly number[] = []): Runs => ({
  whole: whole.map(measured),
  input: input.map(measured),
})
const rowOf = (own: Runs, ours: Runs) =>
  makeRow(
    {
      ...{ benchmark: 'stdp', size: 10, engine: 'brian2', threads: 1, precision: 'double' },
      ...{ duration: 1, ratesAgree: true },
    },
    own,
    { ours },
    { steps: 1000, events: 1e6 },
  )

test('events take what the fastest run takes beyond the fastest input, however often either was held up', () => {
  const ours = runs([0.25, 0.2, 0.9], [0.05, 0.02, 0.03])
  // The median of the input is longer than that of the whole.
  const row = rowOf(runs([1.5, 1.6, 1.7], [1.9, 1.1, 1.8]), ours)
  expect(row.loopSeconds).toBe(1.6)
  expect(row.inputSeconds).toBe(1.8)
  expect(row.eventSeconds).toBeCloseTo(0.4, 12)
  expect(row.nsPerEvent).toBeCloseTo(400, 9)
  expect(row.eventRatio).toBeCloseTo(0.4 / 0.18, 12)
  expect(row.inputRatio).toBeCloseTo(1.8 / 0.03, 12)
})

test('where nothing was measured beyond the input, there is no ratio of events', () => {
  expect(rowOf(runs([1], [2]), runs([0.2], [0.1])).eventRatio).toBeUndefined()
  expect(rowOf(runs([2], [1]), runs([0.1], [0.2])).eventRatio).toBeUndefined()
  const plain = rowOf(runs([2]), runs([1]))
  expect([plain.eventSeconds, plain.inputSeconds, plain.eventRatio]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  expect(plain.nsPerEvent).toBeCloseTo(2000, 9)
})
