import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { floatArithmetic } from './float-arithmetic.js'

/** The nearest whole number, halves to the even one; keeps the sign of zero. Exact. */
export function roundHalfEven(b: Builder, x: Value): Value {
  const { abs, add, sub, less, copysign, select } = floatArithmetic(b)
  const magnitude = abs(x)
  // From 2^52 on doubles are whole; a sum beyond it is rounded to a whole number.
  const rounded = sub(add(magnitude, 2 ** 52), 2 ** 52)
  return select(less(magnitude, 2 ** 52), copysign(rounded, x), x)
}
