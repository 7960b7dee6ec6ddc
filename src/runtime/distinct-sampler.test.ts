import { expect, test } from 'vitest'
import { DistinctSampler } from './distinct-sampler.js'
import { UniformSequence } from './uniform-sequence.js'

const sampler = (stream = 0): DistinctSampler => new DistinctSampler(new UniformSequence([3, 4], stream))

test.each([
  [10, 0],
  [10, 3],
  [10, 9],
  [10, 10],
  [1, 1],
  [2 ** 50, 1000],
])('of %d numbers exactly %d, ascending and each once', (length, size) => {
  const chosen = sampler().choose(length, size)
  expect(chosen).toHaveLength(size)
  expect(chosen.every((number, k) => k === 0 || number > (chosen[k - 1] ?? 0))).toBe(true)
  expect(chosen.every(number => Number.isInteger(number) && number >= 0 && number < length)).toBe(true)
})

test.each([2, 4])('each subset of %d of 6 numbers is as likely as any other', size => {
  // 15 subsets, 6000 draws: 400 of each on average; the statistic has 14 degrees of freedom, 36.1 is passed once in 1000.
  const counts = new Map<string, number>()
  const random = sampler(size)
  for (let draw = 0; draw < 6000; draw++) {
    const subset = random.choose(6, size).join()
    counts.set(subset, (counts.get(subset) ?? 0) + 1)
  }
  expect(counts.size).toBe(15)
  const chi = [...counts.values()].reduce((sum, count) => sum + (count - 400) ** 2 / 400, 0)
  expect(chi).toBeLessThan(36.1)
})
