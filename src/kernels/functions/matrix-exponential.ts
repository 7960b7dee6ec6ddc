import { InternalError } from '../../errors/rheobase-error.js'
import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { exp } from './exp.js'
import { floatArithmetic } from './float-arithmetic.js'
import { SparseMatrix } from './sparse-matrix.js'

/** Squarings that are written out. */
const MOST_SQUARINGS = 28
/** Largest norm for which the series is within 2^-58: 0.75^16/17! beside 1. */
const SERIES_NORM = 0.75

/**
 * The exponential of a square matrix, row by row. Entries that are the constant 0 stay out of all products, so block triangular
 * matrices cost what their blocks cost, and rows of zeros give exact rows of the identity. The diagonal entry of a variable that is
 * on no cycle is e^a to the last digit. The others are right within 1e-13 of the norm of the result, or of 1 if that is larger; beyond
 * a norm of 2e8 of the matrix they are nan.
 *
 * Scaling and squaring of e^A - 1, which keeps the digits of slow variables beside fast ones: (1 + D)² - 1 = 2D + D². The series is
 * cut after the 16th power. Source: Higham 2008, "Functions of Matrices", chapter 10.
 */
export function matrixExponential(b: Builder, entries: readonly (readonly Value[])[]): Value[][] {
  const size = entries.length
  if (entries.some(row => row.length !== size))
    throw new InternalError('the exponential of a matrix that is not square')
  const { add } = floatArithmetic(b)
  const matrix = SparseMatrix.from(b, entries)
  const { squarings, scale, isInRange } = scaling(b, matrix)
  let excess = series(matrix.times(scale))
  for (let done = 0; done < MOST_SQUARINGS; done++) {
    const squared = excess.plus(excess).plus(excess.product(excess))
    excess = squared.where(b.op('f64.gt', squarings, b.f64(done)), excess)
  }
  const checked = excess.where(
    isInRange,
    excess.map(() => b.f64(NaN)),
  )
  const reached = matrix.closure()
  return entries.map((row, i) =>
    row.map((entry, j) => {
      const value = checked.entry(i, j)
      if (i !== j) return value ?? b.f64(0)
      if (value === undefined) return b.f64(1)
      const isOnCycle = entries.some((_, k) => k !== i && reached.has(i, k) && reached.has(k, i))
      return isOnCycle ? add(1, value) : exp(b, entry)
    }),
  )
}

/** The number of squarings (f64, whole) that brings the norm below that of the series, and 2 to minus that number. */
function scaling(b: Builder, matrix: SparseMatrix): { squarings: Value; scale: Value; isInRange: Value } {
  const { neg, mul, less, greater, select, pow2 } = floatArithmetic(b)
  const norm = matrix.norm()
  const relative = mul(norm, 1 / SERIES_NORM)
  const isInRange = less(relative, 2 ** MOST_SQUARINGS)
  // Never take the words of a nan.
  const word = b.op('i32.high_word', select(isInRange, relative, 1))
  const exponent = b.op('f64.from_i32', b.op('i32.sub', b.op('i32.shr_s', word, b.i32(20)), b.i32(1022)))
  const squarings = select(greater(exponent, 0), exponent, 0)
  return { squarings, scale: pow2(neg(squarings)), isInRange }
}

/** e^B - 1 for a small norm: the first 16 powers, four at a time. */
function series(matrix: SparseMatrix): SparseMatrix {
  const second = matrix.product(matrix)
  const third = second.product(matrix)
  const fourth = second.product(second)
  const powers = [matrix, second, third, fourth]
  let sum: SparseMatrix | undefined
  for (let group = 3; group >= 0; group--) {
    const rest = sum === undefined ? [] : [fourth.product(sum)]
    const terms = powers.map((power, position) => power.times(1 / factorial(4 * group + position + 1)))
    // Smallest terms first.
    sum = [...rest, ...terms.toReversed()].reduce((so, term) => so.plus(term))
  }
  return sum ?? matrix
}

function factorial(n: number): number {
  let product = 1
  for (let factor = 2; factor <= n; factor++) product *= factor
  return product
}
