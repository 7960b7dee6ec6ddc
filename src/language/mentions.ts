import type { Call, Expression, Name } from './syntax-tree.js'

/** All names that an expression reads and all functions that it calls, in the order of the text. */
export function mentions(expression: Expression): readonly (Name | Call)[] {
  const found: (Name | Call)[] = []
  collect(expression, found)
  return found
}

function collect(expression: Expression, found: (Name | Call)[]): void {
  switch (expression.kind) {
    case 'number':
    case 'boolean':
      return
    case 'name':
      found.push(expression)
      return
    case 'call':
      found.push(expression)
      for (const argument of expression.arguments) collect(argument, found)
      return
    case 'unary':
      collect(expression.operand, found)
      return
    case 'binary':
    case 'comparison':
    case 'logical':
      collect(expression.left, found)
      collect(expression.right, found)
      return
    default:
      expression satisfies never
  }
}
