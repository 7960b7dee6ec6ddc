import { expect, test } from 'vitest'
import { ms, mV } from 'rheobase'
import { CELLS, COUPLING, MIDDLE, run, transfer } from './gap-junctions.js'

const { chain, spikes, picture } = await run()

test('along the chain the potential falls by the factor of the closed form', () => {
  const steady = Array.from({ length: CELLS }, (_, k) => chain.trace('v', k).at(-1).in(mV))
  const q = transfer(COUPLING)
  expect(COUPLING * (q - 1) ** 2).toBeCloseTo(q, 12)
  // What flows in is what leaks in the middle and what goes to both sides: 20 mV = v (1 + 2 g (1 - q)).
  const peak = 20 / (1 + 2 * COUPLING * (1 - q))
  // The currents of a step are those of the potentials at its start: the steady state is the same. The ends are 20 cells away, where
  // less than 1e-4 of it is left to be reflected.
  for (let k = -10; k <= 10; k++) expect(steady[MIDDLE + k]).toBeCloseTo(peak * q ** Math.abs(k), 3)
})

test('a pair that starts out of step ends in step', () => {
  const [one = [], two = []] = spikes.trains().map(train => Array.from(train.in(ms)))
  const apart = one.map(time => Math.min(...two.map(other => Math.abs(other - time))))
  expect(apart[0]).toBeGreaterThan(4)
  expect(apart.at(-1)).toBeLessThan(0.06)
})

test('draws chain and pair', async () => {
  const svg = await picture()
  for (const text of ['closed form', 'Potential (mV)', 'neuron 2']) expect(svg).toContain(text)
})
