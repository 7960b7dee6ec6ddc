import type { Expression } from '../language/syntax-tree.js'

export function operandsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'number':
    case 'boolean':
    case 'name':
      return []
    case 'call':
      return expression.arguments
    case 'unary':
      return [expression.operand]
    case 'binary':
    case 'comparison':
    case 'logical':
      return [expression.left, expression.right]
    default:
      return expression satisfies never
  }
}

/** The first node in text order, outer before inner, that fits. What `skip` names is not looked into. */
export function findNode(
  expression: Expression,
  fits: (node: Expression) => boolean,
  skip: (node: Expression) => boolean = () => false,
): Expression | undefined {
  if (skip(expression)) return undefined
  if (fits(expression)) return expression
  for (const operand of operandsOf(expression)) {
    const found = findNode(operand, fits, skip)
    if (found !== undefined) return found
  }
  return undefined
}

/** Whether one of the names occurs as a variable; names of called functions do not count. */
export function occurs(expression: Expression, names: ReadonlySet<string>): boolean {
  if (expression.kind === 'name') return names.has(expression.name)
  return operandsOf(expression).some(operand => occurs(operand, names))
}

/** Names of variables in order of first appearance. */
export function namesIn(expression: Expression, found = new Set<string>()): ReadonlySet<string> {
  if (expression.kind === 'name') found.add(expression.name)
  for (const operand of operandsOf(expression)) namesIn(operand, found)
  return found
}

/** Names of called functions in order of first appearance. */
export function callsIn(expression: Expression, found = new Set<string>()): ReadonlySet<string> {
  if (expression.kind === 'call') found.add(expression.name)
  for (const operand of operandsOf(expression)) callsIn(operand, found)
  return found
}
