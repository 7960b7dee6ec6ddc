import { diagnostic, type Diagnostic, type Report } from './diagnostics/diagnostic.js'
import { Cursor } from './cursor.js'
import { explainNoStatement } from './explain-no-statement.js'
import { ExpressionReader } from './expression-reader.js'
import type { Source } from './source.js'
import type { AssignmentOperator, Statement } from './syntax-tree.js'
import { isOperator, type Token } from './token.js'
import { tokenize } from './tokenize.js'

export interface ParsedStatements {
  /** Those without mistakes, in order. */
  readonly statements: readonly Statement[]
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Parses abstract code: assignments separated by `;` or line breaks. Inside parentheses a statement goes on on the next line. Never
 * throws; a statement with a mistake is reported and left out, so that one run shows all mistakes.
 */
export function parseStatements(source: Source): ParsedStatements {
  const diagnostics: Diagnostic[] = []
  const statements: Statement[] = []
  const tokens = tokenize(source)
  let from = 0
  while (from < tokens.length) {
    const limit = endOfStatement(tokens, from)
    if (limit > from) {
      const statement = readStatement(new Cursor(source, tokens, from, limit), found =>
        diagnostics.push(found),
      )
      if (statement !== undefined) statements.push(statement)
    }
    const separator = tokens[limit]
    from =
      separator !== undefined && (separator.kind === 'end' || isOperator(separator, ';')) ? limit + 1 : limit
  }
  return { statements, diagnostics }
}

/** Index of the token that no longer belongs to the statement: a `;`, or the first token of a later line. */
function endOfStatement(tokens: readonly Token[], from: number): number {
  let depth = 0
  for (let index = from; index < tokens.length; index++) {
    const token = tokens[index]
    if (token === undefined || token.kind === 'end' || isOperator(token, ';')) return index
    // A forgotten parenthesis does not swallow the statements that follow.
    const startsStatement = depth === 0 || isAssignmentAt(tokens, index)
    if (index > from && token.startsLine && startsStatement) return index
    if (isOperator(token, '(')) depth++
    if (isOperator(token, ')')) depth--
  }
  return tokens.length
}

function isAssignmentAt(tokens: readonly Token[], index: number): boolean {
  const operator = tokens[index + 1]
  return (
    tokens[index]?.kind === 'name' && operator !== undefined && assignmentOperator(operator) !== undefined
  )
}

const ASSIGNMENTS: readonly AssignmentOperator[] = ['=', '+=', '-=', '*=', '/=', '//=', '%=', '**=']

function assignmentOperator(token: Token): AssignmentOperator | undefined {
  return token.kind === 'operator' ? ASSIGNMENTS.find(operator => operator === token.text) : undefined
}

function readStatement(cursor: Cursor, report: Report): Statement | undefined {
  const target = cursor.next
  const operator = assignmentOperator(cursor.ahead(1))
  if (target.kind !== 'name' || operator === undefined) {
    report(explainNoStatement(cursor))
    return undefined
  }
  cursor.advance()
  cursor.advance()
  const reader = new ExpressionReader(cursor, report)
  const value = reader.readUpTo(({ kind, text }) => kind === 'end' || text === '=')
  if (value === undefined) return undefined
  if (isOperator(cursor.next, '=')) {
    report(diagnostic('chained-assignment', cursor.spanOf(cursor.next), {}))
    return undefined
  }
  return {
    kind: 'assignment',
    target: target.text,
    targetSpan: cursor.spanOf(target),
    operator,
    value,
    span: cursor.span(target.start),
  }
}
