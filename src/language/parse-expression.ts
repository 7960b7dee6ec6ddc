import { diagnostic, type Diagnostic, type Report } from './diagnostics/diagnostic.js'
import { Cursor } from './cursor.js'
import { ExpressionReader } from './expression-reader.js'
import type { Source } from './source.js'
import type { Expression } from './syntax-tree.js'
import { isOperator } from './token.js'
import { tokenize } from './tokenize.js'

export interface ParsedExpression {
  /** Absent if the text has a mistake. */
  readonly expression?: Expression
  readonly diagnostics: readonly Diagnostic[]
}

/** Parses a condition or a value: one expression, on one line unless in parentheses. Never throws. */
export function parseExpression(source: Source): ParsedExpression {
  const diagnostics: Diagnostic[] = []
  const report: Report = found => {
    diagnostics.push(found)
  }
  const cursor = new Cursor(source, tokenize(source))
  if (cursor.next.kind === 'end') {
    return { diagnostics: [diagnostic('empty-expression', cursor.span(0, source.text.length), {})] }
  }
  reportLineBreak(cursor.copy(), report)
  if (diagnostics.length > 0) return { diagnostics }
  const expression = new ExpressionReader(cursor, report).readUpTo(({ kind }) => kind === 'end')
  return expression === undefined ? { diagnostics } : { expression, diagnostics }
}

function reportLineBreak(cursor: Cursor, report: Report): void {
  let depth = 0
  for (let token = cursor.advance(); token.kind !== 'end'; token = cursor.advance()) {
    if (isOperator(token, '(')) depth++
    if (isOperator(token, ')')) depth--
    const { next } = cursor
    if (depth === 0 && next.startsLine && next.kind !== 'end') {
      report(diagnostic('line-break-in-expression', cursor.spanOf(next), {}))
      return
    }
  }
}
