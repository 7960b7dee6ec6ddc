import { Builder } from './builder.js'
import { Rewriter } from './rewrite.js'
import type { FloatType, Statement, Value } from './value.js'

const SMALLEST_NORMAL: Readonly<Record<FloatType, number>> = { f64: 2 ** -1022, f32: 2 ** -126 }

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
    if (value.kind !== 'operation' || (value.operator !== 'f64.div' && value.operator !== 'f32.div'))
      return false
    const [dividend, divisor] = value.operands
    const type = value.operator === 'f64.div' ? 'f64' : 'f32'
    const reciprocal = reciprocalOf(divisor, type)
    if (dividend === undefined || reciprocal === undefined) return false
    copy.map(value, builder.op(`${type}.mul`, copy.value(dividend), builder.float(type, reciprocal)))
    return true
  }).statements(statements)
  return builder.statements
}

/** Not for numbers whose reciprocal is infinite or has lost digits. */
function reciprocalOf(divisor: Value | undefined, type: FloatType): number | undefined {
  if (divisor?.kind !== 'constant') return undefined
  const reciprocal = type === 'f32' ? Math.fround(1 / divisor.value) : 1 / divisor.value
  const isNormal = Number.isFinite(reciprocal) && Math.abs(reciprocal) >= SMALLEST_NORMAL[type]
  return isNormal ? reciprocal : undefined
}
