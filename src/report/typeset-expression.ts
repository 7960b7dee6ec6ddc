import { COMPARISON, levelOf, NOT, OPERAND, POWER, PRODUCT, SIGN, SUM } from '../language/binary-operators.js'
import { printExpression } from '../language/print.js'
import type { Binary, Call, Expression, Statement } from '../language/syntax-tree.js'
import { analyseUnitName, definitionOf } from '../units/unit-name.js'
import {
  fenced,
  fraction,
  joined,
  numeral,
  operator,
  prefix,
  row,
  SPACE,
  subscript,
  superscript,
  symbol,
  upright,
  words,
  type Formula,
} from './formula.js'
import { typesetName } from './typeset-name.js'
import { typesetNumber, typesetQuantity } from './typeset-number.js'
import { typesetUnit, unitSymbol } from './typeset-unit.js'

/** What names mean where a formula stands. */
export interface NameScope {
  /** Whether a model defines the name; otherwise it may be a unit. */
  readonly defines: (name: string) => boolean
}

/** A formula, and how tightly its outermost operator binds. */
interface Typeset {
  readonly formula: Formula
  readonly level: number
}

/** An expression as people write it: quotients as fractions, powers raised, units upright. */
export const typesetExpression = (expression: Expression, scope: NameScope): Formula =>
  brokenSum(expression, scope) ?? typeset(expression, scope).formula

/** An assignment: `g_e ← g_e + w` for `ge += w`. */
export function typesetStatement({ target, operator: sign, value }: Statement, scope: NameScope): Formula {
  const name = typesetName(target)
  if (sign === '=') return row(name, operator('←'), typesetExpression(value, scope))
  const span = value.span
  const present: Expression = { kind: 'name', name: target, span }
  const changed: Expression = {
    kind: 'binary',
    operator: sign.slice(0, -1) as Binary['operator'],
    left: present,
    right: value,
    span,
  }
  return row(name, operator('←'), typesetExpression(changed, scope))
}

function typeset(expression: Expression, scope: NameScope): Typeset {
  switch (expression.kind) {
    case 'number':
      return {
        formula: typesetNumber(expression.value),
        // A power of ten is a product.
        level: /e/.test(String(Number(expression.value.toPrecision(6)))) ? PRODUCT : OPERAND,
      }
    case 'boolean':
      return { formula: upright(expression.value ? 'true' : 'false'), level: OPERAND }
    case 'name':
      return { formula: nameOrUnit(expression.name, scope), level: OPERAND }
    case 'call':
      return typesetCall(expression, scope)
    case 'unary': {
      const { operator: sign, operand } = expression
      return sign === 'not'
        ? { formula: row(words('not '), atLeast(operand, NOT, scope)), level: NOT }
        : { formula: row(prefix(sign === '-' ? '−' : '+'), atLeast(operand, SIGN, scope)), level: SIGN }
    }
    case 'comparison':
      return {
        formula: joined(
          [atLeast(expression.left, COMPARISON + 1, scope), atLeast(expression.right, COMPARISON + 1, scope)],
          operator(COMPARISONS[expression.operator]),
        ),
        level: COMPARISON,
      }
    case 'logical': {
      const level = levelOf(expression.operator)
      return {
        formula: joined(
          [atLeast(expression.left, level, scope), atLeast(expression.right, level + 1, scope)],
          words(` ${expression.operator} `),
        ),
        level,
      }
    }
    case 'binary':
      return typesetBinary(expression, scope)
    default:
      return expression satisfies never
  }
}

const COMPARISONS = { '<': '<', '<=': '≤', '>': '>', '>=': '≥', '==': '=', '!=': '≠' } as const

/** In parentheses where it binds less tightly than its place asks for. */
function atLeast(expression: Expression, level: number, scope: NameScope): Formula {
  const { formula, level: own } = typeset(expression, scope)
  return own < level ? fenced(formula) : formula
}

function typesetBinary(expression: Binary, scope: NameScope): Typeset {
  const { operator: sign, left, right } = expression
  const plain = (child: Expression): Formula => typeset(child, scope).formula
  switch (sign) {
    case '/': {
      if (left.kind === 'unary' && left.operator === '-')
        // The sign of what is divided stands before the fraction.
        return { formula: row(prefix('−'), fraction(plain(left.operand), plain(right))), level: SUM }
      if (!isUnit(left, scope) && right.kind === 'name' && isUnit(right, scope)) {
        // Quotients by a unit alone: the unit follows, to the power of -1.
        const factors = row(atLeast(left, PRODUCT, scope), SPACE, superscript(plain(right), numeral('−1')))
        return { formula: factors, level: PRODUCT }
      }
      const sum = brokenSum(left, scope)
      if (sum !== undefined)
        return { formula: row(fraction(numeral('1'), plain(right)), fenced(sum)), level: PRODUCT }
      return isUnit(expression, scope)
        ? { formula: row(plain(left), upright('/'), atLeast(right, OPERAND, scope)), level: OPERAND }
        : { formula: fraction(plain(left), plain(right)), level: OPERAND }
    }
    case '**':
      return isHalf(right)
        ? { formula: { kind: 'root', body: plain(left) }, level: OPERAND }
        : { formula: superscript(base(left, scope), plain(right)), level: POWER }
    case '//':
      return { formula: fenced(fraction(plain(left), plain(right)), '⌊', '⌋'), level: OPERAND }
    case '%':
      return {
        formula: joined([atLeast(left, PRODUCT, scope), atLeast(right, SIGN, scope)], words(' mod ')),
        level: PRODUCT,
      }
    case '*':
      if (left.kind === 'number' && right.kind === 'name' && !scope.defines(right.name)) {
        const quantity = quantityOf(left.value, right.name)
        if (quantity !== undefined) return { formula: quantity, level: PRODUCT }
      }
      return { formula: product(expression, scope), level: PRODUCT }
    case '+':
    case '-': {
      const level = levelOf(sign)
      return {
        formula: joined(
          [atLeast(left, level, scope), atLeast(right, level + 1, scope)],
          operator(sign === '-' ? '−' : '+'),
        ),
        level,
      }
    }
    default:
      return sign satisfies never
  }
}

/** A power is raised over what it belongs to: also a fraction needs parentheses there. */
function base(expression: Expression, scope: NameScope): Formula {
  const { formula, level } = typeset(expression, scope)
  const isSimple = expression.kind === 'name' || expression.kind === 'number'
  return level < OPERAND || !isSimple ? fenced(formula) : formula
}

const isHalf = (expression: Expression): boolean => expression.kind === 'number' && expression.value === 0.5

/** Factors stand side by side; a dot parts two numbers. A name that follows itself is a power: `m*m*m*h` is m³h. */
function product(expression: Binary, scope: NameScope): Formula {
  const items: Formula[] = []
  let before: { readonly name: string; readonly place: number; count: number } | undefined
  for (const factor of factorsOf(expression)) {
    if (factor.kind === 'name' && factor.name === before?.name) {
      before.count++
      items[before.place] = superscript(nameOrUnit(factor.name, scope), numeral(String(before.count)))
      continue
    }
    if (items.length > 0) items.push(startsWithDigit(factor) ? operator('·') : SPACE)
    before = factor.kind === 'name' ? { name: factor.name, place: items.length, count: 1 } : undefined
    items.push(atLeast(factor, PRODUCT, scope))
  }
  return row(...items)
}

/** The factors of nested products, from left to right. */
const factorsOf = (expression: Expression): readonly Expression[] =>
  expression.kind === 'binary' && expression.operator === '*'
    ? [...factorsOf(expression.left), ...factorsOf(expression.right)]
    : [expression]

function startsWithDigit(expression: Expression): boolean {
  if (expression.kind === 'number') return true
  return expression.kind === 'binary' && expression.operator === '**' && startsWithDigit(expression.left)
}

/** A number with a unit of value 1, as values of programs come into a model: `0.005*second` is 5 ms. What people wrote stays as it is. */
function quantityOf(value: number, unit: string): Formula | undefined {
  const found = analyseUnitName(unit)
  const definition = found === undefined ? undefined : definitionOf(found)
  if (definition?.scale !== 0 || (Math.abs(value) >= 0.1 && Math.abs(value) < 1000) || value === 0)
    return undefined
  return typesetQuantity(value, definition.dimension)
}

/** Letters of text that fit on a line of a report, in the form of the model. */
const LINE = 64

/** A sum that is too long for a line, broken before some of its signs; nothing for other expressions. */
function brokenSum(expression: Expression, scope: NameScope): Formula | undefined {
  if (printExpression(expression).length <= LINE) return undefined
  const terms = termsOf(expression)
  if (terms.length < 2) return undefined
  const lines: Formula[][] = []
  let filled = Infinity
  for (const { sign, term } of terms) {
    const { length } = printExpression(term)
    const isFirst = lines.length === 0
    if (filled + length > LINE) {
      lines.push([])
      filled = 0
    }
    filled += length + 3
    if (!isFirst || sign === '−') lines.at(-1)?.push(isFirst ? prefix(sign) : operator(sign))
    lines.at(-1)?.push(atLeast(term, PRODUCT, scope))
  }
  return { kind: 'lines', lines: lines.map(items => row(...items)) }
}

interface Term {
  readonly sign: '+' | '−'
  readonly term: Expression
}

/** The terms of a sum, from left to right. */
function termsOf(expression: Expression): readonly Term[] {
  if (expression.kind !== 'binary' || (expression.operator !== '+' && expression.operator !== '-'))
    return [{ sign: '+', term: expression }]
  const sign = expression.operator === '+' ? '+' : '−'
  return [...termsOf(expression.left), { sign, term: expression.right }]
}

/** Only made of units: `siemens/cm**2`. */
function isUnit(expression: Expression, scope: NameScope): boolean {
  if (expression.kind === 'name')
    return !scope.defines(expression.name) && unitSymbol(expression.name) !== undefined
  if (expression.kind !== 'binary') return false
  return (
    isUnit(expression.left, scope) &&
    (isUnit(expression.right, scope) || (expression.operator === '**' && expression.right.kind === 'number'))
  )
}

function nameOrUnit(name: string, { defines }: NameScope): Formula {
  const unit = defines(name) ? undefined : unitSymbol(name)
  if (unit !== undefined) return typesetUnit(unit)
  if (!defines(name) && name === 'inf') return symbol('∞')
  return typesetName(name)
}

function typesetCall({ name, arguments: given }: Call, scope: NameScope): Typeset {
  const formulas = given.map(each => typeset(each, scope).formula)
  const [first = numeral(''), second = numeral(''), third = numeral('')] = formulas
  const closed = (formula: Formula): Typeset => ({ formula, level: OPERAND })
  if (scope.defines(name)) return closed(row(typesetName(name), fenced(joined(formulas, operator(',')))))
  switch (name) {
    case 'exp':
      return isShort(given[0])
        ? closed(superscript(upright('e'), first))
        : closed(row(upright('exp'), fenced(first)))
    case 'sqrt':
      return closed({ kind: 'root', body: first })
    case 'abs':
      return closed(fenced(first, '|', '|'))
    case 'floor':
      return closed(fenced(first, '⌊', '⌋'))
    case 'ceil':
      return closed(fenced(first, '⌈', '⌉'))
    case 'where':
      return {
        formula: {
          kind: 'cases',
          rows: [
            [second, row(words('if '), first)],
            [third, words('otherwise')],
          ],
        },
        level: COMPARISON,
      }
    default:
      return closed(row(FUNCTIONS[name] ?? upright(name), fenced(joined(formulas, operator(',')))))
  }
}

const FUNCTIONS: Readonly<Record<string, Formula>> = {
  log: upright('ln'),
  log10: subscript(upright('log'), numeral('10')),
  sign: upright('sgn'),
}

/** Whether an exponent can be read when it is raised: no fraction in a fraction. */
function isShort(expression: Expression | undefined): boolean {
  if (expression === undefined) return false
  let [nodes, fractions] = [0, 0]
  const visit = (node: Expression): void => {
    nodes++
    if (node.kind === 'binary') {
      if (node.operator === '/') fractions++
      visit(node.left)
      visit(node.right)
    } else if (node.kind === 'unary') visit(node.operand)
    else if (node.kind === 'call') nodes += 10
  }
  visit(expression)
  return nodes <= 6 && fractions <= 1
}
