import { diagnostic, type Diagnostic, type Report } from './diagnostics/diagnostic.js'
import { Cursor } from './cursor.js'
import { readHead, startsEquation, type EquationHead } from './equation-head.js'
import { ExpressionReader } from './expression-reader.js'
import { KEYWORDS } from './names.js'
import { FLAG_NAMES, readFlags } from './parse-flags.js'
import { readUnit } from './parse-unit.js'
import type { Source } from './source.js'
import type { Equation, Expression } from './syntax-tree.js'
import { isOperator } from './token.js'

export interface ParsedEquations {
  /** Those without mistakes, in the order of the text. */
  readonly equations: readonly Equation[]
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Parses the equations of a model: `dv/dt = … : volt (flags)`, `x = … : 1`, `p : second`. An equation ends with its unit or flags and may
 * span lines before. Never throws; an equation with a mistake is reported and left out, so that one run shows all mistakes. Names, flags
 * and noise are checked later, by `buildEquationSystem` and `checkFlags`.
 */
export function parseEquations(source: Source): ParsedEquations {
  const diagnostics: Diagnostic[] = []
  const equations: Equation[] = []
  const cursor = new Cursor(source)
  while (cursor.next.kind !== 'end') {
    const start = cursor.position
    const equation = readEquation(cursor, found => diagnostics.push(found))
    if (equation !== undefined) equations.push(equation)
    else skipToNextEquation(cursor, start)
  }
  return { equations, diagnostics }
}

function skipToNextEquation(cursor: Cursor, start: number): void {
  if (cursor.position === start) cursor.advance()
  while (cursor.next.kind !== 'end' && !startsEquation(cursor)) cursor.advance()
}

function readEquation(cursor: Cursor, reportPlain: Report): Equation | undefined {
  const { start } = cursor.next
  const head = readHead(cursor, reportPlain)
  if (head === undefined) return undefined
  const { name, nameSpan, kind } = head
  const report: Report = found => {
    reportPlain({ ...found, within: name })
  }
  const expression = kind === 'parameter' ? undefined : readRightSide(cursor, head, report)
  if (kind !== 'parameter' && expression === undefined) return undefined
  cursor.advance()
  if (isEnd(cursor) && (cursor.next.kind === 'end' || startsEquation(cursor))) {
    report(missingUnit(cursor, name))
    return undefined
  }
  const unit = readUnit(cursor, report)
  const flags = unit && readFlags(cursor, report)
  if (flags === undefined || unit === undefined) return undefined
  if (!isEnd(cursor)) {
    report(explainAfterUnit(cursor))
    return undefined
  }
  const { dimension, type, span: unitSpan } = unit
  return {
    kind,
    name,
    nameSpan,
    dimension,
    type,
    unitSpan,
    flags,
    span: cursor.span(start),
    ...(expression === undefined ? {} : { expression }),
  }
}

/** Whether the line is over. */
function isEnd({ next }: Cursor): boolean {
  return next.kind === 'end' || next.startsLine
}

/** Reads up to the colon, which ends the expression wherever it stands. */
function readRightSide(cursor: Cursor, { name }: EquationHead, report: Report): Expression | undefined {
  if (isOperator(cursor.next, ':')) {
    report(diagnostic('expected-operand', cursor.spanOf(cursor.next), { found: ':', atEnd: false }))
    return undefined
  }
  // Another operand on a new line is the next equation, even if it does not look like one.
  const isMissingUnit = (): boolean =>
    cursor.next.kind === 'end' ||
    (cursor.next.startsLine && cursor.next.kind === 'name' && !KEYWORDS.has(cursor.next.text))
  const expression = new ExpressionReader(cursor, report).readUpTo(
    token => isOperator(token, ':') || isMissingUnit(),
  )
  if (expression === undefined || isOperator(cursor.next, ':')) return expression
  report(missingUnit(cursor, name))
  return undefined
}

function missingUnit(cursor: Cursor, name: string): Diagnostic {
  return diagnostic('missing-unit', cursor.span(cursor.lastEnd, cursor.lastEnd), { name })
}

function explainAfterUnit(cursor: Cursor): Diagnostic {
  const { next } = cursor
  if (next.kind === 'bad') return next.diagnostic
  const flag = FLAG_NAMES.some(known => known.startsWith(next.text) && next.kind === 'name')
  return diagnostic('after-unit', cursor.spanOf(next), { found: next.text, flag })
}
