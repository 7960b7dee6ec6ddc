import { expect, test } from 'vitest'
import { differenceOf } from './end-state.js'
import { rallpack3 } from './rallpack3.js'

const ours = { potentials: [-70, -65], lastSpike: 239.15 }

test('the same end is one that rounding alone sets apart', () => {
  expect(differenceOf(ours, { potentials: [-70.00001, -65], lastSpike: 239.1500001 })).toBeUndefined()
})

test.each([
  ['no end', undefined, /prints no potentials/],
  ['a spike a step later', { ...ours, lastSpike: 239.2 }, /239.2 ms, we at 239.15 ms/],
  ['no spike', { ...ours, lastSpike: NaN }, /NaN ms/],
  ['another potential', { ...ours, potentials: [-70, -65.001] }, /-65.001 mV at place 1, we at -65 mV/],
  ['a potential that is none', { ...ours, potentials: [NaN, -65] }, /NaN mV at place 0/],
  ['fewer potentials', { ...ours, potentials: [-70] }, /1 potentials, not 2/],
])('%s is another end', (_, theirs, words) => {
  expect(differenceOf(ours, theirs)).toMatch(words)
})

test('Rallpack 3 ends in ten potentials and a spike', async () => {
  const end = await rallpack3.endOf?.(50, { seed: 1, duration: 0.02, threads: 1, precision: 'double' })
  expect(end?.potentials.length).toBe(10)
  expect(end?.potentials.every(v => v > -90 && v < 50)).toBe(true)
  expect(end?.lastSpike).toBeGreaterThan(1)
})
