import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { exponentialTail, reduceExponent } from './exponential-core.js'
import { floatArithmetic, floatTypeOf } from './float-arithmetic.js'

/** Below this tanh(x) = x + x z P(z)/Q(z) with z = x², relative error 2^-61 up to 0.9; a rational fit of our own at Chebyshev points. */
const SERIES_END = { f64: 0.86, f32: 0.625 } as const
const NUMERATOR = [-1310.0713702180572, -84.15434643525111, -0.9566344768131256, -6.802303949647114e-5]
const DENOMINATOR = [3930.2141106541717, 1824.548683567421, 96.36899703722672, 1]

/** (tanh(x)/x - 1)/x² of x² up to 0.625², within 2^-27.7, by a minimax fit of our own to coefficients that are singles. */
const SERIES_OF_SINGLES = [
  -0.3333328068256378, 0.13331405818462372, -0.05373656377196312, 0.020628467202186584, -0.005692757200449705,
]

/** The hyperbolic tangent. Largest error found: 1.1 ulp (single: 1.3). */
export function tanh(b: Builder, x: Value): Value {
  const type = floatTypeOf(x)
  const { abs, add, sub, mul, div, less, atMost, copysign, select, pow2Shifted, polynomial } =
    floatArithmetic(b, type)
  const magnitude = abs(x)
  const square = mul(magnitude, magnitude)
  const bent =
    type === 'f32'
      ? mul(square, polynomial(square, SERIES_OF_SINGLES))
      : div(mul(square, polynomial(square, NUMERATOR)), polynomial(square, DENOMINATOR))
  const near = add(magnitude, mul(magnitude, bent))
  // tanh |x| = 1 - 2/(e^(2|x|) + 1), where the error of the second term is small beside 1.
  const reduced = reduceExponent(b, mul(2, atMost(magnitude, 30)))
  const exponential = mul(
    pow2Shifted(reduced.shifted),
    add(1, add(reduced.high, exponentialTail(b, reduced))),
  )
  const far = sub(1, div(2, add(exponential, 1)))
  return copysign(select(less(magnitude, SERIES_END[type]), near, far), x)
}
