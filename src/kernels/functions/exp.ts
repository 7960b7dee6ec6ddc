import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { EXPONENTIAL_RANGE, scaleByPowerOfTwo, splitExponential } from './exponential-core.js'
import { floatArithmetic, floatTypeOf } from './float-arithmetic.js'

/** e^x. Largest error found: 1.0 ulp (single: 0.89), subnormal results and the edge of overflow included. */
export function exp(b: Builder, x: Value): Value {
  const type = floatTypeOf(x)
  const { add, atLeast, atMost } = floatArithmetic(b, type)
  const { most, least } = EXPONENTIAL_RANGE[type]
  const { shifted, excess } = splitExponential(b, atLeast(atMost(x, most), least))
  return scaleByPowerOfTwo(b, add(1, excess), shifted)
}
