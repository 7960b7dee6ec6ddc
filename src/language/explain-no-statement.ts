import { diagnostic, type Diagnostic } from './diagnostics/diagnostic.js'
import type { Cursor } from './cursor.js'
import { KEYWORDS } from './names.js'
import { isOperator, type Token } from './token.js'

/** Assignments of other languages, and what to write instead. */
const INSTEAD: ReadonlyMap<string, string | undefined> = new Map([
  [':=', '='],
  ['&=', undefined],
  ['|=', undefined],
  ['^=', '**='],
  ['@=', undefined],
  ['<<=', undefined],
  ['>>=', undefined],
])
const NOT_STATEMENTS: ReadonlySet<string> = new Set(['True', 'False', 'None', 'not', 'and', 'or'])

/** What is wrong with text that does not start with a name and an assignment operator. */
export function explainNoStatement(cursor: Cursor): Diagnostic {
  const target = cursor.next
  const second = cursor.ahead(1)
  const tokens = restOf(cursor)
  const end = tokens.at(-1)?.end ?? target.end
  const whole = cursor.span(target.start, end)
  const bad = tokens.find(token => token.kind === 'bad')
  if (bad !== undefined) return bad.diagnostic
  if (target.kind === 'name' && KEYWORDS.has(target.text) && !NOT_STATEMENTS.has(target.text)) {
    return diagnostic('statement-keyword', cursor.spanOf(target), { keyword: target.text })
  }
  if (second.kind === 'operator' && INSTEAD.has(second.text)) {
    const instead = INSTEAD.get(second.text)
    return diagnostic('unsupported-assignment', cursor.spanOf(second), { operator: second.text, instead })
  }
  const increment = incrementOperator(tokens)
  if (increment !== undefined) {
    const instead = `${increment.name} ${increment.operator}= 1`
    return diagnostic('increment-operator', whole, { found: textOf(cursor, whole), instead })
  }
  const assignment = tokens.findIndex(
    token => isOperator(token, '=') || (token.kind === 'operator' && INSTEAD.has(token.text)),
  )
  if (assignment > 0) {
    const left = tokens.slice(0, assignment)
    const span = cursor.span(target.start, left.at(-1)?.end ?? target.end)
    if (left.some(token => isOperator(token, ','))) return diagnostic('several-targets', span, {})
    if (left.some(token => isOperator(token, '[') || isOperator(token, '.'))) {
      return diagnostic('assignment-to-part', span, { found: textOf(cursor, span) })
    }
  }
  return diagnostic('not-a-statement', whole, {
    found: textOf(cursor, whole),
    comparison: isOperator(second, '=='),
  })
}

function restOf(cursor: Cursor): readonly Token[] {
  const ahead = cursor.copy()
  const tokens: Token[] = []
  while (ahead.next.kind !== 'end') tokens.push(ahead.advance())
  return tokens
}

/** `w++`, `--w`: two signs before or behind a single name. */
function incrementOperator(tokens: readonly Token[]): { name: string; operator: string } | undefined {
  if (tokens.length !== 3) return undefined
  const name = tokens.find(token => token.kind === 'name')
  const signs = tokens.filter(token => isOperator(token, '+') || isOperator(token, '-'))
  const [first, second] = signs
  if (name === undefined || first === undefined || first.text !== second?.text || tokens[1] === name)
    return undefined
  return { name: name.text, operator: first.text }
}

function textOf({ source }: Cursor, { start, end }: { start: number; end: number }): string {
  return source.text.slice(start, end)
}
