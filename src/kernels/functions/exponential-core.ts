import type { Builder } from '../builder.js'
import { POWER_SHIFT, WHOLE_SHIFT, type FloatType, type Value } from '../value.js'
import { floatArithmetic, floatTypeOf } from './float-arithmetic.js'
import { PARTS, powersOfTwo } from './powers-of-two.js'

const LOG2_E = 1.4426950408889634
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

/** e^x as 2^k (1 + excess), |excess| <= 0.42. */
export interface SplitExponential {
  /** k - `moved` + `POWER_SHIFT`. */
  readonly shifted: Value
  readonly excess: Value
}

export interface SplitOptions {
  /** The excess is to be right to its own last digits, not only to those of 1. */
  readonly isRelative?: boolean
  /** Binary digits by which the power is to be smaller. */
  readonly moved?: number
}

/** Splits e^x; `x` is limited as for `reduceExponent`. */
export function splitExponential(b: Builder, x: Value, options: SplitOptions = {}): SplitExponential {
  if (floatTypeOf(x) === 'f64') return splitByTable(b, x, options)
  const { add, sub } = floatArithmetic(b, 'f32')
  const reduced = reduceExponent(b, x)
  return {
    shifted: sub(reduced.shifted, options.moved ?? 0),
    excess: add(reduced.high, exponentialTail(b, reduced)),
  }
}

/**
 * With x = (k + j/PARTS) ln 2 + r, |r| <= ln 2 / (2 PARTS), e^x is 2^k 2^(j/PARTS) e^r: the second factor comes from a table, and a few terms of the
 * series are enough for the third. Method: P. T. P. Tang, ACM Transactions on Mathematical Software 15 (1989), 144-157.
 */
function splitByTable(
  b: Builder,
  x: Value,
  { isRelative = false, moved = 0 }: SplitOptions,
): SplitExponential {
  const { add, sub, mul } = floatArithmetic(b)
  const counted = add(mul(x, LOG2_E * PARTS), WHOLE_SHIFT)
  const parts = sub(counted, WHOLE_SHIFT)
  // Of nan the place is any; the result is nan all the same.
  const place = b.op('i32.and', b.op('i32.low_word', counted), b.i32(PARTS - 1))
  const whole = b.load(powersOfTwo(), place)
  const r = sub(sub(x, mul(parts, LN2.f64.high / PARTS)), mul(parts, LN2.f64.low / PARTS))
  // In pairs instead of by Horner's rule: as many operations, but fewer that wait for each other.
  const square = mul(r, r)
  const lower = add(mul(r, 1 / 6), 1 / 2)
  const upper = isRelative ? add(mul(r, 1 / 120), 1 / 24) : 1 / 24
  const rest = add(r, mul(square, add(lower, mul(square, upper))))
  return {
    // Half a part less: the middle between two whole numbers goes to the lower one, as in the table.
    shifted: add(mul(sub(parts, 0.5), 1 / PARTS), POWER_SHIFT.f64 - moved),
    excess: add(whole, mul(rest, add(1, whole))),
  }
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
