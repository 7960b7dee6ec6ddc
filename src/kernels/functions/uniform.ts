import type { Builder } from '../builder.js'
import type { FloatType, Value } from '../value.js'
import { floatArithmetic } from './float-arithmetic.js'

/**
 * A number from 0 up to, not including, 1. In double a multiple of 2^-53, 27 bits of the first word and 26 of the second; in single 31 bits
 * of the first word, rounded: nearly the same number, and with small steps near zero, where probabilities are compared.
 */
export function uniformFromWords(b: Builder, high: Value, low: Value, type: FloatType = 'f64'): Value {
  if (type === 'f32') return uniformSingle(b, high)
  const { add, mul } = floatArithmetic(b)
  const upper = b.op('f64.from_i32', b.op('i32.shr_u', high, b.i32(5)))
  const lower = b.op('f64.from_i32', b.op('i32.shr_u', low, b.i32(6)))
  return mul(add(mul(upper, 2 ** 26), lower), 2 ** -53)
}

function uniformSingle(b: Builder, word: Value): Value {
  const { mul, less, select } = floatArithmetic(b, 'f32')
  const rounded = mul(b.op('f32.from_i32', b.op('i32.shr_u', word, b.i32(1))), 2 ** -31)
  return select(less(rounded, 1), rounded, 1 - 2 ** -24)
}
