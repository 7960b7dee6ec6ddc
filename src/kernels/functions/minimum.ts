import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { floatArithmetic, floatTypeOf, isFloat } from './float-arithmetic.js'

/** The smaller of two values of one type; nan if either is nan. */
export function minimum(b: Builder, x: Value, y: Value): Value {
  return isFloat(x) ? extreme(b, x, y, 'le') : chooseWhole(b, x, y, 'bool.and', 'i32.lt_s')
}

/** The larger of two values of one type; nan if either is nan. */
export function maximum(b: Builder, x: Value, y: Value): Value {
  return isFloat(x) ? extreme(b, x, y, 'ge') : chooseWhole(b, x, y, 'bool.or', 'i32.gt_s')
}

/** `min(max(x, low), high)`: `high` if the bounds are the wrong way round. */
export function clip(b: Builder, x: Value, low: Value, high: Value): Value {
  return minimum(b, maximum(b, x, low), high)
}

function extreme(b: Builder, x: Value, y: Value, isBetter: 'le' | 'ge'): Value {
  const type = floatTypeOf(x)
  const { notEqual, select, or } = floatArithmetic(b, type)
  // A bound that is a number replaces only what compares as worse: nan stays.
  if (isNumber(y)) return select(b.op(`${type}.${isBetter === 'le' ? 'gt' : 'lt'}`, x, y), y, x)
  if (isNumber(x)) return extreme(b, y, x, isBetter)
  return select(or(b.op(`${type}.${isBetter}`, x, y), notEqual(x, x)), x, y)
}

function chooseWhole(
  b: Builder,
  x: Value,
  y: Value,
  both: 'bool.and' | 'bool.or',
  isBetter: 'i32.lt_s' | 'i32.gt_s',
): Value {
  return x.type === 'bool' ? b.op(both, x, y) : b.op('i32.select', b.op(isBetter, x, y), x, y)
}

const isNumber = (value: Value): boolean => value.kind === 'constant' && !Number.isNaN(value.value)
