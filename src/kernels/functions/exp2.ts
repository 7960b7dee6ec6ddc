import type { Builder } from '../builder.js'
import { POWER_SHIFT, type Value } from '../value.js'
import { exponentialTail, scaleByPowerOfTwo } from './exponential-core.js'
import { floatArithmetic } from './float-arithmetic.js'

/** 2^x, exact for whole x. Largest error found: 1.1 ulp. */
export function exp2(b: Builder, x: Value): Value {
  const { add, sub, mul, atLeast, atMost } = floatArithmetic(b)
  const exponent = atLeast(atMost(x, 1024), -1076)
  const shifted = add(exponent, POWER_SHIFT.f64)
  const high = mul(sub(exponent, sub(shifted, POWER_SHIFT.f64)), 0.6931471805599453)
  const mantissa = add(1, add(high, exponentialTail(b, { high, low: b.f64(0) })))
  return scaleByPowerOfTwo(b, mantissa, shifted)
}
