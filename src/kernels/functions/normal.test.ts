import { expect, test } from 'vitest'
import { Builder } from '../builder.js'
import { normalFromWords } from './normal.js'
import type { FloatType, Value } from '../value.js'
import { philox, type Key, type Words } from './philox.js'
import { draws, moments } from './random.test-support.js'
import { uniformFromWords } from './uniform.js'

const COUNT = 20000

test('uniform numbers have the moments of their distribution', () => {
  const sample = draws(COUNT, (b, counter, key) => {
    const [high, low] = philox(b, counter, key)
    return uniformFromWords(b, high, low)
  })
  const { mean, variance, kurtosis } = moments(sample)
  expect(Math.abs(mean - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / COUNT))
  expect(Math.abs(variance - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / COUNT))
  expect(Math.abs(kurtosis - 1.8)).toBeLessThan(0.05)
})

test('uniform numbers reach 0 and stay below 1', () => {
  const b = new Builder()
  expect(uniformFromWords(b, b.i32(0), b.i32(0))).toBe(b.f64(0))
  expect(uniformFromWords(b, b.i32(-1), b.i32(-1))).toBe(b.f64(1 - 2 ** -53))
})

const normals = draws(COUNT, (b, counter, key) => normalFromWords(b, philox(b, counter, key)))

test('normal numbers have the moments of their distribution', () => {
  const { mean, variance, skewness, kurtosis } = moments(normals)
  expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(COUNT))
  expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / COUNT))
  expect(Math.abs(skewness)).toBeLessThan(4 * Math.sqrt(6 / COUNT))
  expect(Math.abs(kurtosis - 3)).toBeLessThan(4 * Math.sqrt(24 / COUNT))
})

test('the distribution function of normal numbers is right', () => {
  // Quantiles of the standard normal distribution.
  const quantiles = [
    [-3.090232306167813, 0.001],
    [-1.6448536269514722, 0.05],
    [-0.6744897501960817, 0.25],
    [0, 0.5],
    [0.6744897501960817, 0.75],
    [1.2815515655446004, 0.9],
    [2.3263478740408408, 0.99],
  ] as const
  for (const [limit, probability] of quantiles) {
    const share = normals.filter(x => x < limit).length / COUNT
    expect(Math.abs(share - probability)).toBeLessThan(
      4 * Math.sqrt((probability * (1 - probability)) / COUNT),
    )
  }
})

test('extreme words give the ends of the tails', () => {
  const b = new Builder()
  const from = (...words: readonly [number, number, number, number]): number => {
    const [w0, w1, w2, w3] = words
    const value = normalFromWords(b, [b.i32(w0), b.i32(w1), b.i32(w2), b.i32(w3)])
    return value.kind === 'constant' ? value.value : NaN
  }
  const longest = Math.sqrt(2 * 65 * Math.LN2)
  expect(from(0, 0, 0, 0)).toBeCloseTo(longest, 12)
  expect(from(0, 0, -2147483648, 0)).toBeCloseTo(-longest, 12)
  expect(Math.abs(from(0, 0, 0x40000000, 0))).toBeLessThan(1e-15)
  expect(Math.abs(from(-1, -1, 0, 0))).toBe(0)
})

test('numbers of single precision come from the same words, and are nearly the same numbers', () => {
  const words = (b: Builder, counter: Words, key: Key): Words => philox(b, counter, key)
  const uniforms = (type: FloatType) =>
    draws(COUNT, (b, counter, key) => {
      const [high, low] = words(b, counter, key)
      return uniformFromWords(b, high, low, type)
    })
  const [double, single] = [uniforms('f64'), uniforms('f32')]
  single.forEach((number, k) => {
    expect(number).toBe(Math.fround(number))
    expect(Math.abs(number - (double[k] ?? NaN))).toBeLessThan(2 ** -24)
  })
  const differences = draws(COUNT, (b, counter, key) =>
    normalFromWords(b, words(b, counter, key), 'f32'),
  ).map((number, k) => Math.abs(number - (normals[k] ?? NaN)))
  // Where the radius is small, the number of which it is the logarithm is near 1, and has few digits for it.
  expect(Math.max(...differences)).toBeLessThan(2e-4)
  expect(moments(differences).mean).toBeLessThan(5e-7)
})

test('uniform numbers of single precision reach 0, stay below 1, and have small steps near zero', () => {
  const b = new Builder()
  const from = (word: number): Value => uniformFromWords(b, b.i32(word), b.i32(0), 'f32')
  expect(from(0)).toBe(b.f32(0))
  expect(from(2)).toBe(b.f32(2 ** -31))
  expect(from(-1)).toBe(b.f32(1 - 2 ** -24))
})
