import type { Builder } from '../builder.js'
import type { Operator, Value } from '../value.js'

/** A value of type f64, or the number of a constant. */
export type Float = Value | number

type Unary = (x: Float) => Value
type Binary = (x: Float, y: Float) => Value

/**
 * Short notation for formulas: `mul(x, add(y, 1))` instead of nested `op` calls. Numbers stand for f64 constants. Every function but
 * `polynomial` writes one operation, so that a formula shows what it costs.
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
  /** 2^k for a whole number k from -1022 to 1023. */
  readonly pow2: Unary
  readonly select: (condition: Value, whenTrue: Float, otherwise: Float) => Value
  readonly and: (x: Value, y: Value) => Value
  readonly or: (x: Value, y: Value) => Value
  readonly not: (x: Value) => Value
  /** c0 + c1 x + c2 x² + …, by Horner's rule. */
  readonly polynomial: (x: Value, coefficients: readonly number[]) => Value
}

export function floatArithmetic(b: Builder): FloatArithmetic {
  const value = (x: Float): Value => (typeof x === 'number' ? b.f64(x) : x)
  const unary =
    (operator: Operator): Unary =>
    x =>
      b.op(operator, value(x))
  const binary =
    (operator: Operator): Binary =>
    (x, y) =>
      b.op(operator, value(x), value(y))
  const add = binary('f64.add')
  const mul = binary('f64.mul')
  return {
    value,
    add,
    sub: binary('f64.sub'),
    mul,
    div: binary('f64.div'),
    neg: unary('f64.neg'),
    abs: unary('f64.abs'),
    sqrt: unary('f64.sqrt'),
    floor: unary('f64.floor'),
    ceil: unary('f64.ceil'),
    trunc: unary('f64.trunc'),
    copysign: binary('f64.copysign'),
    less: binary('f64.lt'),
    lessOrEqual: binary('f64.le'),
    greater: binary('f64.gt'),
    greaterOrEqual: binary('f64.ge'),
    equal: binary('f64.eq'),
    notEqual: binary('f64.ne'),
    pow2: unary('f64.pow2'),
    select: (condition, whenTrue, otherwise) =>
      b.op('f64.select', condition, value(whenTrue), value(otherwise)),
    and: (x, y) => b.op('bool.and', x, y),
    or: (x, y) => b.op('bool.or', x, y),
    not: x => b.op('bool.not', x),
    polynomial: (x, coefficients) => {
      const [last = 0, ...others] = coefficients.toReversed()
      return others.reduce<Value>((sum, coefficient) => add(mul(sum, x), coefficient), b.f64(last))
    },
  }
}
