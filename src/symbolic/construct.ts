import type { Span } from '../language/source.js'
import type {
  ArithmeticOperator,
  Call,
  ComparisonOperator,
  Expression,
  Logical,
  Name,
  NumberLiteral,
} from '../language/syntax-tree.js'

/**
 * Small builders of trees that no text stands behind. They leave out only what cannot change a bit of the
 * result: a factor one, a double minus, arithmetic on two literals. In particular `0*x` and `x + 0` stay: x
 * may be nan, infinite or -0.
 */
const GENERATED: Span = { source: { name: 'generated formula', text: '' }, start: 0, end: 0 }

/**
 * A literal; negative values become a minus sign before a literal, as in text. Whole numbers are integers
 * unless told otherwise.
 */
export function number(value: number, type?: NumberLiteral['type']): Expression {
  const kind = type ?? (Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? 'integer' : 'float')
  const literal: Expression = { kind: 'number', value: Math.abs(value), type: kind, span: GENERATED }
  return value < 0 ? negative(literal) : literal
}
export const name = (text: string): Name => ({ kind: 'name', name: text, span: GENERATED })

export const call = (functionName: string, ...operands: readonly Expression[]): Call => ({
  kind: 'call',
  name: functionName,
  nameSpan: GENERATED,
  arguments: operands,
  span: operands[0]?.span ?? GENERATED,
})
export const where = (condition: Expression, whenTrue: Expression, whenFalse: Expression): Call =>
  call('where', condition, whenTrue, whenFalse)

export const exp = (x: Expression): Call => call('exp', x)
export const exprel = (x: Expression): Call => call('exprel', x)
export const abs = (x: Expression): Call => call('abs', x)
export const max = (a: Expression, b: Expression): Call => call('max', a, b)

export const comparison = (
  operator: ComparisonOperator,
  left: Expression,
  right: Expression,
): Expression => ({
  kind: 'comparison',
  operator,
  left,
  right,
  span: left.span,
})
export const logical = (operator: Logical['operator'], left: Expression, right: Expression): Expression => ({
  kind: 'logical',
  operator,
  left,
  right,
  span: left.span,
})

/** The value of a literal with any number of signs before it. */
export function literalValue(expression: Expression): number | undefined {
  if (expression.kind === 'number') return expression.value
  if (expression.kind !== 'unary' || expression.operator === 'not') return undefined
  const value = literalValue(expression.operand)
  return value === undefined || expression.operator === '+' ? value : -value
}
export const isZero = (expression: Expression): boolean => literalValue(expression) === 0

export const neg = (operand: Expression): Expression =>
  operand.kind === 'unary' && operand.operator === '-' ? operand.operand : negative(operand)

export function add(left: Expression, right: Expression): Expression {
  if (right.kind === 'unary' && right.operator === '-') return sub(left, right.operand)
  return folded(left, right, (a, b) => a + b) ?? binary('+', left, right)
}
export function sub(left: Expression, right: Expression): Expression {
  if (right.kind === 'unary' && right.operator === '-') return add(left, right.operand)
  return folded(left, right, (a, b) => a - b) ?? binary('-', left, right)
}
export function mul(left: Expression, right: Expression): Expression {
  const [a, b] = [literalValue(left), literalValue(right)]
  if (a === 1) return right
  if (b === 1) return left
  if (a === -1) return neg(right)
  if (b === -1) return neg(left)
  return folded(left, right, (x, y) => x * y) ?? binary('*', left, right)
}
export const div = (left: Expression, right: Expression): Expression => binary('/', left, right)
export const pow = (base: Expression, exponent: Expression): Expression => binary('**', base, exponent)

/** The same number as a float: the product with `1.` makes integer arithmetic on it impossible. */
export function asFloat(expression: Expression): Expression {
  const value = literalValue(expression)
  return value === undefined ? binary('*', number(1, 'float'), expression) : number(value, 'float')
}

/** Left to right; `undefined` for an empty sum. */
export function sum(terms: readonly Expression[]): Expression | undefined {
  const [first, ...rest] = terms
  return first === undefined ? undefined : rest.reduce(add, first)
}

export const binary = (operator: ArithmeticOperator, left: Expression, right: Expression): Expression => ({
  kind: 'binary',
  operator,
  left,
  right,
  span: left.span,
})
const negative = (operand: Expression): Expression => ({
  kind: 'unary',
  operator: '-',
  operand,
  span: operand.span,
})

/** The literal result for two literals, if it has the type and the bits that the run would give. */
function folded(
  left: Expression,
  right: Expression,
  operate: (a: number, b: number) => number,
): Expression | undefined {
  const [a, b] = [literalValue(left), literalValue(right)]
  if (a === undefined || b === undefined) return undefined
  const result = operate(a, b)
  if (!Number.isFinite(result) || Object.is(result, -0)) return undefined
  if (isFloatLiteral(left) || isFloatLiteral(right)) return number(result, 'float')
  return Math.abs(result) < 2 ** 31 ? number(result, 'integer') : undefined
}

const isFloatLiteral = (literal: Expression): boolean =>
  literal.kind === 'unary'
    ? isFloatLiteral(literal.operand)
    : literal.kind === 'number' && (literal.type === 'float' || literal.value >= 2 ** 31)
