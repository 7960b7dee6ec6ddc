import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { floatArithmetic, floatTypeOf } from './float-arithmetic.js'

/** -1, 0 or 1 in the type of the argument; 0 for both zeros, nan for nan. */
export function sign(b: Builder, x: Value): Value {
  const { type } = x
  switch (type) {
    case 'bool':
      return x
    case 'i32':
      return b.op(
        'i32.or',
        b.op('i32.shr_s', x, b.i32(31)),
        b.op('i32.from_bool', b.op('i32.gt_s', x, b.i32(0))),
      )
    case 'f64':
    case 'f32': {
      const { less, greater, equal, select } = floatArithmetic(b, type)
      return select(greater(x, 0), 1, select(less(x, 0), -1, select(equal(x, 0), 0, x)))
    }
    default:
      return type satisfies never
  }
}

/** The magnitude in the type of the argument; that of the smallest integer is itself. */
export function absolute(b: Builder, x: Value): Value {
  const { type } = x
  switch (type) {
    case 'bool':
      return x
    case 'i32':
      return b.op('i32.select', b.op('i32.lt_s', x, b.i32(0)), b.op('i32.sub', b.i32(0), x), x)
    case 'f64':
    case 'f32':
      return b.op(`${type}.abs`, x)
    default:
      return type satisfies never
  }
}

/** 1 above zero, 0 at zero and below, nan for nan. */
export function heaviside(b: Builder, x: Value): Value {
  const { greater, notEqual, select } = floatArithmetic(b, floatTypeOf(x))
  return select(greater(x, 0), 1, select(notEqual(x, x), x, 0))
}
