import { diagnostic, type Diagnostic, type Report } from './diagnostics/diagnostic.js'
import type { Cursor } from './cursor.js'
import type { Span } from './source.js'
import type { Equation } from './syntax-tree.js'
import { isOperator, type Token } from './token.js'

/** The left side of an equation. The cursor is behind its `=`, or at the colon of a parameter. */
export interface EquationHead {
  readonly kind: Equation['kind']
  readonly name: string
  readonly nameSpan: Span
}

/** Whether an equation starts here, judging by its left side: it goes by the look, for no text is free of doubt before it is read. */
export function startsEquation(cursor: Cursor): boolean {
  if (!cursor.next.startsLine || cursor.next.kind !== 'name') return false
  const second = cursor.ahead(1)
  if (isOperator(second, '=') || isOperator(second, ':')) return true
  return isOperator(second, '/') && cursor.ahead(2).text === 'dt' && isOperator(cursor.ahead(3), '=')
}

/** Reads `dNAME/dt =`, `NAME =` or `NAME`. Reports and gives `undefined` at a mistake. */
export function readHead(cursor: Cursor, report: Report): EquationHead | undefined {
  const first = cursor.next
  const second = cursor.ahead(1)
  const problem = explainNoHead(cursor, first, second)
  if (problem !== undefined) {
    report(problem)
    return undefined
  }
  cursor.advance()
  if (isOperator(second, ':')) return { kind: 'parameter', name: first.text, nameSpan: cursor.spanOf(first) }
  cursor.advance()
  if (isOperator(second, '='))
    return { kind: 'subexpression', name: first.text, nameSpan: cursor.spanOf(first) }
  cursor.advance()
  cursor.advance()
  return {
    kind: 'differential',
    name: first.text.slice(1),
    nameSpan: cursor.span(first.start + 1, first.end),
  }
}

function explainNoHead(cursor: Cursor, first: Token, second: Token): Diagnostic | undefined {
  if (first.kind === 'bad') return first.diagnostic
  if (first.kind !== 'name') {
    const expected = 'an equation, which starts with `dNAME/dt =`, `NAME =` or `NAME :`'
    return diagnostic('not-an-equation', cursor.spanOf(first), { found: first.text, expected })
  }
  if (isOperator(second, ':') || isOperator(second, '=')) return undefined
  const misspelt = misspeltDerivative(cursor, first, second)
  if (misspelt !== undefined) return misspelt
  if (isOperator(second, '/') && cursor.ahead(2).text === 'dt') {
    const fourth = cursor.ahead(3)
    if (isOperator(fourth, '=')) return undefined
    return notAnEquation(cursor, fourth, '`=`')
  }
  return second.kind === 'bad' ? second.diagnostic : notAnEquation(cursor, second, '`=` or `:`')
}

function notAnEquation(cursor: Cursor, token: Token, expected: string): Diagnostic {
  const isOver = token.kind === 'end'
  const span = isOver ? cursor.span(token.start, token.start) : cursor.spanOf(token)
  return diagnostic('not-an-equation', span, { found: isOver ? 'the end of the text' : token.text, expected })
}

/** `d v/dt`, `dv/dT`, `v'`, `v/dt`: derivatives in other spellings than `dv/dt`. */
function misspeltDerivative(cursor: Cursor, first: Token, second: Token): Diagnostic | undefined {
  if (second.kind === 'bad' && second.text.startsWith("'")) {
    const span = cursor.span(first.start, second.start + 1)
    return diagnostic('derivative-spelling', span, { found: `${first.text}'`, instead: `d${first.text}/dt` })
  }
  const third = cursor.ahead(2)
  const fourth = cursor.ahead(3)
  const misspelt = (last: Token, name: string): Diagnostic => {
    const span = cursor.span(first.start, last.end)
    const found = span.source.text.slice(span.start, span.end)
    return diagnostic('derivative-spelling', span, { found, instead: `d${name}/dt` })
  }
  if (first.text === 'd' && second.kind === 'name' && isOperator(third, '/') && fourth.text === 'dt') {
    return misspelt(fourth, second.text)
  }
  if (!isOperator(second, '/') || third.kind !== 'name') return undefined
  const isDerivative = first.text.startsWith('d') && first.text.length > 1
  const name = isDerivative ? first.text.slice(1) : first.text === 'd' ? fourth.text || 'v' : first.text
  return isDerivative && third.text === 'dt' ? undefined : misspelt(third, name)
}
