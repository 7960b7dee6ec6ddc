import { expect, test } from 'vitest'
import type { Engine, Settings } from './engine.js'
import type { Entrant } from './entrant.js'
import { measureCurves, panelsOf } from './figure8.js'
import { logLogFigure } from './log-log-figure.js'

/** An engine that takes 1 us for each neuron and simulated second, each time less, up to a size. */
function engine(name: Engine['name'], largest: number): Engine & { readonly asked: [number, Settings][] } {
  const asked: [number, Settings][] = []
  return {
    name,
    asked,
    unavailable: () => Promise.resolve(undefined),
    has: () => true,
    measure(_, size, settings) {
      asked.push([size, settings])
      if (size > largest) return Promise.reject(new Error('out of memory'))
      const loopSeconds = (1e-6 * size * settings.duration) / asked.length
      return Promise.resolve({
        ...{ neurons: size, synapses: 80 * size, spikes: 0, rateHz: 5, loopSeconds },
        ...{ buildSeconds: 0, compileSeconds: 0, wallSeconds: 1, peakBytes: 0 },
      })
    },
  }
}
const entrant = (of: Engine): Entrant => ({ engine: of, threads: 1, precision: 'double' })

test('engines run in turn, ten seconds of small networks and one of large ones, and the best run counts', async () => {
  const [ours, brian2] = [engine('rheobase', 1e6), engine('brian2', 4000)]
  const lost: string[] = []
  const curves = await measureCurves([entrant(ours), entrant(brian2)], [4000, 16_000], {
    ...{ repeats: 2, seed: 3, before: () => Promise.resolve() },
    lost: ({ engine: { name } }) => lost.push(name),
  })
  expect(ours.asked.slice(0, 4).map(([size, { duration, seed }]) => [size, duration, seed])).toEqual([
    [4000, 10, 3],
    [4000, 10, 3],
    [16_000, 1, 3],
    [16_000, 1, 3],
  ])
  expect(lost).toEqual(['brian2', 'brian2'])
  expect(curves.map(({ network, name, points }) => [network, name, points.map(([size]) => size)])).toEqual([
    ['homogeneous', 'rheobase', [4000, 16_000]],
    ['homogeneous', 'brian2', [4000]],
    ['heterogeneous', 'rheobase', [4000, 16_000]],
    ['heterogeneous', 'brian2', [4000]],
  ])
  expect(curves[0]?.points[0]?.[1]).toBeCloseTo(2e-3, 9)
  const svg = logLogFigure(panelsOf(curves), 2)
  for (const text of ['CUBA, homogeneous', 'CUBA, heterogeneous', 'brian2', 'Neurons'])
    expect(svg).toContain(text)
})
