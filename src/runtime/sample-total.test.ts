import { expect, test } from 'vitest'
import { sampleTotal } from './sample-total.js'
import { UniformSequence } from './uniform-sequence.js'

const drawn = (sources: number, targets: number, total: number, stream = 0): number[] => {
  const { i, j } = sampleTotal(sources, targets, total, new UniformSequence([5, 6], stream))
  return Array.from(i, (source, k) => source * targets + (j[k] ?? 0))
}

test.each([
  [3, 4, 0],
  [3, 4, 1],
  [3, 4, 11],
  [3, 4, 12],
  [0, 4, 0],
  [200, 300, 5000],
  [200, 300, 59000],
  [1e6, 1e6, 1000],
])('%d × %d pairs: exactly %d, ascending and each once', (sources, targets, total) => {
  for (let stream = 0; stream < 5; stream++) {
    const pairs = drawn(sources, targets, total, stream)
    expect(pairs).toHaveLength(total)
    expect(pairs.every((pair, k) => k === 0 || pair > (pairs[k - 1] ?? 0))).toBe(true)
    expect(pairs.every(pair => pair >= 0 && pair < sources * targets)).toBe(true)
  }
})

test.each([2, 4])('each set of %d of 6 pairs is as likely as any other', total => {
  // 15 sets, 6000 draws: 400 of each on average; the statistic has 14 degrees of freedom, 36.1 is passed once in 1000.
  const counts = new Map<string, number>()
  for (let stream = 0; stream < 6000; stream++) {
    const set = drawn(2, 3, total, 7000 * total + stream).join()
    counts.set(set, (counts.get(set) ?? 0) + 1)
  }
  expect(counts.size).toBe(15)
  const chi = [...counts.values()].reduce((sum, count) => sum + (count - 400) ** 2 / 400, 0)
  expect(chi).toBeLessThan(36.1)
})
