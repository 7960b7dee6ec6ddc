import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { EXPONENTIAL_RANGE, exponentialTail, reduceExponent, scaleByPowerOfTwo } from './exponential-core.js'
import { floatArithmetic, floatTypeOf } from './float-arithmetic.js'

/** e^x. Largest error found: 0.93 ulp (single: 0.89), subnormal results and the edge of overflow included. */
export function exp(b: Builder, x: Value): Value {
  const type = floatTypeOf(x)
  const { add, atLeast, atMost } = floatArithmetic(b, type)
  const { most, least } = EXPONENTIAL_RANGE[type]
  const reduced = reduceExponent(b, atLeast(atMost(x, most), least))
  const mantissa = add(1, add(reduced.high, exponentialTail(b, reduced)))
  return scaleByPowerOfTwo(b, mantissa, reduced.shifted)
}
