import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { floatArithmetic, floatTypeOf } from './float-arithmetic.js'

/** From here on all numbers are whole. */
const FIRST_WHOLE = { f64: 2 ** 52, f32: 2 ** 23 } as const

/** The nearest whole number, halves to the even one; keeps the sign of zero. Exact. */
export function roundHalfEven(b: Builder, x: Value): Value {
  const type = floatTypeOf(x)
  const { abs, add, sub, less, copysign, select } = floatArithmetic(b, type)
  const first = FIRST_WHOLE[type]
  const magnitude = abs(x)
  // A sum beyond it is rounded to a whole number.
  const rounded = sub(add(magnitude, first), first)
  return select(less(magnitude, first), copysign(rounded, x), x)
}
