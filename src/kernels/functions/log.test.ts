import { expect, test } from 'vitest'
import { between, ofExponents, unary, worst } from './accuracy.test-support.js'
import { references } from './high-precision.test-support.js'
import { log } from './log.js'
import { log1p } from './log1p.js'
import { log10, log2 } from './log2.js'

const positive = ofExponents(-1074, 1024).map(Math.abs)

test.each([
  { name: 'log', write: log, bound: 0.86 },
  { name: 'log2', write: log2, bound: 0.84 },
  { name: 'log10', write: log10, bound: 0.75 },
] as const)('$name is accurate near 1 and for all exponents', ({ name, write, bound }) => {
  const points = [...between(0.5, 1.5), ...between(0.99, 1.01, 500), ...between(0, 100), ...positive]
  expect(worst(unary(write), references[name], points).error).toBeLessThan(bound)
})

test('log1p is accurate near -1, near zero and for all exponents', () => {
  const points = [...between(-1, 1), ...between(0, 100), ...positive, ...ofExponents(-1074, 0)]
  expect(worst(unary(log1p), references.log1p, points).error).toBeLessThan(0.85)
})

test.each([
  { name: 'log', write: log },
  { name: 'log2', write: log2 },
  { name: 'log10', write: log10 },
])('$name at and beyond the ends of its domain', ({ write }) => {
  const f = unary(write)
  expect(f(0)).toBe(-Infinity)
  expect(f(-0)).toBe(-Infinity)
  expect(f(-1)).toBeNaN()
  expect(f(-Infinity)).toBeNaN()
  expect(f(NaN)).toBeNaN()
  expect(f(Infinity)).toBe(Infinity)
  expect(f(1)).toBe(0)
})

test('log1p at and beyond the ends of its domain', () => {
  const f = unary(log1p)
  expect(f(-1)).toBe(-Infinity)
  expect(f(-1.0000000000000002)).toBeNaN()
  expect(f(Infinity)).toBe(Infinity)
  expect(f(NaN)).toBeNaN()
  expect(f(0)).toBe(0)
  expect(f(-0)).toBe(-0)
})

test('powers of the base have whole logarithms', () => {
  const [two, ten] = [unary(log2), unary(log10)]
  for (let n = -1074; n <= 1023; n += 3) expect(two(2 ** n)).toBe(n)
  for (let n = -22; n <= 22; n++) expect(ten(Number(`1e${String(n)}`))).toBe(n)
})
