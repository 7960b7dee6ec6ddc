import type { CodeContext } from '../compile/binding.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { checkExpression } from '../language/check-expression.js'
import { DiagnosticError } from '../language/diagnostics/diagnostic-error.js'
import { snippet } from '../language/diagnostics/snippet.js'
import type { Diagnostic } from '../language/diagnostics/diagnostic.js'
import { printExpression } from '../language/print.js'
import type { Expression, NumberType } from '../language/syntax-tree.js'
import { sameDimension, type Dimension } from '../units/dimension.js'
import { describeDimension } from '../units/print-quantity.js'
import { readExpression } from './equation-text.js'

/** What an expression of the host is for. */
export interface Wanted {
  readonly title: string
  readonly context: CodeContext
  readonly type: NumberType
  /** What the value must have; left open, anything goes, except that a boolean must be a condition. */
  readonly dimension: Dimension | undefined
  /** Whether the value may differ between elements. */
  readonly mayVary: boolean
}

export interface CheckedText {
  readonly expression: Expression
  readonly dimension: Dimension
}

/** Parses and checks an expression that the host gives as text. @throws {DiagnosticError | RheobaseError} */
export function checkedText({ text, ...wanted }: Wanted & { readonly text: string }): CheckedText {
  const expression = readExpression(wanted.title, text)
  return { expression, dimension: checkedExpression(expression, wanted) }
}

/** Checks an expression, and gives its dimension. @throws {DiagnosticError | RheobaseError} */
export function checkedExpression(
  expression: Expression,
  { title, context, type, dimension, mayVary }: Wanted,
): Dimension {
  const found: Diagnostic[] = []
  const checked = checkExpression(expression, context, finding => {
    found.push(finding)
  })
  if (found.length > 0 || checked === undefined) throw new DiagnosticError(found)
  const text = printExpression(expression)
  const place = snippet(expression.span, [], undefined).join('\n')
  if (dimension !== undefined && !sameDimension(checked.dimension, dimension)) {
    throw new RheobaseError(
      'dimension',
      'dimension-mismatch',
      `${title}: \`${text}\` has the wrong dimension\n  expected  ${describeDimension(dimension)}\n  found     ${describeDimension(checked.dimension)}\n\n${place}`,
    )
  }
  if (type === 'boolean' && dimension === undefined && checked.type !== 'boolean') {
    throw new RheobaseError(
      'type',
      'not-a-condition',
      `${title}: \`${text}\` is not a condition (true or false for each element)\n\n${place}`,
    )
  }
  if (!mayVary && checked.readsElements) {
    throw new RheobaseError(
      'syntax',
      'shared-from-elements',
      `${title}: \`${text}\` differs between elements, but the variable is shared and has one value\n\n${place}`,
    )
  }
  return checked.dimension
}
