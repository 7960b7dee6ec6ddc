import type { Builder } from '../builder.js'
import { POWER_SHIFT, type Value } from '../value.js'
import { floatArithmetic } from './float-arithmetic.js'

/** log2(e), and ln 2 as a number whose product with |k| < 2^21 is exact, plus the rest. */
const LOG2_E = 1.4426950408889634
const LN2_HIGH = 6.9314718036912381649e-1
const LN2_LOW = 1.90821492927058770002e-10

/** x = k ln 2 + high - low with |high - low| <= 0.35 and whole k; `high` is exact. */
export interface ReducedExponent {
  readonly k: Value
  /** k + `POWER_SHIFT.f64`, from which 2^k is one operation. */
  readonly shifted: Value
  readonly high: Value
  readonly low: Value
}

/** Splits an exponent; it must be finite and below 2^20 in magnitude (nan gives nan). `rest` is a small part of x to be added. */
export function reduceExponent(b: Builder, x: Value, rest?: Value): ReducedExponent {
  const { add, sub, mul } = floatArithmetic(b)
  const shifted = add(mul(x, LOG2_E), POWER_SHIFT.f64)
  const k = sub(shifted, POWER_SHIFT.f64)
  const low = mul(k, LN2_LOW)
  return { k, shifted, high: sub(x, mul(k, LN2_HIGH)), low: rest === undefined ? low : sub(low, rest) }
}

/**
 * r coth(r/2) = 2 + r² P(r²) on |r| <= ln 2 / 2, of relative error 2^-59 in the exponential. A polynomial for the exponential itself would
 * need no quotient, but twice as many coefficients: in long loops they do not stay in registers, and it was slower.
 * Source of form and coefficients: fdlibm (Sun Microsystems 1993), e_exp.c.
 */
const COTH_SERIES = [
  1.66666666666666019037e-1, -2.77777777770155933842e-3, 6.61375632143793436117e-5, -1.6533902205465251539e-6,
  4.13813679705723846039e-8,
]

/** t with e^(high - low) - 1 = high + t. Since t is small beside 1, its own rounding errors hardly count. */
export function exponentialTail(b: Builder, { high, low }: Pick<ReducedExponent, 'high' | 'low'>): Value {
  const { sub, mul, div, polynomial } = floatArithmetic(b)
  const r = sub(high, low)
  const square = mul(r, r)
  // With c = r - r² P the exponential is 1 + 2r/(r coth(r/2) - r) = 1 + r + r c/(2 - c).
  const c = sub(r, mul(square, polynomial(square, COTH_SERIES)))
  return sub(div(mul(r, c), sub(2, c)), low)
}

/**
 * m 2^k for -1080 <= k <= 1024 and m of magnitude about 1, rounded once, overflow and subnormal results included: two factors that
 * are normal numbers. `shifted` is k + `POWER_SHIFT.f64`.
 */
export function scaleByPowerOfTwo(b: Builder, m: Value, shifted: Value): Value {
  const { sub, mul, atLeast, atMost, pow2, pow2Shifted } = floatArithmetic(b)
  // Not as far as -1022: m times the first factor stays normal.
  const first = atMost(atLeast(shifted, POWER_SHIFT.f64 - 1020), POWER_SHIFT.f64 + 1023)
  return mul(mul(m, pow2Shifted(first)), pow2(sub(shifted, first)))
}
