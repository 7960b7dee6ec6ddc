import type { Builder } from '../builder.js'
import { POWER_SHIFT, type Value } from '../value.js'
import { exponentialTail, scaleByPowerOfTwo } from './exponential-core.js'
import { floatArithmetic, floatTypeOf } from './float-arithmetic.js'

/** Where 2^x overflows, and where it is zero. */
const RANGE = { f64: { most: 1024, least: -1076 }, f32: { most: 128, least: -151 } } as const

/** 2^x, exact for whole x. Largest error found: 1.1 ulp (single: 0.98). */
export function exp2(b: Builder, x: Value): Value {
  const type = floatTypeOf(x)
  const { add, sub, mul, atLeast, atMost } = floatArithmetic(b, type)
  const { most, least } = RANGE[type]
  const exponent = atLeast(atMost(x, most), least)
  const shifted = add(exponent, POWER_SHIFT[type])
  const high = mul(sub(exponent, sub(shifted, POWER_SHIFT[type])), 0.6931471805599453)
  const mantissa = add(1, add(high, exponentialTail(b, { high, low: b.float(type, 0) })))
  return scaleByPowerOfTwo(b, mantissa, shifted)
}
