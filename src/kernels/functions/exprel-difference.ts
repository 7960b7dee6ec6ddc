import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { exp } from './exp.js'
import { exprel } from './exprel.js'
import { floatArithmetic, floatTypeOf } from './float-arithmetic.js'

/**
 * The divided difference (e^x - e^y)/(x - y), e^x where x = y: without cancellation, and without overflow unless the result
 * overflows. It is the entry beside the diagonal of the exponential of [[x, 1], [0, y]].
 */
export function exprelDifference(b: Builder, x: Value, y: Value): Value {
  const { abs, neg, sub, mul, greater, select } = floatArithmetic(b, floatTypeOf(x))
  return mul(exp(b, select(greater(x, y), x, y)), exprel(b, neg(abs(sub(x, y)))))
}
