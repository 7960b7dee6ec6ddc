import type { Builder } from '../kernels/builder.js'
import { isFloat } from '../kernels/functions/float-arithmetic.js'
import type { FloatType, Value, ValueType } from '../kernels/value.js'
import type { NumberType } from '../language/syntax-tree.js'
import { valueTypeOf } from './storage.js'

/** Conversions of the equation language: to an integer towards zero, to a boolean "not zero", from a boolean 0 or 1. */
export function convert(builder: Builder, value: Value, type: ValueType): Value {
  const { type: from } = value
  if (from === type) return value
  switch (type) {
    case 'f64':
      return builder.op(`f64.from_${from === 'f64' ? 'f32' : from}`, value)
    case 'f32':
      return builder.op(`f32.from_${from === 'f32' ? 'f64' : from}`, value)
    case 'i32':
      return from === 'bool'
        ? builder.op('i32.from_bool', value)
        : builder.op('i32.from_f64', convert(builder, value, 'f64'))
    case 'bool':
      return from === 'i32' || from === 'bool'
        ? builder.op('i32.ne', value, builder.i32(0))
        : builder.op(`${from}.ne`, value, builder.float(from, 0))
    default:
      return type satisfies never
  }
}

/** To a type of the language; a float keeps its precision. */
export const convertToNumberType = (builder: Builder, value: Value, type: NumberType): Value =>
  type === 'float' && isFloat(value) ? value : convert(builder, value, valueTypeOf(type))

/**
 * The type of a result. Booleans are integers in arithmetic, integers go with doubles, and a double that meets a single is rounded: doubles
 * are constants and times, singles are variables of a network in single precision.
 */
export function arithmeticType(...values: readonly Value[]): 'i32' | FloatType {
  const type = highestType(...values)
  return type === 'bool' ? 'i32' : type
}
export function highestType(...values: readonly Value[]): ValueType {
  const order: readonly ValueType[] = ['f32', 'f64', 'i32']
  return order.find(type => values.some(value => value.type === type)) ?? 'bool'
}

/** The type of a result that is never an integer. */
export function floatingType(...values: readonly Value[]): FloatType {
  const type = highestType(...values.filter(isFloat))
  return type === 'f32' ? 'f32' : 'f64'
}
