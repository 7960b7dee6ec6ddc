import { expect, test } from 'vitest'
import { KINDS, run } from './short-term-plasticity.js'

const { releases, picture } = await run()
const PERIOD = 50
const PAUSE = 500

/** Tsodyks, Pawelzik & Markram 1998, from one spike to the next. */
function recursion({ U, recovery, facilitation }: (typeof KINDS)[keyof typeof KINDS]): number[] {
  let [u, x] = [0, 1]
  return Array.from({ length: 17 }, (_, k) => {
    const interval = k === 0 ? Infinity : k === 16 ? PAUSE : PERIOD
    u *= Math.exp(-interval / facilitation)
    x = 1 - (1 - x) * Math.exp(-interval / recovery)
    u += U * (1 - u)
    const release = u * x
    x -= release
    return release
  })
}

test.each(['depressing', 'facilitating'] as const)(
  '%s: every spike releases what the recursion says',
  kind => {
    const expected = recursion(KINDS[kind])
    releases(kind).forEach((release, k) => {
      expect(release).toBeCloseTo(expected[k] ?? NaN, 12)
    })
  },
)

test('the tired synapse settles at its closed form', () => {
  const { U, recovery } = KINDS.depressing
  const kept = Math.exp(-PERIOD / recovery)
  const settled = (U * (1 - kept)) / (1 - (1 - U) * kept)
  // Each spike leaves this part of the distance.
  const distance = (1 - settled / U) * ((1 - U) * kept) ** 15
  expect(Math.abs((releases('depressing')[15] ?? NaN) - settled)).toBeLessThan(U * distance + 1e-12)
})

test('one tires, one warms up; after half a second one has recovered a half, the other is still warm', () => {
  const [tired, warm] = [releases('depressing'), releases('facilitating')]
  expect((tired[15] ?? NaN) / (tired[0] ?? NaN)).toBeLessThan(0.15)
  expect((warm[15] ?? NaN) / (warm[0] ?? NaN)).toBeGreaterThan(5)
  expect((tired[16] ?? NaN) / (tired[0] ?? NaN)).toBeCloseTo(0.5, 1)
  expect((warm[16] ?? NaN) / (warm[0] ?? NaN)).toBeGreaterThan(4)
})

test('draws both synapses', async () => {
  const svg = await picture()
  for (const text of ['depressing', 'facilitating', 'v (mV)']) expect(svg).toContain(text)
})
