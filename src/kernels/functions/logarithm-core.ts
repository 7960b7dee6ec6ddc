import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { floatArithmetic } from './float-arithmetic.js'

/** x = 2^k (1 + f) with whole k and sqrt(1/2) <= 1 + f < sqrt(2). */
export interface SplitPositive {
  readonly k: Value
  readonly f: Value
}

const SMALLEST_NORMAL = 2 ** -1022

/** Splits x if it is positive and finite, subnormal numbers included; splits 1 otherwise. */
export function splitPositive(b: Builder, x: Value): SplitPositive {
  const { sub, mul, less, select, and, greater } = floatArithmetic(b)
  const subnormal = less(x, SMALLEST_NORMAL)
  const scaled = select(subnormal, mul(x, 2 ** 54), x)
  const isSplit = and(greater(x, 0), less(x, Infinity))
  const { k, f } = splitNormal(b, select(isSplit, scaled, 1))
  return { k: sub(k, select(and(subnormal, isSplit), 54, 0)), f }
}

/** High word of sqrt(1/2), cut: where the mantissa interval begins. */
export const MANTISSA_START = 0x3fe6a09e

/** Splits a positive normal number: the exponent field moves so that the interval of 1 + f begins at sqrt(1/2). */
export function splitNormal(b: Builder, x: Value): SplitPositive {
  const { sub } = floatArithmetic(b)
  const moved = b.op('i32.add', b.op('i32.high_word', x), b.i32(0x3ff00000 - MANTISSA_START))
  const k = b.op('i32.sub', b.op('i32.shr_s', moved, b.i32(20)), b.i32(1023))
  const high = b.op('i32.add', b.op('i32.and', moved, b.i32(0xfffff)), b.i32(MANTISSA_START))
  return { k: b.op('f64.from_i32', k), f: sub(b.op('f64.from_words', high, b.op('i32.low_word', x)), 1) }
}

/**
 * log(1 + f) = 2 artanh(s) with s = f/(2 + f), and 2 artanh(s) - 2s = s R(s²); relative error 2^-58 in the logarithm.
 * Source of form and coefficients: fdlibm (Sun Microsystems 1993), e_log.c.
 */
export const ARTANH_SERIES = [
  6.66666666666673513e-1, 3.999999999940941908e-1, 2.857142874366239149e-1, 2.222219843214978396e-1,
  1.818357216161805012e-1, 1.531383769920937332e-1, 1.479819860511658591e-1,
] as const

/** log(1 + f) = f - (half - tail), where `half` is f²/2: f itself carries the leading digits. */
export function logarithmParts(b: Builder, f: Value): { readonly half: Value; readonly tail: Value } {
  const { add, mul, div, polynomial } = floatArithmetic(b)
  const s = div(f, add(2, f))
  const square = mul(s, s)
  const half = mul(mul(0.5, f), f)
  return { half, tail: mul(s, add(half, mul(square, polynomial(square, ARTANH_SERIES)))) }
}

/** ln 2 as a number whose product with |k| < 2^21 is exact, plus the rest. */
export const LN2_HIGH = 6.9314718036912381649e-1
export const LN2_LOW = 1.90821492927058770002e-10

/** k ln 2 + log(1 + f) + small. */
export function assembleLogarithm(b: Builder, { k, f }: SplitPositive, small?: Value): Value {
  const { add, sub, mul } = floatArithmetic(b)
  const { half, tail } = logarithmParts(b, f)
  const low = mul(k, LN2_LOW)
  const correction = add(tail, small === undefined ? low : add(low, small))
  return sub(mul(k, LN2_HIGH), sub(sub(half, correction), f))
}

/** `logarithm` where x is positive and finite; -inf for zero, nan below, inf and nan for themselves. */
export function coverLogarithmDomain(b: Builder, x: Value, logarithm: Value): Value {
  const { less, greater, equal, select, and } = floatArithmetic(b)
  const positive = greater(x, 0)
  const outside = select(equal(x, 0), -Infinity, select(less(x, 0), NaN, x))
  return select(and(positive, less(x, Infinity)), logarithm, outside)
}
