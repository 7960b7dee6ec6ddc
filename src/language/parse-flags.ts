import { diagnostic, type Report } from './diagnostics/diagnostic.js'
import type { Cursor } from './cursor.js'
import type { Flag } from './syntax-tree.js'
import { isOperator } from './token.js'

/** All flags that some object knows. Which of them an equation may have depends on its kind and owner. */
export const FLAG_NAMES = [
  'constant',
  'shared',
  'linked',
  'constant over dt',
  'unless refractory',
  'event-driven',
  'clock-driven',
  'summed',
  'added',
  'point current',
] as const

export type FlagName = (typeof FLAG_NAMES)[number]

/** Whether an equation has a flag. */
export const hasFlag = ({ flags }: { readonly flags: readonly Flag[] }, name: FlagName): boolean =>
  flags.some(flag => flag.name === name)

/**
 * Reads the optional flags behind an equation's unit: `(unless refractory, shared)`. A flag is a letter and then letters, digits, `_`, `-`
 * and blanks. Reports and gives `undefined` at a mistake.
 */
export function readFlags(cursor: Cursor, report: Report): readonly Flag[] | undefined {
  const opening = cursor.take('(')
  if (opening === undefined) return []
  const flags: Flag[] = []
  do {
    const flag = readFlag(cursor, report)
    if (flag === undefined) return undefined
    flags.push(flag)
  } while (cursor.take(',') !== undefined)
  if (cursor.take(')') !== undefined) return flags
  const { next } = cursor
  report(
    next.kind === 'end'
      ? diagnostic('unclosed-parenthesis', cursor.spanOf(opening), { function: undefined })
      : diagnostic('malformed-flag', cursor.spanOf(next), { found: next.text }),
  )
  return undefined
}

function readFlag(cursor: Cursor, report: Report): Flag | undefined {
  const { next: first } = cursor
  let name = ''
  while (isFlagPart(cursor)) {
    const token = cursor.next
    if (name !== '' && token.start > cursor.lastEnd) name += ' '
    name += token.text
    cursor.advance()
  }
  if (first.kind === 'name' && name !== '') return { name, span: cursor.span(first.start) }
  report(
    first.kind === 'bad'
      ? first.diagnostic
      : diagnostic('malformed-flag', cursor.spanOf(first), { found: first.text }),
  )
  return undefined
}

function isFlagPart({ next }: Cursor): boolean {
  return next.kind === 'name' || next.kind === 'number' || isOperator(next, '-')
}
