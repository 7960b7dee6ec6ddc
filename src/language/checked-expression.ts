import type { Dimension } from '../units/dimension.js'
import { diagnostic, type Report } from './diagnostics/diagnostic.js'
import type { Binary, Expression, NumberType } from './syntax-tree.js'

export interface CheckedExpression {
  readonly dimension: Dimension
  readonly type: NumberType
  /** Whether it has one value for all elements and every evaluation: it reads shared things only and draws no random numbers. */
  readonly scalar: boolean
  /** Whether it reads a variable that differs between elements. */
  readonly readsElements: boolean
}

/** Checks an operand; `undefined` after a mistake was reported. */
export type CheckOperand = (expression: Expression) => CheckedExpression | undefined

/** Conditions become numbers through `int(...)` only. Boolean variables and functions count as 0 and 1. */
export function refuseComparisons({ operator, left, right }: Binary, report: Report): boolean {
  let areNumbers = true
  for (const operand of [left, right]) {
    const isNot = operand.kind === 'unary' && operand.operator === 'not'
    if (operand.kind !== 'comparison' && operand.kind !== 'logical' && !isNot) continue
    const { source, start, end } = operand.span
    report(
      diagnostic('comparison-as-number', operand.span, { operator, text: source.text.slice(start, end) }),
    )
    areNumbers = false
  }
  return areNumbers
}

/** What two operands make of a whole. */
export function together(
  a: CheckedExpression,
  b: CheckedExpression,
): Pick<CheckedExpression, 'scalar' | 'readsElements'> {
  return { scalar: a.scalar && b.scalar, readsElements: a.readsElements || b.readsElements }
}
