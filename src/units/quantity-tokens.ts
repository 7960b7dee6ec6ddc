import { RheobaseError, type ErrorKind } from '../errors/rheobase-error.js'
import type { Quantity } from './quantity.js'
import type { Unit } from './unit.js'

/** A word of quantity text, with UTF-16 offsets, `end` excluded. */
export interface QuantityToken {
  readonly kind: 'number' | 'name' | 'operator' | 'value' | 'end'
  readonly text: string
  readonly start: number
  readonly end: number
  /** Of the kind `value`: what the host put there. */
  readonly value?: Quantity | Unit
}

const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y
const NAME = /[A-Za-z_]\w*/y
const OPERATOR = /\*\*|\/\/|\.\.\.|[-+*/%^()[\],]/y
const BLANK = /\s+/y

/**
 * Splits `text` from `start` to `end` into words. @throws {RheobaseError} kind `syntax` for a character that
 * has no place in a quantity
 */
export function quantityTokens(text: string, start = 0, end = text.length): QuantityToken[] {
  const tokens: QuantityToken[] = []
  let position = start
  while (position < end) {
    const blank = match(BLANK, text, position)
    if (blank !== undefined) {
      position += blank.length
      continue
    }
    const token = tokenAt(text, position)
    tokens.push(token)
    position = token.end
  }
  return tokens
}

function tokenAt(text: string, start: number): QuantityToken {
  for (const [kind, pattern] of [
    ['number', NUMBER],
    ['name', NAME],
    ['operator', OPERATOR],
  ] as const) {
    const found = match(pattern, text, start)
    if (found !== undefined) return { kind, text: found, start, end: start + found.length }
  }
  const character = String.fromCodePoint(text.codePointAt(start) ?? 0)
  throw quantityTextError(
    text,
    { start, end: start + character.length },
    'syntax',
    'quantity-syntax',
    character === 'µ' || character === 'μ'
      ? `the prefix micro is written \`u\`, not \`${character}\``
      : `\`${character}\` has no place in a quantity; there are numbers, units, + - * / ** and ( )`,
  )
}

function match(pattern: RegExp, text: string, position: number): string | undefined {
  pattern.lastIndex = position
  return pattern.exec(text)?.[0]
}

/** An error about a stretch of the text: what is wrong, the line, and carets under the stretch. */
export function quantityTextError(
  text: string,
  span: { readonly start: number; readonly end: number },
  kind: ErrorKind,
  code: string,
  message: string,
): RheobaseError {
  return new RheobaseError(kind, code, `${message}\n${underlined(text, span)}`)
}

/** The line of the text in which a stretch begins, and a line with carets under the stretch. */
export function underlined(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): string {
  // From -1 the search would begin at 0 and find a line break that stands there.
  const lineStart = start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1
  const lineBreak = text.indexOf('\n', lineStart)
  const lineEnd = lineBreak < 0 ? text.length : lineBreak
  const from = start - lineStart > LONGEST_LEAD ? start - LONGEST_LEAD : lineStart
  const to = Math.min(lineEnd, from + LONGEST_LINE)
  const [before, after] = [from > lineStart ? '…' : '', to < lineEnd ? '…' : '']
  const width = Math.max(1, Math.min(end, to) - start)
  const line = before + text.slice(from, to).replaceAll('\t', ' ') + after
  return `  ${line}\n  ${' '.repeat(before.length + start - from)}${'^'.repeat(width)}`
}

/** Of a longer line only the surroundings of the stretch are shown. */
const LONGEST_LINE = 100
const LONGEST_LEAD = 60
