import { unitByName } from '../units/named-units.js'
import { diagnostic, type Diagnostic } from './diagnostics/diagnostic.js'
import type { Cursor } from './cursor.js'
import { builtinFunctions } from './functions.js'
import { KEYWORDS } from './names.js'
import type { Expression } from './syntax-tree.js'
import { isOperator } from './token.js'
import { unsupportedOperator } from './unsupported-operators.js'

/** Reads an expression without reporting mistakes. */
type QuietReader = (cursor: Cursor) => Expression | undefined

/**
 * What is wrong with the token behind a complete expression that should have ended, or gone on with an operator.
 * @param start offset of the expression, parentheses included
 * @param read used to look further ahead
 */
export function explainLeftover(
  cursor: Cursor,
  before: Expression,
  start: number,
  read: QuietReader,
): Diagnostic {
  const { next } = cursor
  const span = cursor.spanOf(next)
  switch (next.kind) {
    case 'bad':
      return next.diagnostic
    case 'end':
      return diagnostic('expected-operand', span, { found: '', atEnd: true })
    case 'number':
      return missingOperator(cursor, before)
    case 'name':
      if (next.text === 'if') return conditional(cursor, start, read)
      if (next.text === 'not') return notIn(cursor)
      if (KEYWORDS.has(next.text)) return diagnostic('keyword-in-expression', span, { keyword: next.text })
      return missingOperator(cursor, before)
    case 'operator':
      return leftoverOperator(cursor, before, next.text)
    default:
      return next satisfies never
  }
}

function leftoverOperator(cursor: Cursor, before: Expression, operator: string): Diagnostic {
  const span = cursor.spanOf(cursor.next)
  switch (operator) {
    case '(':
      return missingOperator(cursor, before)
    case ')':
      return diagnostic('unopened-parenthesis', span, { found: operator })
    case '[':
      return diagnostic('no-indexing', span, { name: textOf(lastOperand(before, cursor.lastEnd) ?? before) })
    case ',':
      return diagnostic('no-lists', span, { what: 'tuple' })
    case '.':
      return attribute(cursor, before)
    case '=':
    case ':=':
      return diagnostic('assignment-in-expression', span, { operator })
    case '?':
      return diagnostic('conditional-expression', span, { rewritten: undefined })
    default: {
      const unsupported = unsupportedOperator(operator)
      if (unsupported !== undefined) return diagnostic('unsupported-operator', span, unsupported)
      return diagnostic('unexpected-token', span, { found: operator, expected: 'an operator or the end' })
    }
  }
}

/** Two operands side by side: `3 mV`, `2(x)`, `a b`. */
function missingOperator(cursor: Cursor, before: Expression): Diagnostic {
  const { next } = cursor
  const last = lastOperand(before, cursor.lastEnd)
  const unit = next.kind === 'name' && unitByName(next.text) !== undefined
  const span = cursor.span(last?.span.start ?? next.start, next.end)
  const right = isOperator(next, '(') ? '(…)' : next.text
  return diagnostic('missing-operator', span, {
    left: last === undefined ? '(…)' : textOf(last),
    right,
    unit,
  })
}

/** `x if c else y` is rewritten to `where(c, x, y)`, if the rest can be read. */
function conditional(cursor: Cursor, start: number, read: QuietReader): Diagnostic {
  const { text } = cursor.source
  const value = text.slice(start, cursor.lastEnd)
  const ahead = cursor.copy()
  const word = ahead.advance()
  const condition = read(ahead) === undefined ? undefined : text.slice(word.end, ahead.lastEnd).trim()
  const otherwise = ahead.advance()
  const isComplete = condition !== undefined && otherwise.text === 'else' && read(ahead) !== undefined
  const rewritten = isComplete
    ? `where(${condition}, ${value}, ${text.slice(otherwise.end, ahead.lastEnd).trim()})`
    : undefined
  return diagnostic('conditional-expression', cursor.spanOf(word), { rewritten })
}

function notIn(cursor: Cursor): Diagnostic {
  const { next } = cursor
  if (cursor.ahead(1).text !== 'in') return diagnostic('misplaced-not', cursor.spanOf(next), {})
  return diagnostic('keyword-in-expression', cursor.span(next.start, cursor.ahead(1).end), {
    keyword: 'not in',
  })
}

/** `np.exp(x)`: functions are called without the name of a module. */
function attribute(cursor: Cursor, before: Expression): Diagnostic {
  const owner = lastOperand(before, cursor.lastEnd)
  const name = cursor.ahead(1)
  const end = name.kind === 'name' ? name.end : cursor.next.end
  const span = cursor.span(owner?.span.start ?? cursor.next.start, end)
  const isFunction = name.kind === 'name' && builtinFunctions.has(name.text)
  const instead = isFunction || owner?.kind !== 'name' ? name.text : `${owner.name}_${name.text}`
  return diagnostic('no-attributes', span, { found: span.source.text.slice(span.start, span.end), instead })
}

/** The operand that ends at an offset of the text; `undefined` if it stands in parentheses. */
function lastOperand(expression: Expression, end: number): Expression | undefined {
  if (expression.span.end !== end) return undefined
  switch (expression.kind) {
    case 'binary':
    case 'comparison':
    case 'logical':
      return lastOperand(expression.right, end)
    case 'unary':
      return lastOperand(expression.operand, end)
    case 'number':
    case 'boolean':
    case 'name':
    case 'call':
      return expression
    default:
      return expression satisfies never
  }
}

function textOf({ span }: Expression): string {
  return span.source.text.slice(span.start, span.end)
}
