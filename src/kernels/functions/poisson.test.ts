import { expect, test } from 'vitest'
import { binomial } from './binomial.js'
import { poisson } from './poisson.js'
import { chiSquareDeviation, draws, logFactorial, moments } from './random.test-support.js'

const COUNT = 3000

test.each([0.3, 4.5, 10, 40, 700])('numbers with a Poisson distribution of mean %d', mean => {
  const sample = draws(COUNT, (b, counter, key) => poisson(b, b.f64(mean), counter, key), 5)
  const probability = (k: number): number => Math.exp(k * Math.log(mean) - mean - logFactorial(k))
  expect(Math.abs(chiSquareDeviation(sample, probability, 2 * mean + 50))).toBeLessThan(3.5)
  const found = moments(sample)
  expect(Math.abs(found.mean - mean)).toBeLessThan(4 * Math.sqrt(mean / COUNT))
  expect(Math.abs(found.variance / mean - 1)).toBeLessThan(4 * Math.sqrt((2 + 1 / mean) / COUNT))
})

test('a large mean is nearly normal', () => {
  const { mean, variance, skewness } = moments(
    draws(1000, (b, counter, key) => poisson(b, b.f64(1e8), counter, key)),
  )
  expect(Math.abs(mean - 1e8)).toBeLessThan(4 * Math.sqrt(1e8 / 1000))
  expect(Math.abs(variance / 1e8 - 1)).toBeLessThan(4 * Math.sqrt(2 / 1000))
  expect(Math.abs(skewness)).toBeLessThan(4 * Math.sqrt(6 / 1000))
})

test('means that have no distribution give 0, means out of range the largest integer', () => {
  const one = (mean: number): number | undefined =>
    draws(1, (b, counter, key) => poisson(b, b.f64(mean), counter, key))[0]
  expect([0, -1, NaN, 1e12, Infinity].map(one)).toEqual([0, 0, 0, 2147483647, 2147483647])
})

// prettier-ignore
test.each([
  [20, 0.3], [1000, 0.004], [40, 0.5], [1000, 0.7], [25, 0.99], [5000, 0.002],
])('numbers with a binomial distribution of %d trials with probability %d', (trials, p) => {
  const sample = draws(COUNT, (b, counter, key) => binomial(b, b.i32(trials), b.f64(p), counter, key), 5)
  const probability = (k: number): number =>
    Math.exp(
      logFactorial(trials) - logFactorial(k) - logFactorial(trials - k) + k * Math.log(p) + (trials - k) * Math.log1p(-p),
    )
  expect(Math.abs(chiSquareDeviation(sample, probability, Math.min(trials, 1000)))).toBeLessThan(3.5)
  const found = moments(sample)
  const variance = trials * p * (1 - p)
  expect(Math.abs(found.mean - trials * p)).toBeLessThan(4 * Math.sqrt(variance / COUNT))
  expect(Math.abs(found.variance / variance - 1)).toBeLessThan(4 * Math.sqrt((2 + 1 / variance) / COUNT))
})

test('binomial numbers at the ends', () => {
  const one = (trials: number, p: number): number | undefined =>
    draws(1, (b, counter, key) => binomial(b, b.i32(trials), b.f64(p), counter, key))[0]
  expect([one(10, 0), one(10, 1), one(0, 0.5), one(-3, 0.9), one(10, NaN), one(10, -1), one(10, 2)]).toEqual([
    0, 10, 0, 0, 0, 0, 10,
  ])
})
