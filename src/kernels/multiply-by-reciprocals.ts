import { Builder } from './builder.js'
import { Rewriter } from './rewrite.js'
import type { Statement, Value } from './value.js'

const SMALLEST_NORMAL = 2 ** -1022

/**
 * Turns quotients by a constant into products with its reciprocal, which cost a fifth and may differ by one rounding. Only for code
 * whose results are approximations by themselves, such as a step of an integration: elsewhere `x/10` keeps the bits that a reader
 * expects.
 */
export function multiplyByReciprocals(statements: readonly Statement[]): readonly Statement[] {
  const builder = new Builder()
  new Rewriter(builder, (statement, copy) => {
    if (statement.kind !== 'define') return false
    const { value } = statement
    if (value.kind !== 'operation' || value.operator !== 'f64.div') return false
    const [dividend, divisor] = value.operands
    const reciprocal = reciprocalOf(divisor)
    if (dividend === undefined || reciprocal === undefined) return false
    copy.map(value, builder.op('f64.mul', copy.value(dividend), builder.f64(reciprocal)))
    return true
  }).statements(statements)
  return builder.statements
}

/** Not for numbers whose reciprocal is infinite or has lost digits. */
function reciprocalOf(divisor: Value | undefined): number | undefined {
  if (divisor?.kind !== 'constant') return undefined
  const reciprocal = 1 / divisor.value
  const isNormal = Number.isFinite(reciprocal) && Math.abs(reciprocal) >= SMALLEST_NORMAL
  return isNormal ? reciprocal : undefined
}
