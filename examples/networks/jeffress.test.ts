import { expect, test } from 'vitest'
import { ms } from 'rheobase'
import { run } from './jeffress.js'

const { spikes, differenceAt, differenceOf, picture } = await run({ scale: 0.5 })
const times = spikes.t
const pairs = Array.from(spikes.i, (detector, k) => ({
  told: differenceOf(detector).in(ms),
  true: differenceAt(times.at(k)).in(ms),
}))
// A tone is the same a period of 2 ms later: detectors at the ends can take the left ear for the right.
const near = pairs.filter(pair => Math.abs(pair.told - pair.true) < 1)

test('the place of a spike tells the difference of times', () => {
  expect(pairs.length).toBeGreaterThan(500)
  expect(near.length / pairs.length).toBeGreaterThan(0.98)
  // Detectors are 0.04 ms apart.
  const error = near.reduce((sum, pair) => sum + (pair.told - pair.true), 0) / near.length
  expect(Math.abs(error)).toBeLessThan(0.03)
  const spread = Math.sqrt(near.reduce((sum, pair) => sum + (pair.told - pair.true) ** 2, 0) / near.length)
  expect(spread).toBeLessThan(0.2)
})

test('the place follows the sound from one side to the other', () => {
  const mean = (numbers: number[]): number =>
    numbers.reduce((sum, number) => sum + number, 0) / numbers.length
  const told = [-0.5, 0, 0.5].map(place =>
    mean(near.filter(pair => Math.abs(pair.true - place) < 0.1).map(pair => pair.told)),
  )
  for (const [k, place] of [-0.5, 0, 0.5].entries())
    expect(Math.abs((told[k] ?? NaN) - place)).toBeLessThan(0.06)
})

test('draws detectors and differences', async () => {
  const svg = await picture()
  for (const text of ['Detector', 'Difference of times (ms)']) expect(svg).toContain(text)
})
