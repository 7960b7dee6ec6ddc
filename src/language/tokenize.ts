import { diagnostic, type Diagnostic } from './diagnostics/diagnostic.js'
import { isNamePart, isNameStart, isDigit } from './names.js'
import { readNumber } from './read-number.js'
import type { Source, Span } from './source.js'
import type { Token } from './token.js'

/** All operators of more than one character, also those that are refused later with a hint. */
const LONG_OPERATORS: ReadonlySet<string> = new Set([
  ...['**=', '//=', '>>=', '<<='],
  ...['**', '//', '<=', '>=', '==', '!=', '<>', '<<', '>>', '&&', '||', '->'],
  ...['+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '@=', ':='],
])
const SINGLE_CHARACTERS = '+-*/%<>=()[],:;.&|^~@!?'

/** Look-alikes and symbols that have another spelling in the language. */
// prettier-ignore
const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ...(['\u2212', '\u2013', '\u2014'] as const).map(dash => [dash, '-'] as const),
  ...(['×', '·', '⋅', '∙'] as const).map(times => [times, '*'] as const),
  ...(['µ', 'μ'] as const).map(micro => [micro, 'u'] as const),
  ...([['÷', '/'], ['∕', '/'], ['≤', '<='], ['≥', '>='], ['≠', '!='], ['²', '**2'], ['³', '**3'], ['√', 'sqrt'], ['∞', 'inf'], ['∂', 'd']] as const),
  ...([['α', 'alpha'], ['β', 'beta'], ['γ', 'gamma'], ['δ', 'delta'], ['θ', 'theta'], ['λ', 'lambda_'], ['π', 'pi'], ['σ', 'sigma']] as const),
  ...([['τ', 'tau'], ['φ', 'phi'], ['ω', 'omega'], ['ξ', 'xi'], ['Ω', 'ohm'], ['\u00a0', 'an ordinary blank']] as const),
])

/**
 * Splits text into tokens; comments and blanks are left out. Never fails: what is no token becomes a `bad` one that carries its
 * diagnostic. The last token is always `end`.
 */
export function tokenize(source: Source): readonly Token[] {
  const { text } = source
  const tokens: Token[] = []
  let position = 0
  let startsLine = true
  while (position < text.length) {
    const code = text.charCodeAt(position)
    if (code === NEWLINE || code === CARRIAGE_RETURN) {
      startsLine = true
      position++
    } else if (code === BLANK || code === TAB || code === FORM_FEED || code === VERTICAL_TAB) {
      position++
    } else if (code === HASH) {
      position = endOfLine(text, position)
    } else {
      const token = tokenAt(source, position, startsLine)
      tokens.push(token)
      position = token.end
      startsLine = false
    }
  }
  tokens.push({ kind: 'end', text: '', start: text.length, end: text.length, startsLine })
  return tokens
}

const NEWLINE = 10
const CARRIAGE_RETURN = 13
const BLANK = 32
const TAB = 9
const FORM_FEED = 12
const VERTICAL_TAB = 11
const HASH = 35
const POINT = 46

function endOfLine(text: string, from: number, limit = text.length): number {
  let position = from
  while (
    position < limit &&
    text.charCodeAt(position) !== NEWLINE &&
    text.charCodeAt(position) !== CARRIAGE_RETURN
  )
    position++
  return position
}

function tokenAt(source: Source, start: number, startsLine: boolean): Token {
  const { text } = source
  const code = text.charCodeAt(start)
  if (isNameStart(code)) {
    let end = start + 1
    while (end < text.length && isNamePart(text.charCodeAt(end))) end++
    return { kind: 'name', text: text.slice(start, end), start, end, startsLine }
  }
  if (isDigit(code) || (code === POINT && isDigit(text.charCodeAt(start + 1)))) {
    return readNumber(source, start, startsLine)
  }
  const operator = operatorAt(text, start)
  if (operator === undefined) return badToken(source, start, startsLine)
  return { kind: 'operator', text: operator, start, end: start + operator.length, startsLine }
}

function operatorAt(text: string, start: number): string | undefined {
  for (const length of [3, 2]) {
    const candidate = text.slice(start, start + length)
    if (LONG_OPERATORS.has(candidate)) return candidate
  }
  const character = text.charAt(start)
  return SINGLE_CHARACTERS.includes(character) ? character : undefined
}

function badToken(source: Source, start: number, startsLine: boolean): Token {
  const { text } = source
  const character = String.fromCodePoint(text.codePointAt(start) ?? 0)
  const bad = (end: number, make: (found: string, span: Span) => Diagnostic): Token => {
    const found = text.slice(start, end)
    return {
      kind: 'bad',
      text: found,
      start,
      end,
      startsLine,
      diagnostic: make(found, { source, start, end }),
    }
  }
  switch (character) {
    case '"':
    case "'":
      return bad(closing(text, start, character), (found, span) =>
        diagnostic('text-literal', span, { found }),
      )
    case '{':
      return bad(closing(text, start, '}'), (found, span) =>
        diagnostic('template-placeholder', span, { found }),
      )
    case '$':
    case '}':
      return bad(start + 1, (found, span) => diagnostic('template-placeholder', span, { found }))
    default:
      return bad(start + character.length, (found, span) =>
        diagnostic('strange-character', span, { found, instead: SPELLINGS.get(character) }),
      )
  }
}

/** Quoted text and placeholders are short; without a limit a text full of opening braces would take ages. */
const LONGEST_QUOTED = 100

/** Offset behind the closing character, or behind the opening one if there is no closing one near. */
function closing(text: string, start: number, character: string): number {
  const near = text.slice(start + 1, endOfLine(text, start, Math.min(text.length, start + LONGEST_QUOTED)))
  const found = near.indexOf(character)
  return found < 0 ? start + 1 : start + 2 + found
}
