import { collectQuantities } from './collect-quantities.js'
import { DimensionError } from './dimension-error.js'
import { dimensionless, isDimensionless, sameDimension } from './dimension.js'
import { unitByName } from './named-units.js'
import { displayBriefly } from './display-quantity.js'
import type { QuantityCursor } from './quantity-cursor.js'
import type { QuantityToken } from './quantity-tokens.js'
import { Quantity } from './quantity.js'
import { readNumberList } from './read-displayed-quantity.js'
import { isUnit, type Unit } from './unit.js'

/** Units stay exact as long as they meet units only; with the first number they become quantities. */
export type Term = Quantity | Unit

/** Names of numbers. */
export const NUMBERS: Readonly<Record<string, number>> = { pi: Math.PI, e: Math.E, inf: Infinity, nan: NaN }

/** Reads and evaluates sums strictly from left to right, as code of the equation language is evaluated. */
export function readQuantityExpression(cursor: QuantityCursor): Term {
  let left = readProduct(cursor)
  for (;;) {
    const operator = cursor.take('+', '-')
    if (operator === undefined) return left
    const [a, b] = [asQuantity(left), asQuantity(readProduct(cursor))]
    left = cursor.located(operator, () => added(operator, a, b))
  }
}

function readProduct(cursor: QuantityCursor): Term {
  let left = readSigned(cursor)
  for (;;) {
    const operator = cursor.take('*', '/')
    if (operator === undefined) return left
    const [a, b] = [left, readSigned(cursor)]
    left = cursor.located(operator, () => (operator.text === '*' ? multiplied(a, b) : divided(a, b)))
  }
}

function readSigned(cursor: QuantityCursor): Term {
  const sign = cursor.take('-', '+')
  if (sign === undefined) return readPower(cursor)
  const operand = cursor.nested(sign, () => readSigned(cursor))
  return sign.text === '-' ? asQuantity(operand).negated() : operand
}

function readPower(cursor: QuantityCursor): Term {
  const base = readOperand(cursor)
  const operator = cursor.take('**')
  if (operator === undefined) return base
  const exponent = cursor.nested(operator, () => readSigned(cursor))
  return cursor.located(operator, () => raised(base, asQuantity(exponent)))
}

function readOperand(cursor: QuantityCursor): Term {
  if (cursor.is('[')) return readList(cursor)
  const open = cursor.take('(')
  if (open !== undefined) {
    const inner = cursor.nested(open, () => readQuantityExpression(cursor))
    cursor.expect(')', open)
    return inner
  }
  const token = cursor.next
  if (token.kind === 'operator') cursor.fail(`a number or a unit is needed here, not \`${token.text}\``)
  if (token.kind === 'end') cursor.fail('the quantity ends where a number or a unit is needed')
  cursor.step()
  if (token.kind === 'number') return new Quantity(Number(token.text), dimensionless)
  return token.value ?? (cursor.is('(') ? readCall(cursor, token) : named(cursor, token))
}

function named(cursor: QuantityCursor, token: QuantityToken): Term {
  const number = Object.hasOwn(NUMBERS, token.text) ? NUMBERS[token.text] : undefined
  if (number !== undefined) return new Quantity(number, dimensionless)
  return unitByName(token.text) ?? cursor.failUnknown(token)
}

/** `array([1., 2.])` is how lists print as code; nothing else can be called. */
function readCall(cursor: QuantityCursor, name: QuantityToken): Term {
  if (name.text !== 'array') {
    cursor.fail(
      `functions such as \`${name.text}(…)\` are not part of a quantity; calculate the number before`,
      name,
    )
  }
  const open = cursor.step()
  const list = readList(cursor)
  cursor.expect(')', open)
  return list
}

function readList(cursor: QuantityCursor): Quantity {
  const numbers = readNumberList(cursor)
  if (numbers !== undefined) return numbers
  const open = cursor.next
  if (cursor.take('[') === undefined) cursor.fail('a list is needed here, such as `[1, 2, 3]`')
  const elements: Quantity[] = []
  while (!cursor.is(']')) {
    elements.push(asQuantity(cursor.nested(open, () => readQuantityExpression(cursor))))
    if (cursor.take(',') === undefined) break
  }
  cursor.expect(']', open)
  return cursor.located(open, () => collectQuantities(elements))
}

/** A plain zero is no exception here: text is as strict as code in equations. */
function added({ text }: QuantityToken, a: Quantity, b: Quantity): Quantity {
  if (!sameDimension(a.dimension, b.dimension)) {
    const verb = text === '+' ? 'add' : 'subtract'
    throw new DimensionError(
      'dimension-mismatch',
      `cannot ${verb} ${displayBriefly(a)} and ${displayBriefly(b)}`,
      {
        left: { label: 'left side', dimension: a.dimension },
        right: { label: 'right side', dimension: b.dimension },
      },
    )
  }
  return text === '+' ? a.plus(b) : a.minus(b)
}

function asQuantity(term: Term): Quantity {
  return isUnit(term) ? new Quantity(term.value, term.dimension) : term
}

function multiplied(a: Term, b: Term): Term {
  return isUnit(a) && isUnit(b) ? a.times(b) : asQuantity(a).times(b)
}

function divided(a: Term, b: Term): Term {
  if (isUnit(b)) {
    if (isUnit(a)) return a.per(b)
    if (isPlainOne(a)) return b.power(-1)
  }
  return asQuantity(a).dividedBy(b)
}

const isPlainOne = (quantity: Quantity): boolean =>
  quantity.values === 1 && isDimensionless(quantity.dimension)

function raised(base: Term, exponent: Quantity): Term {
  const number = exponent.values
  const isExact =
    typeof number === 'number' &&
    isUnit(base) &&
    isDimensionless(exponent.dimension) &&
    Number.isInteger(base.scale * number)
  return isExact ? base.power(number) : asQuantity(base).toPower(exponent)
}
