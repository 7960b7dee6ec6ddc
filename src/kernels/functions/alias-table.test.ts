import { expect, test } from 'vitest'
import { aliasTable, outcomesAround } from './alias-table.js'

/** The probability of each number that a table stands for, from its cells. */
function probabilities({ first, share, other }: ReturnType<typeof aliasTable>): Map<number, number> {
  const found = new Map<number, number>()
  const add = (outcome: number, part: number): void => {
    found.set(outcome, (found.get(outcome) ?? 0) + part / share.length)
  }
  share.forEach((part, cell) => {
    add(first + cell, part)
    add(other[cell] ?? NaN, 1 - part)
  })
  return found
}

test.each([
  { first: 0, weights: [1] },
  { first: 3, weights: [1, 2, 4] },
  { first: -2, weights: [0.5, 0, 7, 1e-15, 3] },
  { first: 10, weights: Array.from({ length: 100 }, (_, k) => Math.exp(-((k - 50) ** 2) / 200)) },
])('the cells of a table add up to its weights: from $first on', ({ first, weights }) => {
  const table = aliasTable(first, weights)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const found = probabilities(table)
  weights.forEach((weight, place) => {
    expect(found.get(first + place) ?? 0).toBeCloseTo(weight / sum, 14)
  })
  for (const [outcome, probability] of found)
    if (outcome >= first + weights.length) expect(probability).toBeCloseTo(0, 14)
})

test('outcomes reach as far as they can be drawn, and not over an end of the distribution', () => {
  const around = outcomesAround(1, { up: k => (3 - k) / (k + 1), down: k => k / (4 - k), most: 10 })
  // The binomial numbers 1, 3, 3, 1 relative to that of the mode.
  expect(around).toEqual({ first: 0, weights: [1 / 3, 1, 1, 1 / 3] })
  expect(outcomesAround(50, { up: k => 50 / (k + 1), down: k => k / 50, most: 10 })).toBeUndefined()
})
