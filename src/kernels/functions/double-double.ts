import type { Builder } from '../builder.js'
import type { FloatType, Value } from '../value.js'
import { floatArithmetic, type Float } from './float-arithmetic.js'

/** A number as the sum of two, the second below half a unit in the last place of the first: some 106 bits, of singles 48. */
export interface DoubleDouble {
  readonly high: Value
  readonly low: Value
}

/** The exact sum, if |x| >= |y| or x is 0. Source: Dekker 1971, Numer. Math. 18, 224-242, as all of this file. */
export function fastTwoSum(b: Builder, x: Float, y: Float, type: FloatType = 'f64'): DoubleDouble {
  const { add, sub } = floatArithmetic(b, type)
  const high = add(x, y)
  return { high, low: sub(y, sub(high, x)) }
}

/** Two parts of 26 bits each; |x| must be below 2^996. */
function halves(b: Builder, x: Float): DoubleDouble {
  const { sub, mul } = floatArithmetic(b)
  const spread = mul(x, 134217729)
  const high = sub(spread, sub(spread, x))
  return { high, low: sub(x, high) }
}

/** The exact product, unless it or a part of it overflows or becomes subnormal. */
export function twoProduct(b: Builder, x: Float, y: Float): DoubleDouble {
  const { add, sub, mul } = floatArithmetic(b)
  const p = halves(b, x)
  const q = halves(b, y)
  const high = mul(x, y)
  const crossed = add(add(sub(mul(p.high, q.high), high), mul(p.high, q.low)), mul(p.low, q.high))
  return { high, low: add(crossed, mul(p.low, q.low)) }
}
