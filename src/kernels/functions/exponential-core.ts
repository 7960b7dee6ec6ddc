import type { Builder } from '../builder.js'
import { POWER_SHIFT, type FloatType, type Value } from '../value.js'
import { floatArithmetic, floatTypeOf } from './float-arithmetic.js'

export const LOG2_E = 1.4426950408889634
/** ln 2 as a number whose product with |k| < 2^21 is exact, of singles |k| < 2^9, plus the rest. */
export const LN2: Readonly<Record<FloatType, { readonly high: number; readonly low: number }>> = {
  f64: { high: 6.9314718036912381649e-1, low: 1.90821492927058770002e-10 },
  f32: { high: 0.693145751953125, low: 1.428606820309417e-6 },
}

/** Where e^x has overflowed, where it has become zero, and up to where e^x - 1 is x. */
export const EXPONENTIAL_RANGE: Readonly<
  Record<FloatType, { readonly most: number; readonly least: number; readonly tiny: number }>
> = {
  f64: { most: 710, least: -746, tiny: 2 ** -54 },
  f32: { most: 89, least: -104, tiny: 2 ** -25 },
}

/** x = k ln 2 + high - low with |high - low| <= 0.35 and whole k; `high` is exact. */
export interface ReducedExponent {
  readonly k: Value
  /** k + `POWER_SHIFT`, from which 2^k is one operation. */
  readonly shifted: Value
  readonly high: Value
  readonly low: Value
}

/** Splits an exponent; it must be finite and below 2^20 in magnitude, of singles 2^8 (nan gives nan). `rest` is a small part of x to be added. */
export function reduceExponent(b: Builder, x: Value, rest?: Value): ReducedExponent {
  const type = floatTypeOf(x)
  const { add, sub, mul } = floatArithmetic(b, type)
  const shifted = add(mul(x, LOG2_E), POWER_SHIFT[type])
  const k = sub(shifted, POWER_SHIFT[type])
  const low = mul(k, LN2[type].low)
  return { k, shifted, high: sub(x, mul(k, LN2[type].high)), low: rest === undefined ? low : sub(low, rest) }
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

/** (e^r - 1 - r)/r² on |r| <= ln 2 / 2, within 2^-28.2 in the exponential, by a minimax fit of our own to coefficients that are singles. */
const TAIL_OF_SINGLES = [
  0.4999999403953552, 0.1666652262210846, 0.041668299585580826, 0.008368532173335552, 0.0013817681465297937,
]

/** t with e^(high - low) - 1 = high + t. Since t is small beside 1, its own rounding errors hardly count. */
export function exponentialTail(b: Builder, { high, low }: Pick<ReducedExponent, 'high' | 'low'>): Value {
  const type = floatTypeOf(high)
  const { sub, mul, div, polynomial } = floatArithmetic(b, type)
  const r = sub(high, low)
  const square = mul(r, r)
  if (type === 'f32') return sub(mul(square, polynomial(r, TAIL_OF_SINGLES)), low)
  // With c = r - r² P the exponential is 1 + 2r/(r coth(r/2) - r) = 1 + r + r c/(2 - c).
  const c = sub(r, mul(square, polynomial(square, COTH_SERIES)))
  return sub(div(mul(r, c), sub(2, c)), low)
}

/** Exponents of the first of two factors. Not the least there are: m times this factor stays normal. */
const FIRST_FACTOR = { f64: { least: -1020, most: 1023 }, f32: { least: -124, most: 127 } } as const

/**
 * m 2^k for -1080 <= k <= 1024, of singles -151 <= k <= 128, and m of magnitude about 1, rounded once, overflow and subnormal results
 * included: two factors that are normal numbers. `shifted` is k + `POWER_SHIFT`.
 */
export function scaleByPowerOfTwo(b: Builder, m: Value, shifted: Value): Value {
  const type = floatTypeOf(m)
  const { sub, mul, atLeast, atMost, pow2, pow2Shifted } = floatArithmetic(b, type)
  const { least, most } = FIRST_FACTOR[type]
  const first = atMost(atLeast(shifted, POWER_SHIFT[type] + least), POWER_SHIFT[type] + most)
  return mul(mul(m, pow2Shifted(first)), pow2(sub(shifted, first)))
}
