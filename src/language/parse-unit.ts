import { dimensionless, power, product, quotient, type Dimension } from '../units/dimension.js'
import { baseUnitForEquations } from '../units/equation-units.js'
import { unitByName } from '../units/named-units.js'
import { diagnostic, type Diagnostic, type Report } from './diagnostics/diagnostic.js'
import type { Cursor } from './cursor.js'
import type { Span } from './source.js'
import type { NumberType } from './syntax-tree.js'
import { isOperator, type Token } from './token.js'

/** What stands behind the colon of an equation. */
export interface DeclaredUnit {
  readonly dimension: Dimension
  readonly type: NumberType
  readonly span: Span
}

/** Names of types in other languages, and their spelling here. */
const TYPE_NAMES: ReadonlyMap<string, string> = new Map([
  ['bool', 'boolean'],
  ['int', 'integer'],
  ['float', '1'],
  ['double', '1'],
])

/** Reads `1`, `boolean`, `integer` or base units with `*`, `/` and `**`, on one line. Reports and gives `undefined` at a mistake. */
export function readUnit(cursor: Cursor, report: Report): DeclaredUnit | undefined {
  const { next } = cursor
  const { start } = next
  if (next.kind === 'name' && (next.text === 'boolean' || next.text === 'integer')) {
    cursor.advance()
    return { dimension: dimensionless, type: next.text, span: cursor.spanOf(next) }
  }
  const fail = (found: Diagnostic): DeclaredUnit | undefined => {
    report(found)
    return undefined
  }
  let dimension = readFirst(cursor)
  for (;;) {
    if ('code' in dimension) return fail(dimension)
    const operator = onSameLine(cursor) && (cursor.take('*') ?? cursor.take('/'))
    if (typeof operator !== 'object') break
    const factor = readFactor(cursor, `a unit behind \`${operator.text}\``)
    if ('code' in factor) return fail(factor)
    dimension = operator.text === '*' ? product(dimension, factor) : quotient(dimension, factor)
  }
  return { dimension, type: 'float', span: cursor.span(start) }
}

const onSameLine = (cursor: Cursor): boolean => !cursor.next.startsLine

/** The leading `1` of `1/second`, or a unit. */
function readFirst(cursor: Cursor): Dimension | Diagnostic {
  const { next } = cursor
  if (next.kind !== 'number' || next.text !== '1') return readFactor(cursor, 'a unit')
  const following = cursor.ahead(1)
  if (!following.startsLine && (isOperator(following, '*') || isOperator(following, '**')))
    return numberAsUnit(cursor, next)
  cursor.advance()
  return dimensionless
}

function readFactor(cursor: Cursor, expected: string): Dimension | Diagnostic {
  const { next } = cursor
  const isThere = next.kind !== 'end' && !(next.startsLine && expected !== 'a unit')
  if (!isThere) {
    const end = cursor.span(cursor.lastEnd, cursor.lastEnd)
    return diagnostic('unit-syntax', end, { found: 'the end of the line', expected })
  }
  if (next.kind === 'bad') return next.diagnostic
  if (next.kind === 'number') return numberAsUnit(cursor, next)
  if (next.kind !== 'name')
    return diagnostic('unit-syntax', cursor.spanOf(next), { found: next.text, expected })
  const instead = TYPE_NAMES.get(next.text)
  if (instead !== undefined)
    return diagnostic('type-name', cursor.spanOf(next), { found: next.text, instead })
  const unit = baseUnitForEquations(next.text)
  if (unit.kind === 'advice') {
    const exists = unitByName(next.text) !== undefined
    return diagnostic('not-a-unit', cursor.spanOf(next), { found: next.text, advice: unit.advice, exists })
  }
  cursor.advance()
  if (!onSameLine(cursor) || cursor.take('**') === undefined) return unit.dimension
  return raised(cursor, unit.dimension)
}

function raised(cursor: Cursor, dimension: Dimension): Dimension | Diagnostic {
  const sign = cursor.take('-') ?? cursor.take('+')
  const { next } = cursor
  if (next.kind === 'bad') return next.diagnostic
  if (next.kind !== 'number') {
    const found = next.kind === 'end' ? 'the end of the line' : next.text
    return diagnostic('unit-syntax', cursor.spanOf(next), { found, expected: 'a number as exponent' })
  }
  cursor.advance()
  return power(dimension, sign?.text === '-' ? -next.value : next.value)
}

function numberAsUnit(cursor: Cursor, token: Token): Diagnostic {
  return diagnostic('number-as-unit', cursor.spanOf(token), { found: token.text })
}
