import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { hostExp } from '../host-functions.js'
import { matrixExponential } from './matrix-exponential.js'

const b = new Builder()
const number = (value: Value): number => (value.kind === 'constant' ? value.value : NaN)
const exponential = (matrix: readonly (readonly number[])[]): number[][] =>
  matrixExponential(
    b,
    matrix.map(row => row.map(entry => b.f64(entry))),
  ).map(row => row.map(number))

test('a diagonal matrix gives exponentials', () => {
  const [[first = 0] = [], [, second = 0] = []] = exponential([
    [-0.3, 0],
    [0, -40],
  ])
  expect(first).toBeCloseTo(Math.exp(-0.3), 15)
  expect(Math.abs(second - Math.exp(-40))).toBeLessThan(1e-15)
})

test('a rotation gives cosine and sine', () => {
  const [[c = 0, s = 0] = []] = exponential([
    [0, 0.1],
    [-0.1, 0],
  ])
  expect(c).toBeCloseTo(Math.cos(0.1), 15)
  expect(s).toBeCloseTo(Math.sin(0.1), 15)
})

test('equal eigenvalues that cannot be diagonalised', () => {
  const [[a = 0, c = 0] = []] = exponential([
    [-1, 1],
    [0, -1],
  ])
  expect(a).toBeCloseTo(Math.exp(-1), 14)
  expect(c).toBeCloseTo(Math.exp(-1), 14)
})

test('exp(A) exp(-A) is one', () => {
  const entry = fc.double({ min: -3, max: 3, noNaN: true })
  const row = fc.tuple(entry, entry, entry)
  fc.assert(
    fc.property(fc.tuple(row, row, row), matrix => {
      const there = exponential(matrix)
      const back = exponential(matrix.map(each => each.map(value => -value)))
      const scale = Math.max(...there.flat().map(Math.abs)) * Math.max(...back.flat().map(Math.abs))
      there.forEach((each, i) => {
        back.forEach((_, j) => {
          const product = each.reduce((sum, value, k) => sum + value * (back[k]?.[j] ?? 0), 0)
          expect(Math.abs(product - (i === j ? 1 : 0))).toBeLessThan(1e-13 * scale)
        })
      })
    }),
  )
})

test('rows of zeros and what no way leads to are exact', () => {
  const found = exponential([
    [-1, 2, 3],
    [0, 0, 0],
    [1, 0, -2],
  ])
  expect(found[1]).toEqual([0, 1, 0])
  const triangular = exponential([
    [-0.5, 3, 7],
    [0, -700, 1],
    [0, 0, 0],
  ])
  expect([triangular[1]?.[0], triangular[2]?.[0], triangular[2]?.[1], triangular[2]?.[2]]).toEqual([
    0, 0, 0, 1,
  ])
  expect(triangular[1]?.[1]).toBe(hostExp(-700))
})

test('fast and slow variables together', () => {
  // Eigenvalues of [[-1000, 1], [1, -0.1]] from its trace and determinant.
  const root = Math.sqrt(999.9 ** 2 + 4) / 2
  const slow = -500.05 + root
  const [[, across = 0] = [], [, after = 0] = []] = exponential([
    [-1000, 1],
    [1, -0.1],
  ])
  expect(after).toBeCloseTo((Math.exp(slow) * (slow + 1000)) / (2 * root), 13)
  expect(across).toBeCloseTo(Math.exp(slow) / (2 * root), 15)
})

test('a norm out of range gives nan, one within it does not', () => {
  expect(
    exponential([
      [-1, 1e9],
      [1e-9, -1],
    ])[0],
  ).toEqual([NaN, NaN])
  expect(
    exponential([
      [-1, 1e8],
      [1e-8, -1],
    ])[0]?.[0],
  ).toBeCloseTo((1 + Math.exp(-2)) / 2, 12)
})
