import { dimensionless, isDimensionless, power } from '../units/dimension.js'
import { diagnostic, type Report } from './diagnostics/diagnostic.js'
import {
  refuseComparisons,
  together,
  type CheckedExpression,
  type CheckOperand,
} from './checked-expression.js'
import { constantValue, whyNotConstant } from './constant-value.js'
import { arithmeticType } from './number-type.js'
import type { Scope } from './scope.js'
import type { Binary, Expression, NumberType } from './syntax-tree.js'

/** Checks `base**exponent`. Numbers may have any exponent; the dimension of another base needs one that is known when the text is checked. */
export function checkPower(
  binary: Binary,
  check: CheckOperand,
  scope: Scope,
  report: Report,
): CheckedExpression | undefined {
  const { left, right } = binary
  const base = check(left)
  const exponent = check(right)
  const areNumbers = refuseComparisons(binary, report)
  if (base === undefined || exponent === undefined || !areNumbers) return undefined
  const type = powerType(base.type, exponent.type, right)
  if (isDimensionless(base.dimension) && isDimensionless(exponent.dimension)) {
    return { dimension: dimensionless, type, ...together(base, exponent) }
  }
  const value = constantValue(right, scope)
  if (value === undefined) {
    const { span } = whyNotConstant(right, scope) ?? right
    const culprit = span.source.text.slice(span.start, span.end)
    report(diagnostic('exponent-not-constant', span, { base: base.dimension, culprit }))
    return undefined
  }
  if (!isDimensionless(exponent.dimension)) {
    report(diagnostic('exponent-dimension', right.span, { found: exponent.dimension }))
    return undefined
  }
  return { dimension: power(base.dimension, value), type, ...together(base, exponent) }
}

/** A power of integers is an integer only if it must be one: with a literal exponent that is not negative. */
function powerType(base: NumberType, exponent: NumberType, right: Expression): NumberType {
  const type = arithmeticType(base, exponent)
  return type === 'integer' && right.kind !== 'number' ? 'float' : type
}
