import type { Expression } from '../language/syntax-tree.js'
import { linearForm, type LinearForm } from '../symbolic/linear-form.js'
import { integerNames } from './integer-names.js'
import type { DifferentialSystem, Refusal } from './method.js'
import { quote } from './quote.js'
import { noiseRefusals, nonlinearRefusal, statefulCall, timeDependence } from './refusals.js'

/**
 * `dx/dt = M x + B` with M and B constant during a step; one form for each variable, in the order of the
 * equations.
 */
export interface LinearSystem {
  readonly variables: readonly string[]
  readonly forms: readonly LinearForm[]
}

const known = new WeakMap<DifferentialSystem, LinearSystem | { readonly refusals: readonly Refusal[] }>()

/**
 * The system in linear form, or why it has none. Remembered, for a method is first asked to refuse and then
 * to update.
 */
export function linearSystem(
  system: DifferentialSystem,
): LinearSystem | { readonly refusals: readonly Refusal[] } {
  let result = known.get(system)
  if (result === undefined) {
    result = analyse(system)
    known.set(system, result)
  }
  return result
}

function analyse(system: DifferentialSystem): LinearSystem | { readonly refusals: readonly Refusal[] } {
  const noise = noiseRefusals(system, 'exact')
  if (noise.length > 0) return { refusals: noise }
  const variables = system.equations.map(({ variable }) => variable)
  const options = { variables: new Set(variables), integer: integerNames(system) }
  const refusals: Refusal[] = []
  const forms: LinearForm[] = []
  for (const { variable, derivative } of system.equations) {
    const form = linearForm(derivative, options)
    if ('nonlinear' in form)
      refusals.push(...form.nonlinear.map(term => nonlinearRefusal(variable, term, NONLINEAR_ADVICE)))
    else forms.push(form)
    refusals.push(...changesDuringStep(variable, derivative, system))
  }
  return refusals.length > 0 ? { refusals } : { variables, forms }
}

const NONLINEAR_ADVICE = 'exact integrates linear equations only; use exponential_euler, rk2, rk4 or euler'

function changesDuringStep(
  variable: string,
  derivative: Expression,
  system: DifferentialSystem,
): readonly Refusal[] {
  const refusals: Refusal[] = []
  const time = timeDependence(derivative, system)
  if (time !== undefined) {
    const through = time.kind === 'name' ? 'it depends on `t`' : `it depends on \`t\` through ${quote(time)}`
    const reason = `${through}; exact needs coefficients that hold during a step: make it a subexpression "(constant over dt)", or use another method`
    refusals.push({ variable, reason, span: time.span })
  }
  const stateful = statefulCall(derivative, system)
  if (stateful !== undefined) {
    const reason = `${quote(stateful)} gives another value at each evaluation; exact needs coefficients that hold during a step: make it a subexpression "(constant over dt)", or use euler`
    refusals.push({ variable, reason, span: stateful.span })
  }
  return refusals
}
