import type { Builder } from '../builder.js'
import type { Operator, Value } from '../value.js'

/** A value of type f64, or the number of a constant. */
export type Float = Value | number

/**
 * Short notation for formulas: `mul(x, add(y, 1))` instead of nested `op` calls. Numbers stand for f64 constants. Every function
 * writes one operation, so that a formula shows what it costs.
 */
export type FloatArithmetic = ReturnType<typeof floatArithmetic>

export function floatArithmetic(b: Builder) {
  const value = (operand: Float): Value => (typeof operand === 'number' ? b.f64(operand) : operand)
  const unary =
    (operator: Operator) =>
    (x: Float): Value =>
      b.op(operator, value(x))
  const binary =
    (operator: Operator) =>
    (x: Float, y: Float): Value =>
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
    /** Magnitude of the first, sign of the second. */
    copysign: binary('f64.copysign'),
    less: binary('f64.lt'),
    lessOrEqual: binary('f64.le'),
    greater: binary('f64.gt'),
    greaterOrEqual: binary('f64.ge'),
    equal: binary('f64.eq'),
    notEqual: binary('f64.ne'),
    /** 2^k for a whole number k from -1022 to 1023. */
    pow2: unary('f64.pow2'),
    select: (condition: Value, whenTrue: Float, otherwise: Float): Value =>
      b.op('f64.select', condition, value(whenTrue), value(otherwise)),
    and: (x: Value, y: Value): Value => b.op('bool.and', x, y),
    or: (x: Value, y: Value): Value => b.op('bool.or', x, y),
    not: (x: Value): Value => b.op('bool.not', x),
    /** c0 + c1 x + c2 x² + …, by Horner's rule. */
    polynomial: (x: Value, coefficients: readonly number[]): Value => {
      const [last = 0, ...others] = coefficients.toReversed()
      return others.reduce<Value>((sum, coefficient) => add(mul(sum, x), coefficient), b.f64(last))
    },
  }
}
