import { expect, test } from 'vitest'
import { Hz } from 'rheobase'
import { run } from './licklider.js'

const { spikes, pitchAt, frequencyOf, picture } = await run()
const times = spikes.t
/** How far each spike is from the fundamental of its moment, relative to it. */
const errors = Array.from(
  spikes.i,
  (detector, k) => frequencyOf(detector).in(Hz) / pitchAt(times.at(k)).in(Hz) - 1,
)

test('the detectors that fire are those of the fundamental that is not in the sound', () => {
  expect(errors.length).toBeGreaterThan(200)
  // The detectors span two octaves; half of all tones of the sound lie within them.
  expect(Math.max(...errors.map(Math.abs))).toBeLessThan(0.1)
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length
  // Neighbours are 1.2 % apart.
  expect(Math.abs(mean)).toBeLessThan(0.01)
  const spread = Math.sqrt(errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / errors.length)
  expect(spread).toBeLessThan(0.03)
})

test.each([160, 200, 240])('a steady sound on %d Hz has that pitch', async fundamental => {
  const steady = await run({
    scale: 0.5,
    seed: 3,
    values: { begin: Hz(fundamental), end: Hz(fundamental) },
  })
  const heard = Array.from(steady.spikes.i, detector => steady.frequencyOf(detector).in(Hz)).sort(
    (a, b) => a - b,
  )
  const median = heard[Math.floor(heard.length / 2)] ?? NaN
  expect(Math.abs(median / fundamental - 1)).toBeLessThan(0.02)
})

test('draws what is heard', async () => {
  const svg = await picture()
  for (const text of ['missing fundamental', 'Frequency (Hz)']) expect(svg).toContain(text)
})
