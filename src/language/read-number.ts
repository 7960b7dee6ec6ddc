import { diagnostic, type Diagnostic } from './diagnostics/diagnostic.js'
import { isDigit, isNamePart } from './names.js'
import type { Source } from './source.js'
import type { BadToken, NumberToken } from './token.js'

const POINT = 46
const UNDERSCORE = 95

/**
 * The number that starts at an offset: `3`, `1_000`, `.5`, `1.`, `1e-3`, `0x10`. A name directly behind it, as in `3mV`, is the next token,
 * which the parser refuses.
 */
export function readNumber(source: Source, start: number, startsLine: boolean): NumberToken | BadToken {
  const { text } = source
  const prefix = text.slice(start, start + 2).toLowerCase()
  const isPrefixed = prefix === '0x' || prefix === '0o' || prefix === '0b'
  const { end, isFloat } = isPrefixed
    ? { end: skipNameParts(text, start), isFloat: false }
    : decimalEnd(text, start)
  const found = text.slice(start, end)
  const bad = (until: number, problem: Diagnostic): BadToken => ({
    kind: 'bad',
    text: text.slice(start, until),
    start,
    end: until,
    startsLine,
    diagnostic: problem,
  })
  const span = { source, start, end }
  if (!underscoresSeparateDigits(found, isPrefixed)) {
    return bad(end, diagnostic('malformed-number', span, { found, reason: 'underscore' }))
  }
  const value = Number(found.replaceAll('_', ''))
  if (Number.isNaN(value))
    return bad(end, diagnostic('malformed-number', span, { found, reason: 'no digits' }))
  if (!Number.isFinite(value)) return bad(end, diagnostic('number-too-large', span, { found }))
  if (!isFloat && !isPrefixed && value !== 0 && found.startsWith('0')) {
    return bad(end, diagnostic('malformed-number', span, { found, reason: 'leading zeros' }))
  }
  const suffix = text.charAt(end)
  if ((suffix === 'j' || suffix === 'J') && !isNamePart(text.charCodeAt(end + 1))) {
    const whole = { source, start, end: end + 1 }
    return bad(end + 1, diagnostic('imaginary-number', whole, { found: found + suffix }))
  }
  return { kind: 'number', text: found, value, type: isFloat ? 'float' : 'integer', start, end, startsLine }
}

function decimalEnd(text: string, start: number): { end: number; isFloat: boolean } {
  let end = skipDigits(text, start)
  let isFloat = false
  if (text.charCodeAt(end) === POINT) {
    isFloat = true
    end = skipDigits(text, end + 1)
  }
  const exponent = text.charAt(end)
  if (exponent === 'e' || exponent === 'E') {
    const sign = text.charAt(end + 1)
    const digits = sign === '+' || sign === '-' ? end + 2 : end + 1
    if (isDigit(text.charCodeAt(digits))) return { end: skipDigits(text, digits), isFloat: true }
  }
  return { end, isFloat }
}

function skipDigits(text: string, start: number): number {
  let end = start
  while (isDigit(text.charCodeAt(end)) || text.charCodeAt(end) === UNDERSCORE) end++
  return end
}

function skipNameParts(text: string, start: number): number {
  let end = start
  while (isNamePart(text.charCodeAt(end))) end++
  return end
}

/** `1_000` but not `1__0`, `1_`, `1_.5`; directly behind `0x` one may stand. */
function underscoresSeparateDigits(number: string, isPrefixed: boolean): boolean {
  for (let position = number.indexOf('_'); position >= 0; position = number.indexOf('_', position + 1)) {
    const before = isPrefixed
      ? position > 1 && number.charCodeAt(position - 1) !== UNDERSCORE
      : isDigit(number.charCodeAt(position - 1))
    const after = isPrefixed ? position + 1 < number.length : isDigit(number.charCodeAt(position + 1))
    if (!before || !after) return false
  }
  return true
}
