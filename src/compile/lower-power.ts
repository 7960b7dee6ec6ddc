import type { Builder } from '../kernels/builder.js'
import { isFloat } from '../kernels/functions/float-arithmetic.js'
import { power } from '../kernels/functions/power.js'
import type { Value } from '../kernels/value.js'
import type { Expression } from '../language/syntax-tree.js'
import { convert, floatingType } from './convert.js'
import type { Lowering } from './lowering.js'

/** The exponent if it is written as a number, with or without a sign: only then a power becomes a product, root or quotient. */
function literalExponent(expression: Expression): { value: number; integer: boolean } | undefined {
  if (expression.kind === 'number') return { value: expression.value, integer: expression.type === 'integer' }
  if (expression.kind !== 'unary' || expression.operator === 'not') return undefined
  const inner = literalExponent(expression.operand)
  if (inner === undefined) return undefined
  return expression.operator === '-' ? { value: -inner.value, integer: inner.integer } : inner
}

/** integer ** literal whole number >= 0 stays an integer; everything else is a float power. */
export function lowerPower(
  { builder }: Lowering,
  x: Value,
  exponent: Expression,
  lowerExponent: () => Value,
): Value {
  const literal = literalExponent(exponent)
  if (literal?.integer === true && literal.value >= 0 && !isFloat(x)) {
    return integerPower(builder, convert(builder, x, 'i32'), literal.value)
  }
  if (literal === undefined || ![1, 2, 3, 4, 0.5, -1].includes(literal.value)) {
    const y = lowerExponent()
    const type = floatingType(x, y)
    return power(builder, convert(builder, x, type), convert(builder, y, type))
  }
  const type = floatingType(x)
  const a = convert(builder, x, type)
  switch (literal.value) {
    case 1:
      return a
    case 2:
      return builder.op(`${type}.mul`, a, a)
    case 3:
      return builder.op(`${type}.mul`, builder.op(`${type}.mul`, a, a), a)
    case 4: {
      // The fourth power of a gate is in every step of every potassium channel; the error is at most one and a half units of the last digit.
      const square = builder.op(`${type}.mul`, a, a)
      return builder.op(`${type}.mul`, square, square)
    }
    case 0.5:
      return builder.op(`${type}.sqrt`, a)
    default:
      return builder.op(`${type}.div`, builder.float(type, 1), a)
  }
}

/** By squaring, modulo 2^32. */
function integerPower(builder: Builder, base: Value, exponent: number): Value {
  let result: Value = builder.i32(1)
  let square = base
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = builder.op('i32.mul', result, square)
    if (rest > 1) square = builder.op('i32.mul', square, square)
  }
  return result
}
