import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { exponentialTail, ROUNDING_SHIFT, scaleByPowerOfTwo } from './exponential-core.js'
import { floatArithmetic } from './float-arithmetic.js'

/** 2^x, exact for whole x. Largest error found: 1.1 ulp. */
export function exp2(b: Builder, x: Value): Value {
  const { add, sub, mul, greater, less, select } = floatArithmetic(b)
  const above = select(greater(x, 1024), 1024, x)
  const exponent = select(less(above, -1076), -1076, above)
  const k = sub(add(exponent, ROUNDING_SHIFT), ROUNDING_SHIFT)
  const high = mul(sub(exponent, k), 0.6931471805599453)
  return scaleByPowerOfTwo(b, add(1, add(high, exponentialTail(b, { k, high, low: b.f64(0) }))), k)
}
