import { InternalError } from '../errors/rheobase-error.js'
import type { AssignmentOperator, Binary, Expression, Statement } from '../language/syntax-tree.js'
import { convert, convertToNumberType, highestType } from './convert.js'
import { lowerExpression } from './lower-expression.js'
import type { Lowering } from './lowering.js'

/**
 * Writes the statements of checked abstract code in order. A name that is no variable becomes a local, which lives as long as the
 * lowering. The shared part of the code is the statements that write shared variables: they come first and run once.
 */
export function lowerStatements(lowering: Lowering, statements: readonly Statement[]): void {
  for (const statement of statements) lowerStatement(lowering, statement)
}

function lowerStatement(lowering: Lowering, statement: Statement): void {
  const { builder } = lowering
  const value = lowerExpression(lowering, assignedExpression(statement))
  const binding = lowering.context.binding(statement.target)
  if (binding?.meaning.kind === 'variable') {
    if (binding.write === undefined)
      throw new InternalError(`\`${statement.target}\` passed the checks but cannot be written`)
    binding.write(lowering, convertToNumberType(builder, value, binding.meaning.type))
    return
  }
  const previous = lowering.locals.get(statement.target)
  lowering.locals.set(
    statement.target,
    previous === undefined ? value : convert(builder, value, highestType(previous, value)),
  )
}

/** `x op= e` means `x = x op (e)`. */
export function assignedExpression({ operator, target, targetSpan, value, span }: Statement): Expression {
  if (operator === '=') return value
  const name: Expression = { kind: 'name', name: target, span: targetSpan }
  return { kind: 'binary', operator: binaryOperator(operator), left: name, right: value, span }
}

const BINARY_OPERATORS: Readonly<Record<Exclude<AssignmentOperator, '='>, Binary['operator']>> = {
  '+=': '+',
  '-=': '-',
  '*=': '*',
  '/=': '/',
  '//=': '//',
  '%=': '%',
  '**=': '**',
}
const binaryOperator = (operator: Exclude<AssignmentOperator, '='>): Binary['operator'] =>
  BINARY_OPERATORS[operator]
