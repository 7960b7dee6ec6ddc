import type { Call, Expression } from '../language/syntax-tree.js'
import { add, call, comparison, div, logical, mul, neg, number, pow, sub, where } from './construct.js'

/** Partial derivatives of a function, one for each argument. */
type Rule = (operands: readonly Expression[], whole: Call) => readonly Expression[]

const ONE = number(1)
const ZERO = number(0)
const square = (x: Expression): Expression => pow(x, number(2))
const reciprocal = (x: Expression): Expression => div(ONE, x)
const LN_2 = number(0.6931471805599453)
const LN_10 = number(2.302585092994046)

/** A rule for functions of one argument. */
const unary =
  (derivative: (x: Expression, whole: Call) => Expression): Rule =>
  ([x], whole) =>
    x === undefined ? [] : [derivative(x, whole)]
/** A function whose value only jumps. */
const steps: Rule = operands => operands.map(() => ZERO)

/** The first argument counts where it is the chosen one: `min(a, b, …)` and `max(a, b, …)`. */
const chosen: Rule = (operands, whole) => {
  const isChosen = (x: Expression, position: number): Expression => {
    const earlier = operands.slice(0, position).map(other => comparison('!=', other, whole))
    return [comparison('==', x, whole), ...earlier].reduce((a, b) => logical('and', a, b))
  }
  return operands.map((x, position) => where(isChosen(x, position), ONE, ZERO))
}

/**
 * Below this the quotient for the derivative of `exprel` would cancel; the series has a relative error below
 * 1e-11 there.
 */
const EXPREL_SERIES_UP_TO = 0.02
const EXPREL_SERIES = [1 / 2, 1 / 3, 1 / 8, 1 / 30, 1 / 144]

/** exprel'(x) = (e^x - exprel(x))/x = Σ (n + 1)/(n + 2)! x^n. */
function exprelSlope(x: Expression, whole: Call): Expression {
  const series = EXPREL_SERIES.map(c => number(c)).reduceRight((rest, c) => add(c, mul(x, rest)))
  const quotient = div(sub(call('exp', x), whole), x)
  return where(comparison('<', call('abs', x), number(EXPREL_SERIES_UP_TO)), series, quotient)
}

/** `min(max(a, lo), hi)`, so where lo > hi the upper bound decides. */
const clip: Rule = ([a, low, high]) => {
  if (a === undefined || low === undefined || high === undefined) return []
  const capped = comparison('>', call('max', a, low), high)
  return [
    where(logical('or', capped, comparison('<', a, low)), ZERO, ONE),
    where(capped, ZERO, where(comparison('<', a, low), ONE, ZERO)),
    where(capped, ONE, ZERO),
  ]
}

const arctan2: Rule = ([y, x]) => {
  if (y === undefined || x === undefined) return []
  const norm = add(mul(x, x), mul(y, y))
  return [div(x, norm), div(neg(y), norm)]
}

const mod: Rule = ([a, b]) => (a === undefined || b === undefined ? [] : [ONE, neg(call('floor', div(a, b)))])

const root = (x: Expression): Expression => call('sqrt', x)

/** By name in the equation language. Random functions and those of the user have no rule. */
export const derivativeRules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['exp', unary((_, whole) => whole)],
  ['exp2', unary((_, whole) => mul(LN_2, whole))],
  ['expm1', unary(x => call('exp', x))],
  ['exprel', unary(exprelSlope)],
  ['log', unary(reciprocal)],
  ['log10', unary(x => reciprocal(mul(LN_10, x)))],
  ['log2', unary(x => reciprocal(mul(LN_2, x)))],
  ['log1p', unary(x => reciprocal(add(ONE, x)))],
  ['sqrt', unary((_, whole) => reciprocal(mul(number(2), whole)))],
  ['sin', unary(x => call('cos', x))],
  ['cos', unary(x => neg(call('sin', x)))],
  ['tan', unary((_, whole) => add(ONE, square(whole)))],
  ['arcsin', unary(x => reciprocal(root(sub(ONE, square(x)))))],
  ['arccos', unary(x => neg(reciprocal(root(sub(ONE, square(x))))))],
  ['arctan', unary(x => reciprocal(add(ONE, square(x))))],
  ['arctan2', arctan2],
  ['sinh', unary(x => call('cosh', x))],
  ['cosh', unary(x => call('sinh', x))],
  ['tanh', unary((_, whole) => sub(ONE, square(whole)))],
  ['arcsinh', unary(x => reciprocal(root(add(square(x), ONE))))],
  ['arccosh', unary(x => reciprocal(root(sub(square(x), ONE))))],
  ['arctanh', unary(x => reciprocal(sub(ONE, square(x))))],
  ['abs', unary(x => call('sign', x))],
  ['clip', clip],
  ['min', chosen],
  ['max', chosen],
  ['mod', mod],
  ...['sign', 'floor', 'ceil', 'round', 'int', 'heaviside', 'isnan', 'isinf', 'timestep'].map(
    (name): [string, Rule] => [name, steps],
  ),
])
