import type { Expression } from '../language/syntax-tree.js'
import { operandsOf } from './occurs.js'

/**
 * Whether two trees are the same formula, node by node; places in the text do not count. `a + b` and `b + a`
 * differ.
 */
export function structurallyEqual(a: Expression, b: Expression): boolean {
  if (a === b) return true
  if (!sameNode(a, b)) return false
  const left = operandsOf(a)
  const right = operandsOf(b)
  return (
    left.length === right.length &&
    left.every((operand, position) => {
      const other = right[position]
      return other !== undefined && structurallyEqual(operand, other)
    })
  )
}

function sameNode(a: Expression, b: Expression): boolean {
  switch (a.kind) {
    case 'number':
      return b.kind === 'number' && Object.is(a.value, b.value) && a.type === b.type
    case 'boolean':
      return b.kind === 'boolean' && a.value === b.value
    case 'name':
    case 'call':
      return b.kind === a.kind && a.name === b.name
    case 'unary':
    case 'binary':
    case 'comparison':
    case 'logical':
      return b.kind === a.kind && a.operator === b.operator
    default:
      return a satisfies never
  }
}
