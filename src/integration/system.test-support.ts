import type { Expression } from '../language/syntax-tree.js'
import { evaluate, hostFunctions, type Functions, type Values } from '../symbolic/evaluate.test-support.js'
import { formula, shape } from '../symbolic/formula.test-support.js'
import { substitute } from '../symbolic/substitute.js'
import { denseExponential } from './dense-exponential.test-support.js'
import { integrationMethod, KNOWN_METHODS } from './known-methods.js'
import type { DifferentialSystem, IntegrationMethod, UpdateStatement } from './method.js'

export interface SystemOptions {
  /** Names of timed arrays that hold during a step when called as `name(t)`. */
  readonly held?: readonly string[]
  readonly integers?: readonly string[]
}

/**
 * A system from lines such as `dv/dt = (I - v)/tau` and subexpressions `I = sin(t)`, which are written out.
 */
export function system(
  lines: readonly string[],
  { held = [], integers = [] }: SystemOptions = {},
): DifferentialSystem {
  const written = new Map<string, Expression>()
  const equations: { variable: string; derivative: Expression }[] = []
  for (const line of lines) {
    const [, variable, subexpression, text = ''] = /^(?:d(\w+)\/dt|(\w+)) = (.*)$/.exec(line) ?? []
    if (variable !== undefined) equations.push({ variable, derivative: formula(text) })
    else if (subexpression !== undefined) written.set(subexpression, substitute(formula(text), written))
    else throw new Error(`not an equation: ${line}`)
  }
  return {
    equations: equations.map(({ variable, derivative }) => ({
      variable,
      derivative: substitute(derivative, written),
    })),
    constantOverStep: call => {
      const [time] = call.arguments
      return held.includes(call.name) && time?.kind === 'name' && time.name === 't'
    },
    stateful: name => ['rand', 'randn', 'poisson'].includes(name),
    integer: name => integers.includes(name),
  }
}

/** Statements as text with all parentheses, one a line. */
export const printed = (statements: readonly UpdateStatement[]): readonly string[] =>
  statements.map(({ target, value }) => `${target} = ${shape(value)}`)

/** Functions of updates: those of the host, and `_propagator` by an independent matrix exponential. */
export const updateFunctions: Functions = {
  ...hostFunctions,
  _propagator: (size = 0, row = 0, column = 0, ...entries) => {
    const matrix = Array.from({ length: size }, (_, at) => entries.slice(at * size, (at + 1) * size))
    return denseExponential(matrix)[row]?.[column] ?? NaN
  },
}

/** Carries out the statements of a step in their order; gives all names with their new values. */
export function step(
  statements: readonly UpdateStatement[],
  values: Values,
  functions: Functions = updateFunctions,
): Values {
  const scope = { ...values }
  for (const { target, value } of statements) scope[target] = evaluate(value, scope, functions)
  return scope
}

/** Many steps; `t` is the number of steps done, times `dt`. */
export function advance(
  statements: readonly UpdateStatement[],
  start: Values & { readonly dt: number },
  steps: number,
  functions: Functions = updateFunctions,
): Values {
  let values: Values = start
  for (let n = 0; n < steps; n++)
    values = step(statements, { ...values, t: n * start.dt, t_in_timesteps: n }, functions)
  return values
}

export const FIXED_STEP_METHODS: readonly IntegrationMethod[] = KNOWN_METHODS.flatMap(method =>
  method.adaptive === true ? [] : [method],
)

/** A method that is not adaptive. */
export function fixedStepMethod(name: string): IntegrationMethod {
  const method = integrationMethod(name)
  if (method.adaptive === true) throw new Error(`${name} has no fixed step`)
  return method
}
