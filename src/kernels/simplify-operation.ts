import type { Operator, Value } from './value.js'

/**
 * Rewrites an operation to one of its operands where that keeps every bit for every input, nan, infinity and signed zero included.
 * `x*1`, `x/1`, `x-0` keep the bits; `x+0` does not (-0 + 0 is 0), `x*0` does not (nan, infinity, sign), `x-x` does not.
 */
export function simplifyOperation(operator: Operator, operands: readonly Value[]): Value | undefined {
  const [a, b, c] = operands
  if (a === undefined) return undefined
  switch (operator) {
    case 'f64.mul':
    case 'f32.mul':
      if (isConstant(b, 1)) return a
      if (isConstant(a, 1)) return b
      return undefined
    case 'f64.div':
    case 'f32.div':
      return isConstant(b, 1) ? a : undefined
    case 'f64.sub':
    case 'f32.sub':
      return isConstant(b, 0) && !isNegativeZero(b) ? a : undefined
    case 'f64.add':
    case 'f32.add':
      if (isNegativeZero(b)) return a
      return isNegativeZero(a) ? b : undefined
    case 'f64.select':
    case 'f32.select':
    case 'i32.select':
      if (a.kind === 'constant') return a.value !== 0 ? b : c
      return b === c ? b : undefined
    case 'bool.and':
      if (isConstant(a, 1) || isConstant(b, 0)) return b
      if (isConstant(b, 1) || isConstant(a, 0)) return a
      return a === b ? a : undefined
    case 'bool.or':
      if (isConstant(a, 0) || isConstant(b, 1)) return b
      if (isConstant(b, 0) || isConstant(a, 1)) return a
      return a === b ? a : undefined
    case 'bool.not':
      return a.kind === 'operation' && a.operator === 'bool.not' ? a.operands[0] : undefined
    case 'i32.add':
    case 'i32.or':
    case 'i32.xor':
      if (isConstant(b, 0)) return a
      return isConstant(a, 0) ? b : undefined
    case 'i32.sub':
    case 'i32.shl':
    case 'i32.shr_s':
    case 'i32.shr_u':
      return isConstant(b, 0) ? a : undefined
    case 'i32.mul':
      if (isConstant(b, 1)) return a
      return isConstant(a, 1) ? b : undefined
    case 'f32.from_f64':
      // Widened and rounded again is the same.
      return a.kind === 'operation' && a.operator === 'f64.from_f32' ? a.operands[0] : undefined
    default:
      return undefined
  }
}

const isConstant = (value: Value | undefined, number: number): boolean =>
  value?.kind === 'constant' && value.value === number
const isNegativeZero = (value: Value | undefined): boolean =>
  value?.kind === 'constant' && Object.is(value.value, -0)
