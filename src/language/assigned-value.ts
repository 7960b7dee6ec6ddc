import type { ArithmeticOperator, AssignmentOperator, Expression, Statement } from './syntax-tree.js'

const OPERATORS: Readonly<Record<Exclude<AssignmentOperator, '='>, ArithmeticOperator>> = {
  '+=': '+',
  '-=': '-',
  '*=': '*',
  '/=': '/',
  '//=': '//',
  '%=': '%',
  '**=': '**',
}

/** What a statement stores: `x op= e` means `x = x op (e)`. */
export function assignedValue({ operator, target, targetSpan, value, span }: Statement): Expression {
  if (operator === '=') return value
  const left: Expression = { kind: 'name', name: target, span: targetSpan }
  return { kind: 'binary', operator: OPERATORS[operator], left, right: value, span }
}
