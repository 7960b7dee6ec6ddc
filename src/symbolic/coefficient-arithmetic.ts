import type { Expression } from '../language/syntax-tree.js'
import { add, asFloat, literalValue, mul, neg, sub } from './construct.js'
import { mayBeInteger, type IntegerNames } from './may-be-integer.js'

/** Absent operands and results are zero by their structure. */
export type Combine = (a: Expression | undefined, b: Expression | undefined) => Expression | undefined

/**
 * Sums and products of coefficients. In the text these values meet a float before they meet each other
 * (`v*i*i` is float arithmetic), so where both could be integers one of them is made a float: the result must
 * not wrap at 32 bits.
 */
export interface CoefficientArithmetic {
  readonly sum: Combine
  readonly difference: Combine
  readonly product: (a: Expression, b: Expression) => Expression
  readonly negation: (a: Expression) => Expression
}

export function coefficientArithmetic(integer: IntegerNames): CoefficientArithmetic {
  const separated = (a: Expression, b: Expression): Expression =>
    !bothLiteral(a, b) && mayBeInteger(a, integer) && mayBeInteger(b, integer) ? asFloat(a) : a
  const negation = (a: Expression): Expression =>
    literalValue(a) === undefined && mayBeInteger(a, integer) ? neg(asFloat(a)) : neg(a)
  return {
    sum: (a, b) => (a === undefined ? b : b === undefined ? a : add(separated(a, b), b)),
    difference: (a, b) => (b === undefined ? a : a === undefined ? negation(b) : sub(separated(a, b), b)),
    product: (a, b) => (isUnit(a) || isUnit(b) ? mul(a, b) : mul(separated(a, b), b)),
    negation,
  }
}

const bothLiteral = (a: Expression, b: Expression): boolean =>
  literalValue(a) !== undefined && literalValue(b) !== undefined
const isUnit = (a: Expression): boolean => Math.abs(literalValue(a) ?? 0) === 1
