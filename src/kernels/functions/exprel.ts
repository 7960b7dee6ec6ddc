import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { exponentialTail, reduceExponent } from './exponential-core.js'
import { floatArithmetic } from './float-arithmetic.js'

/**
 * (e^x - 1)/x, 1 at zero; what exponential integration needs, in one pass. Largest error found: 2.2 ulp, up to the overflow of the
 * result at 716.35, which comes later than that of e^x.
 */
export function exprel(b: Builder, x: Value): Value {
  const { div } = floatArithmetic(b)
  const { numerator, denominator, isOne } = exprelQuotient(b, x)
  return b.op('f64.select', isOne, b.f64(1), div(numerator, denominator))
}

/** a/exprel(x), the form of voltage-dependent rates such as x/(exp(x) - 1), with one quotient instead of two. */
export function divideByExprel(b: Builder, a: Value, x: Value): Value {
  const { mul, div, select } = floatArithmetic(b)
  const { numerator, denominator, isOne } = exprelQuotient(b, x)
  return select(isOne, a, div(mul(a, denominator), numerator))
}

/**
 * exprel(x) as a quotient. Both sides are 2^-100 times as large as they are, for e^x overflows before exprel does, and so that beyond the
 * limit of x one quotient is infinite and the other one zero.
 */
function exprelQuotient(b: Builder, x: Value): { numerator: Value; denominator: Value; isOne: Value } {
  const { abs, add, sub, mul, atLeast, atMost, less, pow2Shifted } = floatArithmetic(b)
  const divisor = atMost(x, 775)
  const reduced = reduceExponent(b, atLeast(divisor, -50))
  const scale = pow2Shifted(sub(reduced.shifted, 100))
  const numerator = add(sub(scale, 2 ** -100), mul(scale, add(reduced.high, exponentialTail(b, reduced))))
  return { numerator, denominator: mul(divisor, 2 ** -100), isOne: less(abs(x), 2 ** -54) }
}
