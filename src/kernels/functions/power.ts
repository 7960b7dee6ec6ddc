import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { fastTwoSum, twoProduct, type DoubleDouble } from './double-double.js'
import { exp } from './exp.js'
import { exponentialTail, reduceExponent, scaleByPowerOfTwo } from './exponential-core.js'
import { floatArithmetic, floatTypeOf } from './float-arithmetic.js'
import { log } from './log.js'
import { splitPositive, type SplitPositive } from './logarithm-core.js'

/**
 * x^y with the special cases of IEEE 754: x^0 and 1^y are 1 even for nan; a negative base with a fractional exponent gives nan; zeros
 * and infinities keep their sign for odd exponents. The logarithm is carried in twice the precision. Largest error found: 0.95 ulp, of singles 0.51 ulp.
 */
export function power(b: Builder, x: Value, y: Value): Value {
  const type = floatTypeOf(x)
  const { abs, mul, less, equal, notEqual, trunc, copysign, select, and, or } = floatArithmetic(b, type)
  const magnitude = abs(x)
  // At 2^64 every base other than 1 has left the range of numbers.
  const exponent = select(less(abs(y), 2 ** 64), y, copysign(2 ** 64, y))
  const result =
    type === 'f32' ? powerOfSingles(b, magnitude, exponent) : powerOfDoubles(b, magnitude, exponent)

  const isWhole = equal(trunc(y), y)
  const half = mul(y, 0.5)
  const isOdd = and(isWhole, notEqual(trunc(half), half))
  const isNan = or(
    or(notEqual(x, x), notEqual(y, y)),
    and(and(less(x, 0), less(magnitude, Infinity)), b.op('bool.not', isWhole)),
  )
  const signed = select(isNan, NaN, select(isOdd, copysign(result, x), result))
  return select(or(equal(y, 0), equal(x, 1)), 1, signed)
}

/** In double, where the plain logarithm has digits enough. */
function powerOfSingles(b: Builder, magnitude: Value, exponent: Value): Value {
  const widened = (value: Value): Value => b.op('f64.from_f32', value)
  const { mul } = floatArithmetic(b)
  return b.op('f32.from_f64', exp(b, mul(widened(exponent), log(b, widened(magnitude)))))
}

function powerOfDoubles(b: Builder, magnitude: Value, exponent: Value): Value {
  const { add, mul, atLeast, atMost, equal, copysign, select, or } = floatArithmetic(b)
  const logarithm = preciseLogarithm(b, splitPositive(b, magnitude))
  const product = twoProduct(b, exponent, logarithm.high)
  const isZero = equal(magnitude, 0)
  const beyond = mul(copysign(800, exponent), select(isZero, -1, 1))
  const wanted = select(or(isZero, equal(magnitude, Infinity)), beyond, product.high)
  const total = atLeast(atMost(wanted, 710), -746)
  const rest = add(product.low, mul(exponent, logarithm.low))
  const reduced = reduceExponent(b, total, select(equal(total, product.high), rest, 0))
  const mantissa = add(1, add(reduced.high, exponentialTail(b, reduced)))
  return scaleByPowerOfTwo(b, mantissa, reduced.shifted)
}

/** 2 artanh(s) = s (2 + 2/3 r + r² Q(r)), r = s² <= 0.0295; Q within 2^-58.9 by a minimax fit of our own. */
const ARTANH_REST = [
  0.4, 0.28571428571429375, 0.22222222221650165, 0.18181818336585667, 0.15384594844149144, 0.1333481071975811,
  0.11706084307926354, 0.11724684745071004,
]
const TWO_THIRDS: readonly [high: number, low: number] = [0.6666666666666666, 3.700743415417188e-17]
const LN2: readonly [high: number, low: number] = [6.9314718036912381649e-1, 1.90821492927058770002e-10]

/** k ln 2 + log(1 + f), of relative error 2^-64. */
function preciseLogarithm(b: Builder, { k, f }: SplitPositive): DoubleDouble {
  const { add, sub, mul, div, polynomial } = floatArithmetic(b)
  const denominator = fastTwoSum(b, 2, f)
  const s = div(f, denominator.high)
  const back = twoProduct(b, s, denominator.high)
  const sLow = div(sub(sub(sub(f, back.high), back.low), mul(s, denominator.low)), denominator.high)
  const square = twoProduct(b, s, s)
  const r = square.high
  const rLow = add(square.low, mul(mul(2, s), sLow))
  const third = twoProduct(b, r, TWO_THIRDS[0])
  const thirdLow = add(third.low, add(mul(r, TWO_THIRDS[1]), mul(rLow, TWO_THIRDS[0])))
  const sum = fastTwoSum(b, 2, third.high)
  const factor = fastTwoSum(
    b,
    sum.high,
    add(sum.low, add(thirdLow, mul(mul(r, r), polynomial(r, ARTANH_REST)))),
  )
  const near = twoProduct(b, s, factor.high)
  const nearLow = add(near.low, add(mul(s, factor.low), mul(sLow, factor.high)))
  const whole = fastTwoSum(b, mul(k, LN2[0]), near.high)
  return fastTwoSum(b, whole.high, add(whole.low, add(nearLow, mul(k, LN2[1]))))
}
