import type { Span } from '../source.js'
import type { RelatedSpan } from './diagnostic.js'

/** Longer lines are cut around the place in question. */
const WIDEST_LINE = 140
const CUT = '…'

interface Line {
  /** From 1. */
  readonly number: number
  readonly start: number
  readonly text: string
}

/** The name of the source with the number of the line, the line, and a line that marks the span with `^` and what belongs to it with `~`. */
export function snippet(span: Span, related: readonly RelatedSpan[], within: string | undefined): string[] {
  const line = lineAt(span)
  const sameLine = related.filter(other => isOnLine(other.span, span, line))
  const elsewhere = related.filter(other => !sameLine.includes(other))
  const about = within === undefined ? '' : `, equation of \`${within}\``
  return [
    `  ${span.source.name}, line ${String(line.number)}${about}`,
    ...marked(line, [...sameLine.map(other => ({ span: other.span, mark: '~' })), { span, mark: '^' }]),
    ...elsewhere.flatMap(other => [
      '',
      `  ${other.label}: ${other.span.source.name}, line ${String(lineAt(other.span).number)}`,
      ...marked(lineAt(other.span), [{ span: other.span, mark: '~' }]),
    ]),
  ]
}

function isOnLine(other: Span, span: Span, line: Line): boolean {
  return other.source === span.source && lineAt(other).number === line.number
}

/** The line in which a span starts. A span at the very end of a text belongs to its last line that is not blank. */
function lineAt({ source: { text }, start }: Span): Line {
  let offset = Math.min(start, text.length)
  if (text.slice(offset).trim() === '') offset = Math.min(offset, text.trimEnd().length)
  const before = text.slice(0, offset).split(/\r\n|\n|\r/)
  const lineStart = offset - (before.at(-1)?.length ?? 0)
  const end = text.slice(lineStart).search(/[\r\n]/)
  return {
    number: before.length,
    start: lineStart,
    text: end < 0 ? text.slice(lineStart) : text.slice(lineStart, lineStart + end),
  }
}

function marked(line: Line, marks: readonly { readonly span: Span; readonly mark: string }[]): string[] {
  const width = line.text.length
  const cells = new Array<string>(width + 1).fill(' ')
  for (const { span, mark } of marks) {
    const from = Math.min(Math.max(span.start - line.start, 0), width)
    const to = Math.max(from + 1, Math.min(span.end - line.start, width))
    cells.fill(mark, from, to)
  }
  const indent = line.text.length - line.text.trimStart().length
  const first = Math.max(0, cells.indexOf('^'), cells.indexOf('~'))
  const from = Math.max(indent, width > WIDEST_LINE ? first - WIDEST_LINE / 2 : indent)
  const to = Math.min(width, from + WIDEST_LINE)
  const text = `${from > indent ? CUT : ''}${line.text.slice(from, to).trimEnd()}${to < width ? CUT : ''}`
  const underline = `${from > indent ? ' ' : ''}${cells.slice(from, to + 1).join('')}`
  return [`    ${text.replaceAll('\t', ' ')}`, `    ${underline.trimEnd()}`]
}
