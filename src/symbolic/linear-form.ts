import type { Binary, Call, Expression } from '../language/syntax-tree.js'
import { coefficientArithmetic, type Combine } from './coefficient-arithmetic.js'
import { div, isZero, number, where } from './construct.js'
import type { IntegerNames } from './may-be-integer.js'
import { namesIn, occurs } from './occurs.js'
import { polynomialForm, sumOfCoefficients, type Term } from './polynomial-form.js'

/** `constant + Σ slope * variable`. What is absent is zero by its structure, not only by its value. */
export interface LinearForm {
  readonly slopes: ReadonlyMap<string, Expression>
  readonly constant: Expression | undefined
}

/** A summand that is not linear. */
export interface NonlinearTerm {
  /** The smallest part of the text that makes it so. */
  readonly culprit: Expression
  /**
   * A power or product of variables, or a variable inside a function, a condition or a sum in a denominator.
   */
  readonly cause: 'power' | 'inside'
  /** The variables in the culprit. */
  readonly variables: readonly string[]
}
export interface NotLinear {
  readonly nonlinear: readonly NonlinearTerm[]
}

export interface LinearFormOptions {
  readonly variables: ReadonlySet<string>
  readonly integer: IntegerNames
  /**
   * Functions, conditions and denominators with a variable inside count as constants, held at the present
   * value of the variable.
   */
  readonly freeze?: boolean
}

/**
 * Writes an expression as a linear form in the variables. The text's own nesting is kept where that works, so
 * that `(g + E - v)/tau` gets the constant `E/tau`; only then it is multiplied out, so that `(v + 1)**2 -
 * v**2` is found to be linear.
 */
export function linearForm(expression: Expression, options: LinearFormOptions): LinearForm | NotLinear {
  const nested = nestedForm(expression, options)
  if (nested === FREE) return { slopes: NO_SLOPES, constant: structural(expression) }
  return nested === UNKNOWN ? expandedForm(expression, options) : nested
}

const NO_SLOPES: ReadonlyMap<string, Expression> = new Map()
const structural = (constant: Expression | undefined): Expression | undefined =>
  constant === undefined || isZero(constant) ? undefined : constant

/** No variable inside; the expression is its own constant. */
const FREE = 'free'
/** Not linear as it is nested; multiplying out may help. */
const UNKNOWN = 'unknown'
type Nested = LinearForm | typeof FREE | typeof UNKNOWN

function nestedForm(root: Expression, { variables, integer, freeze = false }: LinearFormOptions): Nested {
  const arithmetic = coefficientArithmetic(integer)

  const form = (node: Expression): Nested => {
    switch (node.kind) {
      case 'number':
      case 'boolean':
        return FREE
      case 'name':
        return variables.has(node.name)
          ? { slopes: new Map([[node.name, number(1)]]), constant: undefined }
          : FREE
      case 'unary': {
        const operand = form(node.operand)
        if (typeof operand === 'string' || node.operator === '+') return operand
        return node.operator === '-' ? mapForm(operand, arithmetic.negation) : frozen(node)
      }
      case 'binary':
        return binary(node)
      case 'call':
        return node.name === 'where' && node.arguments.length === 3
          ? conditional(node)
          : functionLike(node, node.arguments)
      case 'comparison':
      case 'logical':
        return functionLike(node, [node.left, node.right])
      default:
        return node satisfies never
    }
  }

  const frozen = (node: Expression): Nested => (freeze ? { slopes: NO_SLOPES, constant: node } : UNKNOWN)
  const functionLike = (node: Expression, operands: readonly Expression[]): Nested =>
    operands.some(operand => occurs(operand, variables)) ? frozen(node) : FREE

  const binary = (node: Binary): Nested => {
    const left = form(node.left)
    const right = form(node.right)
    if (left === FREE && right === FREE) return FREE
    switch (node.operator) {
      case '+':
      case '-': {
        if (left === UNKNOWN || right === UNKNOWN) return UNKNOWN
        const combine = node.operator === '+' ? arithmetic.sum : arithmetic.difference
        return combineForms(asForm(left, node.left), asForm(right, node.right), combine)
      }
      case '*': {
        if (left === UNKNOWN || right === UNKNOWN) return UNKNOWN
        const [a, b] = [asForm(left, node.left), asForm(right, node.right)]
        if (a.slopes.size === 0)
          return scaled(b, a.constant, (slope, factor) => arithmetic.product(factor, slope))
        return b.slopes.size === 0 ? scaled(a, b.constant, arithmetic.product) : UNKNOWN
      }
      case '/': {
        if (left === UNKNOWN || right === UNKNOWN) return UNKNOWN
        const { slopes, constant } = asForm(right, node.right)
        return slopes.size > 0 || constant === undefined
          ? UNKNOWN
          : scaled(asForm(left, node.left), constant, div)
      }
      case '**':
        return left === FREE || (left !== UNKNOWN && left.slopes.size === 0) ? frozen(node) : UNKNOWN
      case '//':
      case '%':
        return frozen(node)
      default:
        return node.operator satisfies never
    }
  }

  const conditional = (node: Call): Nested => {
    const [condition, whenTrue, whenFalse] = node.arguments
    if (condition === undefined || whenTrue === undefined || whenFalse === undefined) return UNKNOWN
    if (!occurs(node, variables)) return FREE
    if (occurs(condition, variables) && !freeze) return UNKNOWN
    const a = form(whenTrue)
    const b = form(whenFalse)
    if (a === UNKNOWN || b === UNKNOWN) return UNKNOWN
    const choose = (x: Expression | undefined, y: Expression | undefined): Expression | undefined =>
      x === undefined && y === undefined ? undefined : where(condition, x ?? number(0), y ?? number(0))
    return combineForms(asForm(a, whenTrue), asForm(b, whenFalse), choose)
  }
  return form(root)
}

const asForm = (form: LinearForm | typeof FREE, node: Expression): LinearForm =>
  form === FREE ? { slopes: NO_SLOPES, constant: structural(node) } : form

function mapForm(form: LinearForm, change: (coefficient: Expression) => Expression): LinearForm {
  const slopes = new Map<string, Expression>()
  for (const [variable, slope] of form.slopes) setUnlessZero(slopes, variable, change(slope))
  return { slopes, constant: form.constant === undefined ? undefined : structural(change(form.constant)) }
}

/**
 * Times a factor, or divided by it, whichever `scale` does; a factor that is zero by its structure leaves
 * nothing.
 */
const scaled = (
  form: LinearForm,
  factor: Expression | undefined,
  scale: (coefficient: Expression, factor: Expression) => Expression,
): LinearForm =>
  factor === undefined
    ? { slopes: NO_SLOPES, constant: undefined }
    : mapForm(form, coefficient => scale(coefficient, factor))

function combineForms(a: LinearForm, b: LinearForm, combine: Combine): LinearForm {
  const slopes = new Map<string, Expression>()
  for (const variable of new Set([...a.slopes.keys(), ...b.slopes.keys()])) {
    setUnlessZero(slopes, variable, combine(a.slopes.get(variable), b.slopes.get(variable)))
  }
  return { slopes, constant: structural(combine(a.constant, b.constant)) }
}

function setUnlessZero(
  slopes: Map<string, Expression>,
  variable: string,
  slope: Expression | undefined,
): void {
  if (slope !== undefined && !isZero(slope)) slopes.set(variable, slope)
}

function expandedForm(expression: Expression, options: LinearFormOptions): LinearForm | NotLinear {
  const { variables, integer, freeze = false } = options
  const terms = polynomialForm(expression, variables, integer)
  const nonlinear = terms.flatMap(term => nonlinearTerm(term, variables, freeze))
  if (nonlinear.length > 0) return { nonlinear }
  const slopes = new Map<string, Expression>()
  for (const variable of new Set(terms.flatMap(term => [...term.powers.keys()]))) {
    setUnlessZero(
      slopes,
      variable,
      sumOfCoefficients(
        terms.filter(term => term.powers.has(variable)),
        integer,
      ),
    )
  }
  return {
    slopes,
    constant: structural(
      sumOfCoefficients(
        terms.filter(term => term.powers.size === 0),
        integer,
      ),
    ),
  }
}

function nonlinearTerm(
  term: Term,
  variables: ReadonlySet<string>,
  freeze: boolean,
): readonly NonlinearTerm[] {
  const describe = (culprit: Expression, cause: NonlinearTerm['cause']): NonlinearTerm => ({
    culprit,
    cause,
    variables: [...namesIn(culprit)].filter(name => variables.has(name)),
  })
  const inside = freeze ? [] : term.opaque.map(part => describe(part, 'inside'))
  return term.culprit === undefined || inside.length > 0 ? inside : [describe(term.culprit, 'power')]
}
