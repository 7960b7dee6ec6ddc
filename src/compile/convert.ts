import type { Builder } from '../kernels/builder.js'
import type { Value, ValueType } from '../kernels/value.js'

/** Conversions of the equation language: to an integer towards zero, to a boolean "not zero", from a boolean 0 or 1. */
export function convert(builder: Builder, value: Value, type: ValueType): Value {
  if (value.type === type) return value
  switch (type) {
    case 'f64':
      return builder.op(value.type === 'i32' ? 'f64.from_i32' : 'f64.from_bool', value)
    case 'i32':
      return builder.op(value.type === 'f64' ? 'i32.from_f64' : 'i32.from_bool', value)
    case 'bool':
      return value.type === 'f64'
        ? builder.op('f64.ne', value, builder.f64(0))
        : builder.op('i32.ne', value, builder.i32(0))
    default:
      return type satisfies never
  }
}

/** The higher of the types (boolean < integer < float); arithmetic on booleans alone is integer arithmetic. */
export function arithmeticType(...values: readonly Value[]): 'i32' | 'f64' {
  return values.some(({ type }) => type === 'f64') ? 'f64' : 'i32'
}
export function highestType(...values: readonly Value[]): ValueType {
  if (values.some(({ type }) => type === 'f64')) return 'f64'
  return values.some(({ type }) => type === 'i32') ? 'i32' : 'bool'
}
