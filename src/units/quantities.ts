import type { RheobaseError } from '../errors/rheobase-error.js'
import { unitByName } from './named-units.js'
import { QuantityCursor } from './quantity-cursor.js'
import { quantityTextError, quantityTokens, type QuantityToken } from './quantity-tokens.js'
import { Quantity } from './quantity.js'
import { NUMBERS, readQuantityExpression } from './read-quantity-expression.js'
import { templateText, type TemplateStretch } from './template-text.js'
import { isUnit, type Unit } from './unit.js'

/**
 * Constants by name from template text, one on a line, or several with `;` between them. A constant can be calculated from those before it, and from
 * quantities, units and numbers that are put in; what stands after `#` is a comment. For namespaces:
 *
 *     const CONSTANTS = quantities`
 *       area = 20000*um**2
 *       Cm = 1*uF/cm**2*area;  gl = 5e-5*siemens/cm**2*area   # of the whole cell
 *       El = -60*mV;  VT = -63*mV
 *     `
 * @throws {RheobaseError} kind `syntax`, `name` (an unknown unit; a name that is given twice, or means a unit), `dimension`, `type` or `value`,
 * with a caret under the place
 */
export function quantities(
  strings: TemplateStringsArray,
  ...inserted: readonly (Quantity | Unit | number)[]
): Readonly<Record<string, Quantity>> {
  const { text, stretches } = templateText(strings, inserted)
  const found = new Map<string, Quantity>()
  for (const pieces of definitionsOf(text, stretches)) {
    const { name, tokens } = definitionOf(text, pieces)
    if (found.has(name.text)) throw taken(text, name, `\`${name.text}\` has a value already`)
    if (unitByName(name.text) !== undefined || Object.hasOwn(NUMBERS, name.text))
      throw taken(
        text,
        name,
        `\`${name.text}\` has a meaning in every quantity: the constant needs another name`,
      )
    const cursor = new QuantityCursor(
      text,
      tokens.map(token => known(token, found)),
    )
    const term = readQuantityExpression(cursor)
    if (cursor.next.kind !== 'end') cursor.fail(cursor.whyNotTheEnd())
    found.set(name.text, isUnit(term) ? new Quantity(term.value, term.dimension) : term)
  }
  return Object.fromEntries(found)
}

type Pieces = readonly TemplateStretch[]

/** What stands between the ends of lines and semicolons, without comments. */
function definitionsOf(text: string, stretches: Pieces): readonly Pieces[] {
  const definitions: TemplateStretch[][] = [[]]
  let isComment = false
  for (const stretch of stretches) {
    if (stretch.value !== undefined) {
      if (!isComment) definitions.at(-1)?.push(stretch)
      continue
    }
    for (const { 0: part, index } of text.slice(stretch.start, stretch.end).matchAll(/[\n;#]|[^\n;#]+/g)) {
      if (part === '\n') isComment = false
      else if (part === '#') isComment = true
      if (isComment) continue
      const start = stretch.start + index
      if (part === '\n' || part === ';') definitions.push([])
      else if (part.trim() !== '') definitions.at(-1)?.push({ start, end: start + part.length })
    }
  }
  return definitions.filter(pieces => pieces.length > 0)
}

interface Definition {
  readonly name: QuantityToken
  readonly tokens: readonly QuantityToken[]
}

/** `name = value`: the name, and the words of the value with an end of their own. */
function definitionOf(text: string, [head, ...others]: Pieces): Definition {
  const { start, end, value } = head ?? { start: 0, end: 0 }
  const [before, name] = (value === undefined && HEAD.exec(text.slice(start, end))) || []
  if (before === undefined || name === undefined)
    throw quantityTextError(
      text,
      { start: text.slice(start).search(/\S/) + start, end },
      'syntax',
      'quantity-syntax',
      'a constant is written `name = value`, such as `tau = 20*ms`',
    )
  const place = start + before.indexOf(name)
  const last = others.at(-1)?.end ?? end
  return {
    name: { kind: 'name', text: name, start: place, end: place + name.length },
    tokens: [
      ...[{ start: start + before.length, end }, ...others].flatMap(piece => wordsOf(text, piece)),
      { kind: 'end', text: '', start: last, end: last },
    ],
  }
}

const HEAD = /^\s*([A-Za-z_]\w*)\s*=/

const wordsOf = (text: string, { start, end, value }: TemplateStretch): readonly QuantityToken[] =>
  value === undefined
    ? quantityTokens(text, start, end)
    : [{ kind: 'value', text: text.slice(start, end), start, end, value }]

/** A name that has a value stands for it. */
function known(token: QuantityToken, found: ReadonlyMap<string, Quantity>): QuantityToken {
  const value = token.kind === 'name' ? found.get(token.text) : undefined
  return value === undefined ? token : { ...token, kind: 'value', value }
}

const taken = (text: string, name: QuantityToken, message: string): RheobaseError =>
  quantityTextError(text, name, 'name', 'name-taken', message)
