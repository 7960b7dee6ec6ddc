import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { fastTwoSum } from './double-double.js'
import { EXPONENTIAL_RANGE, exponentialTail, reduceExponent } from './exponential-core.js'
import { floatArithmetic, floatTypeOf } from './float-arithmetic.js'

/** Below this the hyperbolic sine is its argument, to the last digit. */
const TINY = { f64: 2 ** -28, f32: 2 ** -12 } as const

/** The hyperbolic sine. Largest error found: 1.8 ulp (single: 1.9). */
export function sinh(b: Builder, x: Value): Value {
  const type = floatTypeOf(x)
  const { abs, add, sub, mul, div, less, copysign, select } = floatArithmetic(b, type)
  const { scale, high, tail } = quarterExponential(b, x)
  // With q = (e^x - 1)/4: sinh(x) = 2 (q + q/(4q + 1)).
  const quarter = fastTwoSum(b, add(sub(scale, 0.25), mul(scale, high)), mul(scale, tail), type)
  const other = div(quarter.high, add(mul(4, quarter.high), 1))
  const half = add(quarter.high, add(quarter.low, other))
  return select(less(abs(x), TINY[type]), x, copysign(add(half, half), x))
}

/** The hyperbolic cosine. Largest error found: 1.4 ulp (single: 1.4). */
export function cosh(b: Builder, x: Value): Value {
  const { add, mul, div } = floatArithmetic(b, floatTypeOf(x))
  const { scale, high, tail } = quarterExponential(b, x)
  const quarter = mul(scale, add(1, add(high, tail)))
  const half = add(quarter, div(0.0625, quarter))
  return add(half, half)
}

/** e^|x|/4 = scale (1 + high + tail), which does not overflow where half the exponential does not. */
function quarterExponential(b: Builder, x: Value): { scale: Value; high: Value; tail: Value } {
  const type = floatTypeOf(x)
  const { abs, sub, atMost, pow2Shifted } = floatArithmetic(b, type)
  const reduced = reduceExponent(b, atMost(abs(x), EXPONENTIAL_RANGE[type].most + 0.5))
  return {
    scale: pow2Shifted(sub(reduced.shifted, 2)),
    high: reduced.high,
    tail: exponentialTail(b, reduced),
  }
}
