import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { exponentialTail, reduceExponent } from './exponential-core.js'
import { floatArithmetic } from './float-arithmetic.js'

/** e^x - 1, without cancellation near zero. Largest error found: 1.2 ulp. */
export function expm1(b: Builder, x: Value): Value {
  const { abs, add, sub, mul, greater, less, select, pow2 } = floatArithmetic(b)
  const above = select(greater(x, 710), 710, x)
  const reduced = reduceExponent(b, select(less(above, -50), -50, above))
  // Half of the result, for 2^k may overflow where the result does not.
  const scale = pow2(sub(reduced.k, 1))
  const leading = add(sub(scale, 0.5), mul(scale, reduced.high))
  const half = add(leading, mul(scale, exponentialTail(b, reduced)))
  return select(less(abs(x), 2 ** -54), x, add(half, half))
}
