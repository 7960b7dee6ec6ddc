import { multiplicativeNoise } from '../integration/additive-noise.js'
import { KNOWN_METHODS } from '../integration/known-methods.js'
import type { DifferentialSystem } from '../integration/method.js'
import { splitNoise } from '../integration/split-noise.js'
import type { EquationSystem } from '../language/equation-system.js'
import { builtinFunctions } from '../language/functions.js'
import { isNoise } from '../language/names.js'
import { printEquation } from '../language/print-equations.js'
import type { Expression } from '../language/syntax-tree.js'
import { substitute } from '../symbolic/substitute.js'
import { dependenciesOf } from './equation-dependencies.js'
import { hasFlag } from '../language/parse-flags.js'

/** Equations in words, as far as they tell without a group: timed arrays count as functions of time, unknown names as constants. */
export function explainEquations(system: EquationSystem): string {
  const lines = [...system.byName.values()].map(equation => {
    const asked = equation.kind === 'differential' ? `d${equation.name}/dt` : equation.name
    const needs = dependenciesOf(system, asked).map(({ name, via }) =>
      via.length === 0 ? name : `${name} (via ${via.join(', ')})`,
    )
    return [
      printEquation(equation),
      ...(needs.length === 0 ? [] : [`  depends on ${needs.join(', ')}`]),
    ].join('\n')
  })
  if (system.differential.length === 0) return [...lines, '', 'There is nothing to integrate.'].join('\n')
  const noise = kindOfNoise(system)
  return [
    ...lines,
    '',
    noise === undefined ? 'There is no noise.' : `The noise is ${noise}.`,
    ...KNOWN_METHODS.flatMap(method => {
      const reasons = method.refuse(systemOf(system))
      return reasons.length === 0
        ? [`${method.name}: fits`]
        : [
            `${method.name}: does not fit`,
            ...reasons.map(({ variable, reason }) =>
              variable === undefined ? `  ${reason}` : `  d${variable}/dt: ${reason}`,
            ),
          ]
    }),
  ].join('\n')
}

export function kindOfNoise(system: EquationSystem): 'additive' | 'multiplicative' | undefined {
  if (![...system.identifiers()].some(isNoise)) return undefined
  const equations = systemOf(system)
  const split = splitNoise(equations)
  if ('refusals' in split) return 'multiplicative'
  return multiplicativeNoise(split, equations).length === 0 ? 'additive' : 'multiplicative'
}

function systemOf({ subexpressions, differential, byName }: EquationSystem): DifferentialSystem {
  const written = new Map<string, Expression>()
  for (const { name, expression, flags } of subexpressions) {
    const isHeld = hasFlag({ flags }, 'constant over dt')
    if (expression !== undefined && !isHeld) written.set(name, substitute(expression, written))
  }
  return {
    equations: differential.flatMap(({ name, expression }) =>
      expression === undefined ? [] : [{ variable: name, derivative: substitute(expression, written) }],
    ),
    constantOverStep: () => false,
    stateful: name => builtinFunctions.get(name)?.stateless === false,
    integer: name => (byName.get(name)?.type ?? 'float') !== 'float',
  }
}
