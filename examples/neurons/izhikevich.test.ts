import { expect, test } from 'vitest'
import { ms } from 'rheobase'
import { intervals } from 'rheobase/analysis'
import { NAMES, run } from './izhikevich.js'

const { spikes, picture } = await run()
const trains = spikes.trains().map(train => Array.from(train.in(ms)))
const intervalsOf = (name: string): number[] =>
  Array.from(intervals(ms(trains[NAMES.indexOf(name)] ?? [])).in(ms))

test('every pattern has the spikes that Brian 2 gives it', () => {
  // Brian 2.5.1 with the same equations, Euler, steps of 0.05 ms (../peers/izhikevich.py): number, first and last time in ms.
  const brian = [
    [5, 53.5, 205.8],
    [8, 53.5, 222.35],
    [22, 53.5, 245.45],
    [27, 53.55, 243.45],
    [18, 52.5, 242.6],
    [12, 56.7, 246.3],
    [4, 57.9, 93.75],
    [7, 62.6, 246.4],
  ]
  expect(
    trains.map(train => [train.length, ...[train[0], train.at(-1)].map(time => Number(time?.toFixed(2)))]),
  ).toEqual(brian)
})

test('regular spiking neurons adapt, fast spiking ones do not', () => {
  const regular = intervalsOf('regular spiking')
  expect((regular.at(-1) ?? 0) / (regular[0] ?? 0)).toBeGreaterThan(2)
  const fast = intervalsOf('fast spiking').slice(2)
  expect(Math.max(...fast) / Math.min(...fast)).toBeLessThan(1.1)
})

test('a bursting neuron bursts once, a chattering one again and again', () => {
  const bursts = (name: string): number => {
    const isShort = intervalsOf(name).map(interval => interval < 7)
    return isShort.filter((short, k) => short && isShort[k - 1] !== true).length
  }
  expect(bursts('intrinsically bursting')).toBe(1)
  expect(bursts('chattering')).toBe(4)
})

test('draws all patterns', async () => {
  const svg = await picture()
  for (const name of NAMES) expect(svg).toContain(name)
})
