import type { Expression } from '../language/syntax-tree.js'
import { linearForm } from '../symbolic/linear-form.js'
import { namesIn } from '../symbolic/occurs.js'
import { integerNames } from './integer-names.js'
import { localNames } from './local-names.js'
import type { DifferentialSystem, Refusal, UpdateStatement } from './method.js'
import { nameDraws } from './name-draws.js'
import { isNoise } from '../language/names.js'
import { quote } from './quote.js'

/** A right side as `drift + Σ factor * noise`. */
export interface NoisyEquation {
  readonly variable: string
  /** Absent if it is zero by its structure. */
  readonly drift: Expression | undefined
  /** By name of the noise variable, in order of appearance. */
  readonly factors: ReadonlyMap<string, Expression>
}
export interface NoisySystem {
  readonly equations: readonly NoisyEquation[]
  /** Random numbers other than noise that the equations refer to by name. */
  readonly draws: readonly UpdateStatement[]
}

/** Splits the noise off each equation, or tells where it does not enter linearly. */
export function splitNoise(
  system: DifferentialSystem,
  local: (base: string) => string = localNames(system),
): NoisySystem | { readonly refusals: readonly Refusal[] } {
  if (!system.equations.some(({ derivative }) => noisesIn(derivative).size > 0)) {
    const equations = system.equations.map(({ variable, derivative }) => ({
      variable,
      drift: derivative,
      factors: new Map(),
    }))
    return { equations, draws: [] }
  }
  const { statements: draws, system: named } = nameDraws(system, local)
  const equations: NoisyEquation[] = []
  const refusals: Refusal[] = []
  for (const { variable, derivative } of named.equations) {
    const form = linearForm(derivative, { variables: noisesIn(derivative), integer: integerNames(system) })
    if ('nonlinear' in form) {
      refusals.push(
        ...form.nonlinear.map(({ culprit }) => ({
          variable,
          reason: `noise must enter linearly: ${quote(culprit)} is not a factor times one noise variable`,
          span: culprit.span,
        })),
      )
    } else equations.push({ variable, drift: form.constant, factors: form.slopes })
  }
  return refusals.length > 0 ? { refusals } : { equations, draws }
}

const noisesIn = (expression: Expression): ReadonlySet<string> =>
  new Set([...namesIn(expression)].filter(isNoise))
