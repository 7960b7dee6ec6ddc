import { expect, test } from 'vitest'
import { mV, ms } from '../units/units.js'
import { spikeCounts } from './spike-counts.js'

test('counts the spikes of each bin', () => {
  expect(Array.from(spikeCounts(ms([1, 4, 12]), { bin: ms(10), to: ms(30) }))).toEqual([2, 1, 0])
  expect(Array.from(spikeCounts(ms([1, 4, 12]), { bin: ms(10), from: ms(4), to: ms(30) }))).toEqual([2, 0])
})

test('a spike on an edge is in the bin that begins there, however its time was rounded', () => {
  const step = 1e-4
  const times = Float64Array.from({ length: 1000 }, (_, k) => k * step)
  const counts = spikeCounts(times, { bin: ms(1), to: ms(100) })
  expect(new Set(counts)).toEqual(new Set([10]))
  expect(counts.length).toBe(100)
})

test.each([
  ['a bin without width', { bin: ms(0), to: ms(10) }, 'the width of a bin must be longer than 0, not 0 s'],
  ['no room for a bin', { bin: ms(20), to: ms(10) }, 'no bin of 20 ms fits between 0 s and 10 ms'],
  ['a voltage', { bin: mV(1), to: ms(10) }, 'the width of a bin cannot be 1 mV'],
  ['several widths', { bin: ms([1, 2]), to: ms(10) }, 'the width of a bin must be one finite value'],
])('%s is refused', (_, bins, message) => {
  expect(() => spikeCounts(ms([1]), bins)).toThrow(message)
})
