import { expect, test } from 'vitest'
import { ms, mV } from '../units/units.js'
import type { Mark } from './mark.js'
import { raster } from './raster.js'
import { recorded, spikesAt } from './recorded.test-support.js'
import { trace } from './trace.js'

/** Times of all points that a mark draws. */
const timesOf = ({ strokes }: Mark): number[] =>
  strokes.flatMap(({ path }) => {
    const text = path({ x: time => time * 100, y: value => value, bottom: 0, right: 0 })
    return [...text.matchAll(/[ML](-?[\d.]+),/g)].map(([, x]) => Number(x) / 100)
  })

test('nothing is drawn before the first or after the last time shown', () => {
  const shown = { from: ms(2), to: ms(6) }
  const monitor = recorded([0, 2, 4, 6, 8], { v: mV([1, 2, 3, 4, 5]) })
  expect(timesOf(trace(monitor, 'v', shown))).toEqual([2, 4, 6])
  expect(timesOf(raster(spikesAt(2, [0, 1], [1, 0], [4, 0], [7, 1]), shown))).toEqual([4])
})

test('a time that misses the limit by its last bit is shown', () => {
  const last = 3 * 0.1
  expect(last).toBeGreaterThan(0.3)
  expect(timesOf(trace(recorded([0, last], { v: mV([1, 2]) }), 'v', { to: ms(0.3) })).length).toBe(2)
})
