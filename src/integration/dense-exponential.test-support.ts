type Matrix = readonly (readonly number[])[]

/**
 * Exponential of a matrix for tests, independent of the product: Taylor series of e^A - 1 for A/2^s, doubled
 * s times by e^2X - 1 = 2(e^X - 1) + (e^X - 1)². Keeping the one out saves the digits of small entries.
 */
export function denseExponential(matrix: Matrix): number[][] {
  const size = matrix.length
  const norm = Math.max(...matrix.map(row => row.reduce((sum, entry) => sum + Math.abs(entry), 0)), 0)
  const doublings = norm > 0.25 ? Math.ceil(Math.log2(norm / 0.25)) : 0
  const scaled = map(matrix, entry => entry / 2 ** doublings)
  let term: Matrix = scaled
  let excess: Matrix = scaled
  for (let k = 2; k <= 20; k++) {
    term = map(multiply(term, scaled), entry => entry / k)
    excess = add(excess, term)
  }
  for (let k = 0; k < doublings; k++)
    excess = add(
      map(excess, entry => 2 * entry),
      multiply(excess, excess),
    )
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (excess[i]?.[j] ?? NaN) + (i === j ? 1 : 0)),
  )
}

const map = (matrix: Matrix, change: (entry: number) => number): Matrix => matrix.map(row => row.map(change))
const add = (a: Matrix, b: Matrix): Matrix =>
  a.map((row, i) => row.map((entry, j) => entry + (b[i]?.[j] ?? NaN)))
const multiply = (a: Matrix, b: Matrix): Matrix =>
  a.map(row => (b[0] ?? []).map((_, j) => row.reduce((sum, entry, k) => sum + entry * (b[k]?.[j] ?? NaN), 0)))
