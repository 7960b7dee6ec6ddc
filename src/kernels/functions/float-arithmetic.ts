import { InternalError } from '../../errors/rheobase-error.js'
import type { Builder } from '../builder.js'
import { POWER_SHIFT, type FloatType, type Operator, type Value } from '../value.js'

/** A value of the type that is calculated in, or the number of a constant. */
export type Float = Value | number

type Unary = (x: Float) => Value
type Binary = (x: Float, y: Float) => Value

export const isFloat = ({ type }: Value): boolean => type === 'f64' || type === 'f32'

/** The type that a function calculates in: that of its argument. */
export function floatTypeOf({ type }: Value): FloatType {
  if (type === 'f64' || type === 'f32') return type
  throw new InternalError(`a floating-point number expected, not ${type}`)
}

/**
 * Short notation for formulas: `mul(x, add(y, 1))` instead of nested `op` calls. Numbers stand for constants, rounded to the type. Every
 * function but `polynomial` and `pow2` writes one operation, so that a formula shows what it costs.
 */
export interface FloatArithmetic {
  readonly value: (x: Float) => Value
  readonly add: Binary
  readonly sub: Binary
  readonly mul: Binary
  readonly div: Binary
  readonly neg: Unary
  readonly abs: Unary
  readonly sqrt: Unary
  readonly floor: Unary
  readonly ceil: Unary
  readonly trunc: Unary
  /** Magnitude of the first, sign of the second. */
  readonly copysign: Binary
  readonly less: Binary
  readonly lessOrEqual: Binary
  readonly greater: Binary
  readonly greaterOrEqual: Binary
  readonly equal: Binary
  readonly notEqual: Binary
  /** The number, limited; nan stays nan. */
  readonly atMost: Binary
  readonly atLeast: Binary
  /** 2^k for a whole number k from -1022 to 1023, in single precision from -126 to 127. */
  readonly pow2: Unary
  /** The same from k + `POWER_SHIFT`. */
  readonly pow2Shifted: Unary
  readonly select: (condition: Value, whenTrue: Float, otherwise: Float) => Value
  readonly and: (x: Value, y: Value) => Value
  readonly or: (x: Value, y: Value) => Value
  readonly not: (x: Value) => Value
  /** c0 + c1 x + c2 x² + …, by Horner's rule. */
  readonly polynomial: (x: Value, coefficients: readonly number[]) => Value
}

export function floatArithmetic(b: Builder, type: FloatType = 'f64'): FloatArithmetic {
  const value = (x: Float): Value => (typeof x === 'number' ? b.float(type, x) : x)
  const unary =
    (operator: Operator): Unary =>
    x =>
      b.op(operator, value(x))
  const binary =
    (operator: Operator): Binary =>
    (x, y) =>
      b.op(operator, value(x), value(y))
  const add = binary(`${type}.add`)
  const mul = binary(`${type}.mul`)
  return {
    value,
    add,
    sub: binary(`${type}.sub`),
    mul,
    div: binary(`${type}.div`),
    neg: unary(`${type}.neg`),
    abs: unary(`${type}.abs`),
    sqrt: unary(`${type}.sqrt`),
    floor: unary(`${type}.floor`),
    ceil: unary(`${type}.ceil`),
    trunc: unary(`${type}.trunc`),
    copysign: binary(`${type}.copysign`),
    less: binary(`${type}.lt`),
    lessOrEqual: binary(`${type}.le`),
    greater: binary(`${type}.gt`),
    greaterOrEqual: binary(`${type}.ge`),
    equal: binary(`${type}.eq`),
    notEqual: binary(`${type}.ne`),
    atMost: binary(`${type}.at_most`),
    atLeast: binary(`${type}.at_least`),
    pow2: k => b.op(`${type}.pow2_shifted`, add(k, POWER_SHIFT[type])),
    pow2Shifted: unary(`${type}.pow2_shifted`),
    select: (condition, whenTrue, otherwise) =>
      b.op(`${type}.select`, condition, value(whenTrue), value(otherwise)),
    and: (x, y) => b.op('bool.and', x, y),
    or: (x, y) => b.op('bool.or', x, y),
    not: x => b.op('bool.not', x),
    polynomial: (x, coefficients) => {
      const [last = 0, ...others] = coefficients.toReversed()
      return others.reduce<Value>((sum, coefficient) => add(mul(sum, x), coefficient), b.float(type, last))
    },
  }
}
