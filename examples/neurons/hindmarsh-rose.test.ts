import { expect, test } from 'vitest'
import { ms } from 'rheobase'
import { run } from './hindmarsh-rose.js'

// Currents 1.2, 1.28, … 3.6.
const { currents, intervalsOfEach, picture } = await run({ scale: 0.1 })
const each = intervalsOfEach().map(intervals => Array.from(intervals.in(ms)))
/** The intervals that occur at a current, to 1 ms. */
const kinds = (current: number): number[] => {
  const k = currents.findIndex(each => Math.abs(each - current) < 1e-9)
  return [...new Set((each[k] ?? []).map(interval => Math.round(interval)))].sort((a, b) => a - b)
}

test('the intervals are those of Brian 2 where bursts are regular', () => {
  // Brian 2.5.1 with the same equations, rk4, steps of 0.05 ms (../peers/hindmarsh_rose.py), to half a millisecond: 15 and 113.5 at a
  // current of 2, 12, 18.5 and 95 at 2.4, 28.5 at 3.6.
  expect(kinds(2)).toEqual([15, 114])
  expect(kinds(2.4)).toEqual([12, 18, 95])
  expect(kinds(3.6)).toEqual([29])
})

test('more current gives more spikes in a burst, then chaos, then a regular train', () => {
  expect([2, 2.4, 2.72].map(current => kinds(current).length)).toEqual([2, 3, 4])
  // Hansel & Sompolinsky 1992 found chaos at 3.25.
  expect(kinds(3.2).length).toBeGreaterThan(12)
  expect(kinds(3.6).length).toBe(1)
})

test('draws the intervals over the current', async () => {
  const svg = await picture()
  for (const text of ['Current', 'Interval (ms)', 'x']) expect(svg).toContain(text)
})
