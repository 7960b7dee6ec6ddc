import type { Expression } from '../language/syntax-tree.js'
import { findNode } from '../symbolic/occurs.js'
import type { NonlinearTerm } from '../symbolic/linear-form.js'
import type { DifferentialSystem, Refusal } from './method.js'
import { isNoise } from '../language/names.js'
import { quote, quoteNames } from './quote.js'

/** A term that is not linear in the variables that it has to be linear in. */
export function nonlinearRefusal(variable: string, term: NonlinearTerm, advice: string): Refusal {
  const { culprit, cause, variables } = term
  const what =
    cause === 'inside'
      ? `${quote(culprit)} is not linear in ${quoteNames(variables)}`
      : variables.length > 1
        ? `${quote(culprit)} multiplies or divides ${quoteNames(variables)}`
        : `${quote(culprit)} is not of the first degree in ${quoteNames(variables)}`
  return { variable, reason: `${what}; ${advice}`, span: culprit.span }
}

/** Every noise variable of a system, for methods that know none. */
export function noiseRefusals(system: DifferentialSystem, method: string): readonly Refusal[] {
  return system.equations.flatMap(({ variable, derivative }) => {
    const noise = findNode(derivative, node => node.kind === 'name' && isNoise(node.name))
    if (noise === undefined) return []
    const reason = `${method} cannot integrate the noise ${quote(noise)}; use euler (additive noise), heun or milstein`
    return [{ variable, reason, span: noise.span }]
  })
}

/**
 * The part through which an expression changes with time during a step: the outermost function around a `t`,
 * or the `t` itself.
 */
export function timeDependence(expression: Expression, system: DifferentialSystem): Expression | undefined {
  const held = (node: Expression): boolean => node.kind === 'call' && system.constantOverStep(node)
  const isTime = (node: Expression): boolean => node.kind === 'name' && node.name === 't'
  return findNode(
    expression,
    node => isTime(node) || (node.kind === 'call' && findNode(node, isTime, held) !== undefined),
    held,
  )
}

/** The first call whose result is drawn anew, not computed. */
export const statefulCall = (expression: Expression, system: DifferentialSystem): Expression | undefined =>
  findNode(expression, node => node.kind === 'call' && system.stateful(node.name))
