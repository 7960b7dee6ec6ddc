import { mentions } from '../language/mentions.js'
import { printExpression } from '../language/print.js'
import type { Expression } from '../language/syntax-tree.js'
import { operandsOf } from '../symbolic/occurs.js'
import type { ModelFinding } from './model-finding.js'
import type { NetworkModel } from './network-model.js'

/**
 * Quotients such as `a*(v - v0)/(exp((v - v0)/k) - 1)` in equations: the textbook form of a rate, which is 0/0 where `v` is `v0` exactly.
 * They are computed as they stand; the user should know the form that is finite everywhere.
 */
export function removableSingularities({ objects }: NetworkModel): readonly ModelFinding[] {
  return objects.flatMap(object => {
    if (object.kind !== 'neuron-group' && object.kind !== 'synapses') return []
    const variables = object.equations.byName
    return [...variables.values()].flatMap(({ name, expression }) =>
      (expression === undefined ? [] : quotientsIn(expression, variables)).map((quotient): ModelFinding => ({
        level: 'info',
        code: 'removable-singularity',
        text:
          `\`${printExpression(quotient)}\` in the equation of \`${object.name}.${name}\` is 0/0, and so nan, where the exponent is 0. ` +
          'With exprel(x) = (exp(x) - 1)/x it is finite everywhere: x/(exp(x) - 1) is 1/exprel(x), and x/(1 - exp(-x)) is 1/exprel(-x).',
      })),
    )
  })
}

type Names = ReadonlyMap<string, unknown>

const quotientsIn = (expression: Expression, variables: Names): readonly Expression[] => [
  ...(expression.kind === 'binary' && isRemovable(expression, variables) ? [expression] : []),
  ...operandsOf(expression).flatMap(operand => quotientsIn(operand, variables)),
]

/** Whether the denominator is `exp(…) - 1` or `1 - exp(…)`, and the numerator depends on a variable of the exponent. */
function isRemovable(
  { operator, left, right }: Extract<Expression, { kind: 'binary' }>,
  variables: Names,
): boolean {
  if (operator !== '/' || right.kind !== 'binary' || right.operator !== '-') return false
  const [exponential, one] = isOne(right.left) ? [right.right, right.left] : [right.left, right.right]
  if (!isOne(one) || exponential.kind !== 'call' || exponential.name !== 'exp') return false
  const exponent = new Set(
    exponential.arguments.flatMap(argument => mentions(argument).map(({ name }) => name)),
  )
  return mentions(left).some(({ name }) => variables.has(name) && exponent.has(name))
}

const isOne = (expression: Expression): boolean => expression.kind === 'number' && expression.value === 1
