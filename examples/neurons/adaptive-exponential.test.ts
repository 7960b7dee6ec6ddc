import { expect, test } from 'vitest'
import { ms } from 'rheobase'
import { intervals } from 'rheobase/analysis'
import { NAMES, run } from './adaptive-exponential.js'

const { spikes, picture } = await run()
const trains = spikes.trains().map(train => Array.from(train.in(ms)))
const intervalsOf = (name: string): number[] =>
  Array.from(intervals(ms(trains[NAMES.indexOf(name)] ?? [])).in(ms))

test('every pattern has the spikes that Brian 2 gives it', () => {
  // Brian 2.5.1 with the same equations, Euler, steps of 0.01 ms (../peers/adaptive_exponential.py): number, first and last time in ms.
  const brian = [
    [51, 14.25, 492.74],
    [10, 14.93, 431.76],
    [10, 5.49, 455.08],
    [9, 16.18, 438.65],
    [36, 33.6, 494.22],
    [26, 57.22, 496.54],
    [1, 30.31, 30.31],
  ]
  expect(
    trains.map(train => [train.length, ...[train[0], train.at(-1)].map(time => Number(time?.toFixed(2)))]),
  ).toEqual(brian)
})

test('the intervals do what the patterns are called after', () => {
  const tonic = intervalsOf('tonic').slice(15)
  expect(Math.max(...tonic) / Math.min(...tonic)).toBeLessThan(1.01)
  const adapting = intervalsOf('adapting')
  adapting.slice(1, 6).forEach((interval, k) => {
    expect(interval).toBeGreaterThan(adapting[k] ?? NaN)
  })
  const accelerating = intervalsOf('delayed, accelerating')
  accelerating.slice(1, 10).forEach((interval, k) => {
    expect(interval).toBeLessThan(accelerating[k] ?? NaN)
  })
})

test('bursts of two spikes come regularly', () => {
  const long = intervalsOf('regular bursting').filter(interval => interval > 20)
  expect(long.length).toBe(3)
  expect(Math.max(...long) / Math.min(...long)).toBeLessThan(1.1)
})

test('draws all patterns and the phase plane', async () => {
  const svg = await picture()
  for (const text of [...NAMES, 'dv/dt = 0', 'w (pA)']) expect(svg).toContain(text)
})
