import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { exponentialTail, reduceExponent } from './exponential-core.js'
import { floatArithmetic } from './float-arithmetic.js'

/** Below this tanh(x) = x + x z P(z)/Q(z) with z = x², relative error 2^-61 up to 0.9; a rational fit of our own at Chebyshev points. */
const SERIES_END = 0.86
const NUMERATOR = [-1310.0713702180572, -84.15434643525111, -0.9566344768131256, -6.802303949647114e-5]
const DENOMINATOR = [3930.2141106541717, 1824.548683567421, 96.36899703722672, 1]

/** The hyperbolic tangent. Largest error found: 1.1 ulp. */
export function tanh(b: Builder, x: Value): Value {
  const { abs, add, sub, mul, div, less, atMost, copysign, select, pow2Shifted, polynomial } =
    floatArithmetic(b)
  const magnitude = abs(x)
  const square = mul(magnitude, magnitude)
  const bent = div(mul(square, polynomial(square, NUMERATOR)), polynomial(square, DENOMINATOR))
  const near = add(magnitude, mul(magnitude, bent))
  // tanh |x| = 1 - 2/(e^(2|x|) + 1), where the error of the second term is small beside 1.
  const reduced = reduceExponent(b, mul(2, atMost(magnitude, 30)))
  const exponential = mul(
    pow2Shifted(reduced.shifted),
    add(1, add(reduced.high, exponentialTail(b, reduced))),
  )
  const far = sub(1, div(2, add(exponential, 1)))
  return copysign(select(less(magnitude, SERIES_END), near, far), x)
}
