import { add, mul, name, number, where } from '../symbolic/construct.js'
import type { Expression } from '../language/syntax-tree.js'
import {
  cashKarp45,
  doubledRk4,
  fehlberg45,
  kutta23,
  princeDormand78,
  type ButcherTableau,
} from './butcher-tableau.js'
import { localNames } from './local-names.js'
import type { AdaptiveMethod, DifferentialSystem } from './method.js'
import { quote } from './quote.js'
import { noiseRefusals, statefulCall } from './refusals.js'
import { incrementOf, stageWriter, type Locals } from './stage.js'

/** The length of a substep in the statements of an attempt. */
export const SUBSTEP = '_h'

/** The adaptive methods, by the names that Brian gives those of the GNU Scientific Library. */
export const ADAPTIVE_METHODS: readonly AdaptiveMethod[] = [
  adaptive('gsl_rk2', 3, 2, kutta23),
  adaptive('gsl_rk4', 4, 4, doubledRk4),
  adaptive('gsl_rkf45', 5, 5, fehlberg45),
  adaptive('gsl_rkck', 5, 5, cashKarp45),
  adaptive('gsl_rk8pd', 8, 8, princeDormand78),
]

function adaptive(
  title: string,
  order: number,
  controlOrder: number,
  tableau: ButcherTableau,
): AdaptiveMethod {
  return {
    name: title,
    adaptive: true,
    order,
    controlOrder,
    refuse: system => [...noiseRefusals(system, title), ...randomRefusals(system, title)],
    attempt(system, frozen, active) {
      const gated = freeze(system, frozen, active)
      const stages = stageWriter(gated, localNames(gated), SUBSTEP)
      const increments: Locals[] = []
      const weighted = (weights: readonly number[], variable: string): Expression | undefined =>
        weights
          .flatMap((weight, stage) => {
            const known = increments[stage]
            return weight === 0 || known === undefined
              ? []
              : [mul(number(weight, 'float'), incrementOf(known, variable))]
          })
          .reduce<Expression | undefined>(
            (sum, term) => (sum === undefined ? term : add(sum, term)),
            undefined,
          )
      tableau.a.forEach((row, stage) => {
        const base = String(stage + 1)
        if (stage === 0) {
          increments.push(stages.increments(`_k${base}`))
          return
        }
        const time = stages.time(`_t${base}`, mul(number(tableau.c[stage] ?? 0, 'float'), name(SUBSTEP)))
        const point = stages.point(`_x${base}`, variable => weighted(row, variable) ?? number(0, 'float'))
        increments.push(stages.increments(`_k${base}`, { point, time }))
      })
      return {
        statements: stages.statements,
        variables: system.equations.map(({ variable }) => ({
          variable,
          value: add(name(variable), weighted(tableau.b, variable) ?? number(0, 'float')),
          error: weighted(tableau.e, variable) ?? number(0, 'float'),
        })),
      }
    },
  }
}

/** A frozen variable does not change while its element is refractory. */
function freeze(system: DifferentialSystem, frozen: ReadonlySet<string>, active: string): DifferentialSystem {
  return {
    ...system,
    equations: system.equations.map(equation =>
      frozen.has(equation.variable)
        ? { ...equation, derivative: where(name(active), equation.derivative, number(0, 'float')) }
        : equation,
    ),
  }
}

/** A random number would be another one in each stage and each repeated substep. */
const randomRefusals = (system: DifferentialSystem, method: string) =>
  system.equations.flatMap(({ variable, derivative }) => {
    const random = statefulCall(derivative, system)
    return random === undefined
      ? []
      : [
          {
            variable,
            reason: `${method} cannot integrate ${quote(random)}, which is random; hold it during a step with the flag "constant over dt"`,
            span: random.span,
          },
        ]
  })
