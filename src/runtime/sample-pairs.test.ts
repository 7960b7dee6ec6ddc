import { expect, test } from 'vitest'
import { PairSampler, SubsetSampler } from './sample-pairs.js'
import { UniformSequence } from './uniform-sequence.js'

const KEY = [12, -34] as const

test('pairs come in order, each once, as many as the probability says', () => {
  const [sources, targets, p] = [300, 500, 0.03]
  const { i, j, length } = new PairSampler(sources, targets, p, new UniformSequence(KEY, 1)).take(Infinity)
  const places = Array.from(i, (source, k) => source * targets + (j[k] ?? NaN))
  expect(
    places.every((place, k) => place < sources * targets && (k === 0 || place > (places[k - 1] ?? NaN))),
  ).toBe(true)
  expect(j.every(target => target >= 0 && target < targets)).toBe(true)
  const [mean, deviation] = [sources * targets * p, Math.sqrt(sources * targets * p * (1 - p))]
  expect(Math.abs(length - mean)).toBeLessThan(4 * deviation)
})

test('taken in portions, the pairs are the same', () => {
  const whole = new PairSampler(40, 70, 0.1, new UniformSequence(KEY, 2)).take(Infinity)
  const sampler = new PairSampler(40, 70, 0.1, new UniformSequence(KEY, 2))
  const portions: number[] = []
  for (;;) {
    const { i, j, length } = sampler.take(17)
    if (length === 0) break
    expect(length).toBeLessThanOrEqual(17)
    i.forEach((source, k) => portions.push(source, j[k] ?? NaN))
  }
  expect(portions).toEqual(Array.from(whole.i).flatMap((source, k) => [source, whole.j[k]]))
})

test('certain and impossible pairs need no numbers', () => {
  expect(new PairSampler(3, 2, 0, new UniformSequence(KEY, 3)).take(Infinity).length).toBe(0)
  expect(new PairSampler(3, 0, 1, new UniformSequence(KEY, 3)).take(Infinity).length).toBe(0)
  const all = new PairSampler(3, 2, 1, new UniformSequence(KEY, 3)).take(Infinity)
  expect([Array.from(all.i), Array.from(all.j)]).toEqual([
    [0, 0, 1, 1, 2, 2],
    [0, 1, 0, 1, 0, 1],
  ])
})

test('every subset of a size is as likely as every other, and ascending', () => {
  const sampler = new SubsetSampler(new UniformSequence(KEY, 4))
  const counts = new Map<string, number>()
  const draws = 6000
  for (let draw = 0; draw < draws; draw++) {
    const subset = sampler.choose(4, 2).join()
    counts.set(subset, (counts.get(subset) ?? 0) + 1)
  }
  expect([...counts.keys()].sort()).toEqual(['0,1', '0,2', '0,3', '1,2', '1,3', '2,3'])
  const expected = draws / 6
  const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  // Exceeded with probability 0.001 for 5 degrees of freedom.
  expect(chiSquare).toBeLessThan(20.5)
})

test('a sampler can choose from ranges of different lengths, none or all of them', () => {
  const sampler = new SubsetSampler(new UniformSequence(KEY, 5))
  expect([...sampler.choose(3, 3)]).toEqual([0, 1, 2])
  expect([...sampler.choose(5, 0)]).toEqual([])
  expect([...sampler.choose(0, 0)]).toEqual([])
  expect([...sampler.choose(6, 6)]).toEqual([0, 1, 2, 3, 4, 5])
})

test('tiny probabilities end, and keep their digits', () => {
  for (const p of [5e-324, 1e-308, 1e-17])
    expect(new PairSampler(1000, 1000, p, new UniformSequence(KEY, 4)).take(Infinity).length).toBe(0)
  // 10^12 pairs at 10^-10: a hundred, with a standard deviation of ten.
  const few = new PairSampler(1e6, 1e6, 1e-10, new UniformSequence(KEY, 5)).take(Infinity)
  expect(Math.abs(few.length - 100)).toBeLessThan(40)
})
