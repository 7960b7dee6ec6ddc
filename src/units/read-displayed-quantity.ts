import { dimensionless } from './dimension.js'
import { unitByName, unitBySymbol } from './named-units.js'
import type { QuantityCursor } from './quantity-cursor.js'
import { Quantity } from './quantity.js'
import type { QuantityToken } from './quantity-tokens.js'
import type { Unit } from './unit.js'

/**
 * Reads a whole text in the form in which quantities print: `3.5 mV`, `[1. 2. 3.] nA`, `-3. m^2 kg s^-4
 * A^-1`. Takes nothing and gives `undefined` for text in the form of an expression.
 */
export function readDisplayedQuantity(cursor: QuantityCursor): Quantity | undefined {
  const start = cursor.position
  const number = readNumbers(cursor)
  if (number === undefined || !isUnitNext(cursor)) {
    cursor.position = start
    return undefined
  }
  const last = cursor.ahead(-1)
  if (last.end === cursor.next.start) {
    cursor.fail(
      `a number and a unit need \`*\` or a blank between them: \`${last.text}*${cursor.next.text}\``,
    )
  }
  const unit = readUnit(cursor)
  if (cursor.next.kind !== 'end') {
    cursor.fail(
      'after a number and a unit with a blank between them the text ends; ' +
        'in calculations write `*`, as in `3*mV + 2*mV`',
    )
  }
  return number.times(unit)
}

/** `[1. 2. -3.]`: numbers separated by blanks. Takes nothing from a list in another form. */
export function readNumberList(cursor: QuantityCursor): Quantity | undefined {
  const start = cursor.position
  if (cursor.take('[') === undefined) return undefined
  const numbers: number[] = []
  for (;;) {
    if (cursor.is('...')) cursor.fail('a shortened list has lost its values and cannot be read')
    const number = readNumber(cursor)
    if (number === undefined) break
    numbers.push(number)
  }
  if (cursor.take(']') !== undefined) return new Quantity(numbers, dimensionless)
  cursor.position = start
  return undefined
}

/** A name, unless it looks like a call, or a parenthesis. */
function isUnitNext(cursor: QuantityCursor): boolean {
  const [next, afterNext] = [cursor.next, cursor.ahead(1)]
  if (next.kind !== 'name') return cursor.is('(')
  return afterNext.text !== '(' || afterNext.start > next.end
}

function readNumbers(cursor: QuantityCursor): Quantity | undefined {
  if (cursor.is('[')) return readNumberList(cursor)
  const number = readNumber(cursor)
  return number === undefined ? undefined : new Quantity(number, dimensionless)
}

/** A number, or a number with a sign directly before it. */
function readNumber(cursor: QuantityCursor): number | undefined {
  const sign = cursor.is('-') || cursor.is('+') ? cursor.next : undefined
  const digits = cursor.ahead(sign === undefined ? 0 : 1)
  const value = numberOf(digits)
  if (value === undefined || (sign !== undefined && sign.end !== digits.start)) return undefined
  cursor.position += sign === undefined ? 1 : 2
  return sign?.text === '-' ? -value : value
}

function numberOf({ kind, text }: QuantityToken): number | undefined {
  if (kind === 'number') return Number(text)
  return text === 'inf' ? Infinity : text === 'nan' ? NaN : undefined
}

/** Symbols or names with blanks, `*`, `/`, `^` or `**` between them, from left to right. */
function readUnit(cursor: QuantityCursor): Unit {
  let unit = readFactor(cursor)
  for (;;) {
    if (cursor.take('/') !== undefined) unit = unit.per(readFactor(cursor))
    else if (cursor.take('*') !== undefined || cursor.next.kind === 'name' || cursor.is('(')) {
      unit = unit.times(readFactor(cursor))
    } else return unit
  }
}

function readFactor(cursor: QuantityCursor): Unit {
  const token = cursor.next
  const base =
    cursor.take('(') === undefined ? readSymbol(cursor) : cursor.nested(token, () => readUnit(cursor))
  if (token.text === '(') cursor.expect(')', token)
  if (cursor.take('^', '**') === undefined) return base
  const exponent = readNumber(cursor) ?? cursor.fail('here the exponent of the unit is needed, a number')
  return cursor.located(token, () => base.power(exponent))
}

function readSymbol(cursor: QuantityCursor): Unit {
  const token = cursor.step()
  if (token.kind !== 'name') cursor.fail('here a unit is needed', token)
  return unitByName(token.text) ?? unitBySymbol(token.text) ?? cursor.failUnknown(token)
}
