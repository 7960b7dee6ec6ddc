import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { EXPONENTIAL_RANGE, scaleByPowerOfTwo } from './exponential-core.js'
import { floatArithmetic, floatTypeOf } from './float-arithmetic.js'
import { splitSingle } from './single-exponential.js'
import { excessByTable, powerByTable } from './table-exponential.js'

/**
 * e^x. Largest error found: 1.0 ulp (single: 0.89), subnormal results and the edge of overflow included. Where the builder approximates, x may
 * be wrong by a rounding, too.
 */
export function exp(b: Builder, x: Value): Value {
  const type = floatTypeOf(x)
  const { add, mul } = floatArithmetic(b, type)
  const { most, least } = EXPONENTIAL_RANGE[type]
  if (type === 'f32') {
    const { shifted, excess } = splitSingle(b, x, { most, least })
    return scaleByPowerOfTwo(b, add(1, excess), shifted)
  }
  // Two factors that are normal numbers, so that the result is rounded once where it is subnormal.
  if (b.approximates) {
    const { power, counted, rest } = powerByTable(b, x, { most, least, bias: 1023 })
    const upper = b.op('f64.times_upper_half', power, counted)
    return mul(add(upper, mul(upper, rest)), b.op('f64.pow2_lower_half', counted))
  }
  const { counted, excess } = excessByTable(b, x, { most, least, bias: 2046 })
  const lower = b.op('f64.pow2_lower_half', counted)
  return mul(mul(add(1, excess), lower), b.op('f64.pow2_upper_half', counted))
}
