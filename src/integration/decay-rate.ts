import { builtinFunctions } from '../language/functions.js'
import type { Expression } from '../language/syntax-tree.js'
import { linearForm } from '../symbolic/linear-form.js'
import { findNode } from '../symbolic/occurs.js'
import { integerNames } from './integer-names.js'
import type { DifferentialSystem } from './method.js'
import { isNoise } from '../language/names.js'

/**
 * The coefficient A of every equation that reads dx/dt = A x + B, with functions of x and all other variables held. An explicit step of
 * length dt can only follow x where |A| dt stays below a bound of the method.
 * Left out: equations without such a coefficient, and coefficients with noise or with functions of the user, which must not be called to look.
 */
export function decayRates(system: DifferentialSystem): ReadonlyMap<string, Expression> {
  const rates = new Map<string, Expression>()
  for (const { variable, derivative } of system.equations) {
    const form = linearForm(derivative, {
      variables: new Set([variable]),
      integer: integerNames(system),
      freeze: true,
    })
    const rate = 'nonlinear' in form ? undefined : form.slopes.get(variable)
    if (rate !== undefined && findNode(rate, node => isUnsteady(node, system)) === undefined)
      rates.set(variable, rate)
  }
  return rates
}

const isUnsteady = (node: Expression, system: DifferentialSystem): boolean =>
  node.kind === 'call'
    ? system.stateful(node.name) || !builtinFunctions.has(node.name)
    : node.kind === 'name' && isNoise(node.name)
