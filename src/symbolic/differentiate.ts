import type { Binary, Call, Expression } from '../language/syntax-tree.js'
import { add, div, isZero, literalValue, mul, neg, number, pow, sub, where, call } from './construct.js'
import { derivativeRules } from './derivative-rules.js'
import { occurs } from './occurs.js'

/**
 * The derivative, or the part of the expression that has none (a function given by the user, a random
 * number).
 */
export type Differentiation = { readonly derivative: Expression } | { readonly obstacle: Expression }

/**
 * Partial derivative with respect to a variable. Where a function jumps or has a corner the derivative of one
 * side is given, as is usual: `abs'` is `sign`, steps have derivative zero.
 */
export function differentiate(expression: Expression, variable: string): Differentiation {
  const result = derive(expression, variable, new Set([variable]))
  return 'kind' in result ? { derivative: result } : result
}

interface Obstacle {
  readonly obstacle: Expression
}
const ZERO = number(0)

function derive(node: Expression, variable: string, names: ReadonlySet<string>): Expression | Obstacle {
  if (!occurs(node, names)) return ZERO
  switch (node.kind) {
    case 'name':
      return number(1)
    case 'unary': {
      const inner = derive(node.operand, variable, names)
      if ('obstacle' in inner || node.operator === '+') return inner
      return node.operator === 'not' || isZero(inner) ? ZERO : neg(inner)
    }
    case 'binary': {
      const left = derive(node.left, variable, names)
      if ('obstacle' in left) return left
      const right = derive(node.right, variable, names)
      return 'obstacle' in right ? right : deriveBinary(node, left, right)
    }
    case 'call':
      return deriveCall(node, variable, names)
    default:
      return ZERO
  }
}

/** The sum of two terms of which either may be zero by its structure. */
const plus = (a: Expression, b: Expression): Expression => (isZero(a) ? b : isZero(b) ? a : add(a, b))
const times = (factor: Expression, derivative: Expression): Expression =>
  isZero(derivative) ? ZERO : mul(factor, derivative)

function deriveBinary({ operator, left, right }: Binary, dLeft: Expression, dRight: Expression): Expression {
  switch (operator) {
    case '+':
      return plus(dLeft, dRight)
    case '-':
      return isZero(dRight) ? dLeft : isZero(dLeft) ? neg(dRight) : sub(dLeft, dRight)
    case '*':
      return plus(times(right, dLeft), times(left, dRight))
    case '/': {
      if (isZero(dRight)) return div(dLeft, right)
      const numerator = plus(times(right, dLeft), neg(times(left, dRight)))
      return div(numerator, mul(right, right))
    }
    case '//':
      return ZERO
    case '%':
      return plus(dLeft, neg(times(call('floor', div(left, right)), dRight)))
    case '**':
      return derivePower(left, right, dLeft, dRight)
    default:
      return operator satisfies never
  }
}

function derivePower(
  base: Expression,
  exponent: Expression,
  dBase: Expression,
  dExponent: Expression,
): Expression {
  const value = literalValue(exponent)
  const lower = value === undefined ? sub(exponent, number(1)) : number(value - 1)
  const power = value === 2 ? base : pow(base, lower)
  const byBase = times(mul(exponent, power), dBase)
  return plus(byBase, times(mul(pow(base, exponent), call('log', base)), dExponent))
}

function deriveCall(node: Call, variable: string, names: ReadonlySet<string>): Expression | Obstacle {
  if (node.name === 'where') {
    const [condition, ...branches] = node.arguments
    const derived: Expression[] = []
    for (const branch of branches) {
      const derivative = derive(branch, variable, names)
      if ('obstacle' in derivative) return derivative
      derived.push(derivative)
    }
    const [whenTrue = ZERO, whenFalse = ZERO] = derived
    if (condition === undefined || (isZero(whenTrue) && isZero(whenFalse))) return ZERO
    return where(condition, whenTrue, whenFalse)
  }
  const rule = derivativeRules.get(node.name)
  if (rule === undefined) return { obstacle: node }
  let total: Expression = ZERO
  const partials = rule(node.arguments, node)
  for (const [position, argument] of node.arguments.entries()) {
    const inner = derive(argument, variable, names)
    if ('obstacle' in inner) return inner
    const partial = partials[position]
    if (isZero(inner) || partial === undefined || isZero(partial)) continue
    total = plus(total, mul(partial, inner))
  }
  return total
}
