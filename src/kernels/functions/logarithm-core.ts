import type { Builder } from '../builder.js'
import type { FloatType, Value } from '../value.js'
import { LN2 } from './exponential-core.js'
import { floatArithmetic, floatTypeOf } from './float-arithmetic.js'

/** x = 2^k (1 + f) with whole k and sqrt(1/2) <= 1 + f < sqrt(2). */
export interface SplitPositive {
  readonly k: Value
  readonly f: Value
}

const SMALLEST_NORMAL: Readonly<Record<FloatType, number>> = { f64: 2 ** -1022, f32: 2 ** -126 }
/** Binary digits that a subnormal number is moved by to be normal. */
const LIFT: Readonly<Record<FloatType, number>> = { f64: 54, f32: 25 }

/** Splits x if it is positive and finite, subnormal numbers included; splits 1 otherwise. */
export function splitPositive(b: Builder, x: Value): SplitPositive {
  const type = floatTypeOf(x)
  const { sub, mul, less, select, and, greater } = floatArithmetic(b, type)
  const subnormal = less(x, SMALLEST_NORMAL[type])
  const scaled = select(subnormal, mul(x, 2 ** LIFT[type]), x)
  const isSplit = and(greater(x, 0), less(x, Infinity))
  const { k, f } = splitNormal(b, select(isSplit, scaled, 1))
  return { k: sub(k, select(and(subnormal, isSplit), LIFT[type], 0)), f }
}

/** High word of sqrt(1/2), cut: where the mantissa interval begins. */
export const MANTISSA_START = 0x3fe6a09e
/** The bits of sqrt(1/2) as a single. */
const MANTISSA_START_OF_SINGLES = 0x3f3504f3

/** Splits a positive normal number: the exponent field moves so that the interval of 1 + f begins at sqrt(1/2). */
export function splitNormal(b: Builder, x: Value): SplitPositive {
  if (x.type === 'f32') return splitSingle(b, x)
  const { sub } = floatArithmetic(b)
  const moved = b.op('i32.add', b.op('i32.high_word', x), b.i32(0x3ff00000 - MANTISSA_START))
  const k = b.op('i32.sub', b.op('i32.shr_s', moved, b.i32(20)), b.i32(1023))
  const high = b.op('i32.add', b.op('i32.and', moved, b.i32(0xfffff)), b.i32(MANTISSA_START))
  return { k: b.op('f64.from_i32', k), f: sub(b.op('f64.from_words', high, b.op('i32.low_word', x)), 1) }
}

function splitSingle(b: Builder, x: Value): SplitPositive {
  const { sub } = floatArithmetic(b, 'f32')
  const moved = b.op('i32.add', b.op('i32.bits_of_f32', x), b.i32(0x3f800000 - MANTISSA_START_OF_SINGLES))
  const k = b.op('i32.sub', b.op('i32.shr_s', moved, b.i32(23)), b.i32(127))
  const bits = b.op('i32.add', b.op('i32.and', moved, b.i32(0x7fffff)), b.i32(MANTISSA_START_OF_SINGLES))
  return { k: b.op('f32.from_i32', k), f: sub(b.op('f32.from_bits', bits), 1) }
}

/**
 * log(1 + f) = 2 artanh(s) with s = f/(2 + f), and 2 artanh(s) - 2s = s R(s²); relative error 2^-58 in the logarithm.
 * Source of form and coefficients: fdlibm (Sun Microsystems 1993), e_log.c.
 */
export const ARTANH_SERIES = [
  6.66666666666673513e-1, 3.999999999940941908e-1, 2.857142874366239149e-1, 2.222219843214978396e-1,
  1.818357216161805012e-1, 1.531383769920937332e-1, 1.479819860511658591e-1,
] as const
/** The same within 2^-30, by a minimax fit of our own to coefficients that are singles. */
const ARTANH_SERIES_OF_SINGLES = [0.6666677594184875, 0.39977598190307617, 0.29870256781578064]

/** log(1 + f) = f - (half - tail), where `half` is f²/2: f itself carries the leading digits. */
export function logarithmParts(b: Builder, f: Value): { readonly half: Value; readonly tail: Value } {
  const type = floatTypeOf(f)
  const { add, mul, div, polynomial } = floatArithmetic(b, type)
  const series = type === 'f32' ? ARTANH_SERIES_OF_SINGLES : ARTANH_SERIES
  const s = div(f, add(2, f))
  const square = mul(s, s)
  const half = mul(mul(0.5, f), f)
  return { half, tail: mul(s, add(half, mul(square, polynomial(square, series)))) }
}

/** k ln 2 + log(1 + f) + small. */
export function assembleLogarithm(b: Builder, { k, f }: SplitPositive, small?: Value): Value {
  const type = floatTypeOf(f)
  const { add, sub, mul } = floatArithmetic(b, type)
  const { half, tail } = logarithmParts(b, f)
  const low = mul(k, LN2[type].low)
  const correction = add(tail, small === undefined ? low : add(low, small))
  return sub(mul(k, LN2[type].high), sub(sub(half, correction), f))
}

/** `logarithm` where x is positive and finite; -inf for zero, nan below, inf and nan for themselves. */
export function coverLogarithmDomain(b: Builder, x: Value, logarithm: Value): Value {
  const { less, greater, equal, select, and } = floatArithmetic(b, floatTypeOf(x))
  const positive = greater(x, 0)
  const outside = select(equal(x, 0), -Infinity, select(less(x, 0), NaN, x))
  return select(and(positive, less(x, Infinity)), logarithm, outside)
}
