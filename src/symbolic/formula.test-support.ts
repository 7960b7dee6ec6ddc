import { parseExpression } from '../language/parse-expression.js'
import type { Expression } from '../language/syntax-tree.js'

/** Parses a formula of a test; bad text throws. */
export function formula(text: string): Expression {
  const { expression, diagnostics } = parseExpression({ name: 'formula', text })
  if (expression === undefined || diagnostics.length > 0)
    throw new Error(`${text} does not parse: ${JSON.stringify(diagnostics)}`)
  return expression
}

/**
 * The tree as text, with parentheses around every operation: two trees print alike only if they are alike.
 */
export function shape(node: Expression): string {
  switch (node.kind) {
    case 'number':
    case 'boolean':
      return String(node.value)
    case 'name':
      return node.name
    case 'call':
      return `${node.name}(${node.arguments.map(shape).join(', ')})`
    case 'unary':
      return `${node.operator}${node.operator === 'not' ? ' ' : ''}${shape(node.operand)}`
    case 'binary':
    case 'comparison':
    case 'logical':
      return `(${shape(node.left)} ${node.operator} ${shape(node.right)})`
    default:
      return node satisfies never
  }
}
