import type { Expression } from '../language/syntax-tree.js'

/** Tells which names hold integers or booleans. */
export type IntegerNames = (name: string) => boolean

const ALWAYS_FLOAT = new Set([
  ...[
    'exp',
    'log',
    'log10',
    'log2',
    'exp2',
    'expm1',
    'log1p',
    'exprel',
    'sqrt',
    'floor',
    'ceil',
    'rand',
    'randn',
  ],
  ...['sin', 'cos', 'tan', 'arcsin', 'arccos', 'arctan', 'arctan2', 'sinh', 'cosh', 'tanh'],
  ...['arcsinh', 'arccosh', 'arctanh'],
])
/** Their type is the highest type of these arguments. */
const HIGHEST_OF_ARGUMENTS = new Set(['abs', 'sign', 'clip', 'min', 'max', 'mod', 'round'])

/**
 * Whether arithmetic on the value might be integer arithmetic, which wraps at 32 bits. Formulas are
 * rearranged only so that two such values meet in no product or sum that the text does not have. When in
 * doubt the answer is yes.
 */
export function mayBeInteger(expression: Expression, integer: IntegerNames): boolean {
  switch (expression.kind) {
    case 'number':
      return expression.type === 'integer'
    case 'boolean':
    case 'comparison':
    case 'logical':
      return true
    case 'name':
      return integer(expression.name)
    case 'unary':
      return mayBeInteger(expression.operand, integer)
    case 'binary':
      return (
        expression.operator !== '/' &&
        mayBeInteger(expression.left, integer) &&
        mayBeInteger(expression.right, integer)
      )
    case 'call': {
      if (ALWAYS_FLOAT.has(expression.name)) return false
      const operands = expression.name === 'where' ? expression.arguments.slice(1) : expression.arguments
      const byArguments = expression.name === 'where' || HIGHEST_OF_ARGUMENTS.has(expression.name)
      return !byArguments || operands.every(operand => mayBeInteger(operand, integer))
    }
    default:
      return expression satisfies never
  }
}
