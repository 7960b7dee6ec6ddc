import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { EXPONENTIAL_RANGE, exponentialTail, reduceExponent } from './exponential-core.js'
import { floatArithmetic, floatTypeOf } from './float-arithmetic.js'

/** e^x - 1, without cancellation near zero. Largest error found: 1.2 ulp (single: 1.24). */
export function expm1(b: Builder, x: Value): Value {
  const type = floatTypeOf(x)
  const { abs, add, sub, mul, atLeast, atMost, less, select, pow2Shifted } = floatArithmetic(b, type)
  const { most, tiny } = EXPONENTIAL_RANGE[type]
  const reduced = reduceExponent(b, atLeast(atMost(x, most), -50))
  // Half of the result, for 2^k may overflow where the result does not.
  const scale = pow2Shifted(sub(reduced.shifted, 1))
  const leading = add(sub(scale, 0.5), mul(scale, reduced.high))
  const half = add(leading, mul(scale, exponentialTail(b, reduced)))
  return select(less(abs(x), tiny), x, add(half, half))
}
