import { expect, test } from 'vitest'
import { metre, ms, um } from 'rheobase'
import { connectionsByDistance, run } from './spatial-connectivity.js'

const { spikes, synapses, places, picture } = await run()

test('pairs are connected with the probability of their distance', () => {
  // Each count is a sum of independent draws: four standard deviations, in 24 stretches of distances.
  for (const { made, expected, variance } of connectionsByDistance(synapses, places).filter(
    ({ pairs }) => pairs > 0,
  ))
    expect(Math.abs(made - expected)).toBeLessThan(4 * Math.sqrt(variance))
})

test('another reach connects as far as it says', async () => {
  const far = await run({ values: { reach: um(160) }, seed: 2 })
  for (const { made, expected, variance } of connectionsByDistance(far.synapses, far.places, um(160)).filter(
    ({ pairs }) => pairs > 0,
  ))
    expect(Math.abs(made - expected)).toBeLessThan(4 * Math.sqrt(variance))
})

test('delays are those of the way', () => {
  const [i, j] = [synapses.sources(), synapses.targets()]
  const delays = synapses.delay.in(ms)
  for (const k of [0, 1000, synapses.size - 1]) {
    const [[xi, yi], [xj, yj]] = [places[i[k] ?? 0] ?? [0, 0], places[j[k] ?? 0] ?? [0, 0]]
    // 0.2 m/s is 200 um in a millisecond.
    expect(delays[k]).toBeCloseTo(0.5 + Math.hypot(xi - xj, yi - yj) / 200, 9)
  }
})

test('each neuron spikes once, and the later the farther from the middle it is, at one speed', () => {
  expect(spikes.count).toBe(places.length)
  const fit = waveOf(spikes, places)
  expect(fit.correlation).toBeGreaterThan(0.95)
  // The ring cannot be faster than conduction; a neuron needs several inputs, of which the last decides.
  expect(fit.micrometresPerMillisecond).toBeGreaterThan(60)
  expect(fit.micrometresPerMillisecond).toBeLessThan(100)
})

test('with faster conduction the ring is faster', async () => {
  const fast = await run({ values: { speed: metre(1).dividedBy(ms(1000)) } })
  const [fastWave, wave] = [waveOf(fast.spikes, fast.places), waveOf(spikes, places)]
  expect(fastWave.micrometresPerMillisecond).toBeGreaterThan(1.2 * wave.micrometresPerMillisecond)
})

test('draws connections and the wave', async () => {
  const svg = await picture()
  for (const text of ['asked for', 'Distance', 'x (µm)']) expect(svg).toContain(text)
})

/** Line through distance over time of the spikes outside of the group that was excited. */
function waveOf(
  { i, t }: typeof spikes,
  at: typeof places,
): { readonly micrometresPerMillisecond: number; readonly correlation: number } {
  const points = Array.from(i, (neuron, k) => {
    const [x, y] = at[neuron] ?? [NaN, NaN]
    return { time: t.at(k).in(ms), distance: Math.hypot(x, y) }
  }).filter(({ distance }) => distance > 200 && distance < 500)
  const mean = (of: (point: (typeof points)[number]) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length
  const [time, distance] = [mean(point => point.time), mean(point => point.distance)]
  const covariance = mean(point => (point.time - time) * (point.distance - distance))
  const [inTime, inDistance] = [
    mean(point => (point.time - time) ** 2),
    mean(point => (point.distance - distance) ** 2),
  ]
  return {
    micrometresPerMillisecond: covariance / inTime,
    correlation: covariance / Math.sqrt(inTime * inDistance),
  }
}
