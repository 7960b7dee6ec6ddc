import { printBriefly } from './print-quantity.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { Quantity } from './quantity.js'
import { QuantityCursor } from './quantity-cursor.js'
import { quantityTextError, quantityTokens, type QuantityToken } from './quantity-tokens.js'
import { readDisplayedQuantity } from './read-displayed-quantity.js'
import { readQuantityExpression, type Term } from './read-quantity-expression.js'
import { templateText } from './template-text.js'
import { isUnit, plainUnit, type Unit } from './unit.js'

/**
 * A quantity from text: numbers, unit names, `pi`, `e`, `inf`, `nan`, + - * / **, parentheses and lists, as
 * in `-(3 + 0.5)*mV`, `100*mS/cm**2`, `[1, 2, 3]*nA`; or as quantities print: `3.5 mV`, `[1. 2. 3.] nA`, `0.3
 * uS/(cm^2)`.
 *
 * Evaluated from left to right as equations are: units among themselves stay exact, numbers multiply doubles.
 * So `uF*cm**-2` is 0.01 F/m², and `1*uF/cm**2` is 0.009999999999999998 F/m².
 * @throws {RheobaseError} kind `syntax`, `name` (unknown unit), `dimension`, `type` or `value`, with a caret
 * under the place
 */
export function parseQuantity(text: string): Quantity {
  const term = read(text, quantityTokens(asText(text)))
  return isUnit(term) ? new Quantity(term.value, term.dimension) : term
}

/**
 * A unit from text: `mV`, `msiemens/cm**2`, `1/second`, `1`.
 * @throws {RheobaseError} as parseQuantity does, and kind `type` for a text that has a number as factor, such
 * as `2*mV`
 */
export function parseUnit(text: string): Unit {
  const term = read(text, quantityTokens(asText(text)))
  if (isUnit(term)) return term
  if (term.isScalar && term.value === 1 && text.trim() === '1') return plainUnit()
  throw quantityTextError(
    text,
    { start: text.search(/\S/), end: text.trimEnd().length },
    'type',
    'not-a-unit',
    `this is the quantity ${printBriefly(term)}, not a unit; units are made of unit names with * / ** between`,
  )
}

/**
 * A quantity from template text, into which quantities, units and numbers can be put: ``quantity`100*mS/cm**2
 * + ${leak}` ``.
 */
export function quantity(
  strings: TemplateStringsArray,
  ...inserted: readonly (Quantity | Unit | number)[]
): Quantity {
  const { text, stretches } = templateText(strings, inserted)
  const tokens = stretches.flatMap(({ start, end, value }): QuantityToken[] =>
    value === undefined
      ? quantityTokens(text, start, end)
      : [{ kind: 'value', text: text.slice(start, end), start, end, value }],
  )
  const term = read(text, tokens)
  return isUnit(term) ? new Quantity(term.value, term.dimension) : term
}

function read(text: string, tokens: readonly QuantityToken[]): Term {
  const cursor = new QuantityCursor(text, tokens)
  if (cursor.next.kind === 'end') cursor.fail('there is no quantity in an empty text')
  const term = readDisplayedQuantity(cursor) ?? readQuantityExpression(cursor)
  if (cursor.next.kind !== 'end') cursor.fail(cursor.whyNotTheEnd())
  return term
}

function asText(text: unknown): string {
  if (typeof text === 'string') return text
  throw new RheobaseError('type', 'not-text', `a quantity is read from text, not from ${typeof text}`)
}
