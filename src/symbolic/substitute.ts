import type { Expression } from '../language/syntax-tree.js'

/**
 * Replaces names of variables, all at the same time: what is inserted is not searched again, so `a → b, b →
 * a` swaps. Whole trees are inserted, so no parentheses can be missing. Nodes keep the span of the text they
 * came from, and a tree in which nothing is replaced comes back as the same object.
 */
export function substitute(
  expression: Expression,
  replacements: ReadonlyMap<string, Expression>,
): Expression {
  const replace = (node: Expression): Expression =>
    node.kind === 'name' ? (replacements.get(node.name) ?? node) : mapOperands(node, replace)
  return replacements.size === 0 ? expression : replace(expression)
}

/** The node with other operands; the same object if no operand changed. */
export function mapOperands(expression: Expression, change: (operand: Expression) => Expression): Expression {
  switch (expression.kind) {
    case 'number':
    case 'boolean':
    case 'name':
      return expression
    case 'call': {
      const operands = expression.arguments.map(change)
      const same = operands.every((operand, position) => operand === expression.arguments[position])
      return same ? expression : { ...expression, arguments: operands }
    }
    case 'unary': {
      const operand = change(expression.operand)
      return operand === expression.operand ? expression : { ...expression, operand }
    }
    case 'binary':
    case 'comparison':
    case 'logical': {
      const left = change(expression.left)
      const right = change(expression.right)
      return left === expression.left && right === expression.right
        ? expression
        : { ...expression, left, right }
    }
    default:
      return expression satisfies never
  }
}
