import { kernelFunction, type Builder } from '../builder.js'
import { evaluateFunction } from '../evaluate-function.js'
import type { Value } from '../value.js'
import type { Key, Words } from './philox.js'

/** The first draws of a stream: element 0, 1, 2, … of one time step. */
export function draws(
  count: number,
  draw: (b: Builder, counter: Words, key: Key) => Value,
  seed = 1,
): readonly number[] {
  const callee = kernelFunction('draw', [['element', 'i32']], (b, element) =>
    draw(b, [element, b.i32(7), b.i32(0), b.i32(3)], [b.i32(seed), b.i32(42)]),
  )
  return Array.from({ length: count }, (_, element) => evaluateFunction(callee, [element]))
}

/** Mean, variance, and the third and fourth moments in units of the standard deviation. */
export function moments(sample: readonly number[]): {
  mean: number
  variance: number
  skewness: number
  kurtosis: number
} {
  const mean = sample.reduce((sum, x) => sum + x, 0) / sample.length
  const central = (power: number): number =>
    sample.reduce((sum, x) => sum + (x - mean) ** power, 0) / sample.length
  const variance = central(2)
  return { mean, variance, skewness: central(3) / variance ** 1.5, kurtosis: central(4) / variance ** 2 }
}

/**
 * How far the counts of the whole numbers are from their probabilities, in standard deviations of chi-square; numbers expected less
 * than 10 times count as one.
 */
export function chiSquareDeviation(
  sample: readonly number[],
  probability: (k: number) => number,
  last: number,
): number {
  const counts = new Map<number, number>()
  for (const k of sample) counts.set(k, (counts.get(k) ?? 0) + 1)
  let rest = { expected: sample.length, found: sample.length }
  let sum = 0
  let classes = 0
  for (let k = 0; k <= last; k++) {
    const expected = sample.length * probability(k)
    if (expected < 10) continue
    const found = counts.get(k) ?? 0
    rest = { expected: rest.expected - expected, found: rest.found - found }
    sum += (found - expected) ** 2 / expected
    classes++
  }
  if (rest.expected >= 10) {
    sum += (rest.found - rest.expected) ** 2 / rest.expected
    classes++
  }
  return (sum - (classes - 1)) / Math.sqrt(2 * (classes - 1))
}

/** log n!, good enough for tests. */
export function logFactorial(n: number): number {
  let sum = 0
  for (let k = 2; k <= n; k++) sum += Math.log(k)
  return sum
}

/** Probabilities of 0 to `last` by the recursion of the terms. */
export function poissonTerms(mean: number, last: number): number[] {
  const terms = [Math.exp(-mean)]
  for (let k = 1; k <= last; k++) terms.push(((terms[k - 1] ?? NaN) * mean) / k)
  return terms
}

/** Probabilities of 0 to n successes in n trials. */
export function binomialTerms(n: number, p: number): number[] {
  const terms = [(1 - p) ** n]
  for (let k = 1; k <= n; k++) terms.push(((terms[k - 1] ?? NaN) * (n - k + 1) * p) / (k * (1 - p)))
  return terms
}
