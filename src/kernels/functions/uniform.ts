import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { floatArithmetic } from './float-arithmetic.js'

/** A number from 0 up to, not including, 1: a multiple of 2^-53, 27 bits of the first word and 26 of the second. */
export function uniformFromWords(b: Builder, high: Value, low: Value): Value {
  const { add, mul } = floatArithmetic(b)
  const upper = b.op('f64.from_i32', b.op('i32.shr_u', high, b.i32(5)))
  const lower = b.op('f64.from_i32', b.op('i32.shr_u', low, b.i32(6)))
  return mul(add(mul(upper, 2 ** 26), lower), 2 ** -53)
}
