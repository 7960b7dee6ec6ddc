import type { Binary, Call, Expression } from '../language/syntax-tree.js'
import { coefficientArithmetic } from './coefficient-arithmetic.js'
import { asFloat, div, isZero, literalValue, number, pow, where } from './construct.js'
import { mayBeInteger, type IntegerNames } from './may-be-integer.js'
import { occurs } from './occurs.js'
import { structurallyEqual } from './structurally-equal.js'

/** One summand: `number * factors * variables to their powers`. */
export interface Term {
  readonly number: number
  readonly factors: readonly Factor[]
  /** Exponents other than zero; `1/x` has -1, and `x**n` nan. */
  readonly powers: ReadonlyMap<string, number>
  /**
   * Parts among the factors that contain a variable in another way: functions, conditions, sums in a
   * denominator.
   */
  readonly opaque: readonly Expression[]
  /** Where the powers stopped being those of a linear term; absent for constant and linear ones. */
  readonly culprit: Expression | undefined
}
interface Factor {
  readonly expression: Expression
  readonly inverse: boolean
}

/** Beyond these a power or a product is not multiplied out but taken as one opaque part. */
const LARGEST_EXPONENT = 8
const MOST_TERMS = 100

/**
 * Multiplies an expression out into a sum of terms: a Laurent polynomial in the variables, with equal terms
 * collected and those that cancel left out. So `(v + 1)**2 - v**2` is `2*v + 1`.
 */
export function polynomialForm(
  expression: Expression,
  variables: ReadonlySet<string>,
  integer: IntegerNames,
): readonly Term[] {
  const expand = (node: Expression): readonly Term[] => {
    if (!occurs(node, variables)) return isZero(node) ? [] : [constantTerm(node)]
    switch (node.kind) {
      case 'name':
        return [{ ...ONE, powers: new Map([[node.name, 1]]) }]
      case 'unary':
        return node.operator === 'not' ? [opaqueTerm(node)] : signed(expand(node.operand), node.operator)
      case 'binary':
        return expandBinary(node)
      case 'call':
        return node.name === 'where' && node.arguments.length === 3 ? expandWhere(node) : [opaqueTerm(node)]
      default:
        return [opaqueTerm(node)]
    }
  }

  const expandBinary = (node: Binary): readonly Term[] => {
    const { operator, left, right } = node
    switch (operator) {
      case '+':
      case '-':
        return collect([...expand(left), ...signed(expand(right), operator)])
      case '*':
        return products(expand(left), expand(right), node)
      case '/':
        return products(expand(left), [inverse(right, node)], node)
      case '**':
        return expandPower(node, literalValue(right))
      default:
        return [opaqueTerm(node)]
    }
  }

  const products = (a: readonly Term[], b: readonly Term[], node: Expression): readonly Term[] =>
    a.length * b.length > MOST_TERMS
      ? [opaqueTerm(node)]
      : collect(a.flatMap(left => b.map(right => product(left, right, node))))

  /** A denominator is taken apart where it is a product; a sum in it stays whole. */
  const inverse = (denominator: Expression, node: Expression): Term => {
    if (!occurs(denominator, variables))
      return { ...ONE, factors: [{ expression: denominator, inverse: true }] }
    if (denominator.kind === 'binary' && denominator.operator === '*') {
      return product(inverse(denominator.left, node), inverse(denominator.right, node), node)
    }
    const [term, ...others] = expand(denominator)
    if (term === undefined || others.length > 0) return opaqueTerm(denominator, true)
    return raised(term, -1, node)
  }

  const expandPower = (node: Binary, exponent: number | undefined): readonly Term[] => {
    const base = expand(node.left)
    const [single, ...others] = base
    if (exponent === undefined) return [others.length > 0 ? opaqueTerm(node) : unknownPower(node, single)]
    if (single !== undefined && others.length === 0) return [raised(single, exponent, node)]
    if (!Number.isInteger(exponent) || exponent < 0 || exponent > LARGEST_EXPONENT) return [opaqueTerm(node)]
    let result: readonly Term[] = [ONE]
    for (let count = 0; count < exponent; count++) result = products(result, base, node)
    return result
  }

  const raised = (term: Term, exponent: number, node: Expression): Term => {
    const powers = new Map([...term.powers].map(([variable, power]) => [variable, power * exponent] as const))
    const whole = coefficient(term, integer)
    const rest = mayBeInteger(whole, integer) ? asFloat(whole) : whole
    const factors =
      literalValue(rest) === 1
        ? []
        : exponent === -1
          ? [{ expression: rest, inverse: true }]
          : [{ expression: pow(rest, number(exponent)), inverse: false }]
    const kept = withoutZeros(powers)
    return { number: 1, factors, powers: kept, opaque: term.opaque, culprit: culpritOf(kept, [term], node) }
  }

  /**
   * Both branches keep their shape: terms with the same powers become one term with `where` in its
   * coefficient.
   */
  const expandWhere = (node: Call): readonly Term[] => {
    const [condition, whenTrue, whenFalse] = node.arguments
    if (condition === undefined || whenTrue === undefined || whenFalse === undefined)
      return [opaqueTerm(node)]
    const branches = [whenTrue, whenFalse].map(branch => groupByPowers(expand(branch)))
    const keys = new Set(branches.flatMap(branch => [...branch.keys()]))
    const conditional = occurs(condition, variables) ? [condition] : []
    return [...keys].map((key): Term => {
      const alike = branches.map(branch => branch.get(key) ?? [])
      const [a, b] = alike.map(terms => sumOfCoefficients(terms, integer) ?? number(0))
      const model = alike.flat()[0] ?? ONE
      return {
        ...model,
        number: 1,
        factors: [{ expression: where(condition, a ?? number(0), b ?? number(0)), inverse: false }],
        opaque: [...conditional, ...alike.flat().flatMap(term => term.opaque)],
      }
    })
  }
  return expand(expression)
}

/** The product of everything in a term but the powers of the variables. */
export function coefficient(term: Term, integer: IntegerNames): Expression {
  const { product } = coefficientArithmetic(integer)
  return term.factors.reduce<Expression>(
    (value, { expression, inverse }) => (inverse ? div(value, expression) : product(value, expression)),
    number(term.number),
  )
}

export function sumOfCoefficients(terms: readonly Term[], integer: IntegerNames): Expression | undefined {
  const { sum } = coefficientArithmetic(integer)
  return terms.reduce<Expression | undefined>(
    (total, term) => sum(total, coefficient(term, integer)),
    undefined,
  )
}

const ONE: Term = { number: 1, factors: [], powers: new Map(), opaque: [], culprit: undefined }

function constantTerm(expression: Expression): Term {
  const value = literalValue(expression)
  return value === undefined
    ? { ...ONE, factors: [{ expression, inverse: false }] }
    : { ...ONE, number: value }
}
const opaqueTerm = (expression: Expression, inverse = false): Term => ({
  ...ONE,
  factors: [{ expression, inverse }],
  opaque: [expression],
})

/** A power that is not written as a number: no degree, so it neither is linear nor cancels. */
const unknownPower = (node: Binary, base: Term | undefined): Term => {
  const powers = new Map([...(base?.powers.keys() ?? [])].map(variable => [variable, NaN] as const))
  return { ...opaqueTerm(node), powers, culprit: powers.size === 0 ? undefined : node }
}

const signed = (terms: readonly Term[], operator: '+' | '-'): readonly Term[] =>
  operator === '+' ? terms : terms.map(term => ({ ...term, number: -term.number }))

function product(a: Term, b: Term, node: Expression): Term {
  const powers = new Map(a.powers)
  for (const [variable, power] of b.powers) powers.set(variable, (powers.get(variable) ?? 0) + power)
  const kept = withoutZeros(powers)
  return {
    number: a.number * b.number,
    factors: [...a.factors, ...b.factors],
    powers: kept,
    opaque: [...a.opaque, ...b.opaque],
    culprit: culpritOf(kept, [a, b], node),
  }
}

const withoutZeros = (powers: ReadonlyMap<string, number>): ReadonlyMap<string, number> =>
  new Map([...powers].filter(([, power]) => power !== 0))

/** Constant, or one variable to the power one. */
const isLinear = (powers: ReadonlyMap<string, number>): boolean =>
  powers.size === 0 || (powers.size === 1 && [...powers.values()][0] === 1)

const culpritOf = (
  powers: ReadonlyMap<string, number>,
  parts: readonly Term[],
  node: Expression,
): Expression | undefined =>
  isLinear(powers) ? undefined : (parts.find(part => part.culprit !== undefined)?.culprit ?? node)

/** Adds the numbers of terms that are otherwise equal, and leaves out what adds up to zero. */
function collect(terms: readonly Term[]): readonly Term[] {
  const collected: Term[] = []
  for (const term of terms) {
    const position = collected.findIndex(other => sameButNumber(other, term))
    const other = collected[position]
    if (other === undefined) collected.push(term)
    else collected[position] = { ...other, number: other.number + term.number }
  }
  return collected.filter(term => term.number !== 0 && !term.factors.some(isZeroFactor))
}
const isZeroFactor = ({ expression, inverse }: Factor): boolean => !inverse && isZero(expression)

function sameButNumber(a: Term, b: Term): boolean {
  if (a.powers.size !== b.powers.size || a.factors.length !== b.factors.length) return false
  for (const [variable, power] of a.powers) if (b.powers.get(variable) !== power) return false
  const rest = [...b.factors]
  return a.factors.every(({ expression, inverse }) => {
    const position = rest.findIndex(
      other => other.inverse === inverse && structurallyEqual(other.expression, expression),
    )
    if (position >= 0) rest.splice(position, 1)
    return position >= 0
  })
}

function groupByPowers(terms: readonly Term[]): ReadonlyMap<string, readonly Term[]> {
  const groups = new Map<string, Term[]>()
  for (const term of terms) {
    const key = [...term.powers]
      .map(([variable, power]) => `${variable}^${String(power)}`)
      .sort()
      .join(' ')
    groups.set(key, [...(groups.get(key) ?? []), term])
  }
  return groups
}
