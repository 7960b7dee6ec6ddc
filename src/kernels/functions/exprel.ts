import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { exponentialTail, reduceExponent } from './exponential-core.js'
import { floatArithmetic } from './float-arithmetic.js'

/**
 * (e^x - 1)/x, 1 at zero; what exponential integration needs, in one pass. Largest error found: 2.2 ulp, up to the overflow of the
 * result at 716.35, which comes later than that of e^x.
 */
export function exprel(b: Builder, x: Value): Value {
  const { abs, add, sub, mul, div, greater, less, select, pow2 } = floatArithmetic(b)
  const divisor = select(greater(x, 720), 720, x)
  const reduced = reduceExponent(b, select(less(divisor, -50), -50, divisor))
  // Numerator and denominator times 2^-16, for e^x overflows before the result does.
  const scale = pow2(sub(reduced.k, 16))
  const leading = add(sub(scale, 2 ** -16), mul(scale, reduced.high))
  const numerator = add(leading, mul(scale, exponentialTail(b, reduced)))
  return select(less(abs(x), 2 ** -54), 1, div(numerator, mul(divisor, 2 ** -16)))
}
