import type { Expression } from '../language/syntax-tree.js'
import { add, mul, name, number } from '../symbolic/construct.js'
import { namesIn } from '../symbolic/occurs.js'
import { structurallyEqual } from '../symbolic/structurally-equal.js'
import { substitute } from '../symbolic/substitute.js'
import { accepted } from './accepted.js'
import { drawNoise, type NoiseDraws } from './draw-noise.js'
import { afterDrift } from './euler.js'
import { localNames } from './local-names.js'
import type { IntegrationMethod, UpdateStatement } from './method.js'
import { splitNoise, type NoisyEquation, type NoisySystem } from './split-noise.js'
import { writeBack } from './write-back.js'

/**
 * Stochastic Heun method for noise of any kind in the Stratonovich interpretation, with one support point for
 * all noise variables:
 *   y = x + Σ_k g_k(x, t) dW_k,   x(t + dt) = x + dt f(x, t) + Σ_k (g_k(x, t) + g_k(y, t + dt))/2 dW_k.
 * Strong order 1 for commuting noise; without noise it is Euler's method.
 * Source: Rümelin 1982, SIAM J. Numer. Anal. 19, 604-613.
 */
export const heun: IntegrationMethod = {
  name: 'heun',
  order: 1,
  stabilityLimit: 2,
  strongOrder: 1,
  refuse(system) {
    const split = splitNoise(system)
    return 'refusals' in split ? split.refusals : []
  },
  update(system) {
    const local = localNames(system)
    const split = accepted(splitNoise(system, local), 'heun')
    const noise = drawNoise(split.equations, local)
    const support = supportPoint(split, noise, local)
    const values = new Map<string, Expression>()
    for (const equation of split.equations) {
      let value = afterDrift(equation)
      for (const [xi, factor] of equation.factors) {
        const atSupport = substitute(factor, support.replacements)
        const mean = structurallyEqual(factor, atSupport) ? factor : mul(number(0.5), add(factor, atSupport))
        value = add(value, mul(mean, noise.increment(xi)))
      }
      values.set(equation.variable, value)
    }
    return [...noise.statements, ...split.draws, ...support.statements, ...writeBack(values)]
  },
}

interface SupportPoint {
  readonly statements: readonly UpdateStatement[]
  /** What the names in a noise factor mean at the support point. */
  readonly replacements: ReadonlyMap<string, Expression>
}

/**
 * Locals for the names that a noise factor mentions: variables moved by their noise, the end of the step, and
 * fresh draws.
 */
function supportPoint(
  { equations, draws }: NoisySystem,
  noise: NoiseDraws,
  local: (base: string) => string,
): SupportPoint {
  const needed = namesNeeded(equations, draws)
  const statements: UpdateStatement[] = []
  const replacements = new Map<string, Expression>()
  const define = (replaced: string, base: string, value: Expression): void => {
    const target = local(base)
    statements.push({ target, value })
    replacements.set(replaced, name(target))
  }
  for (const { variable, factors } of equations) {
    if (!needed.has(variable) || factors.size === 0) continue
    const moved = [...factors].map(([xi, factor]) => mul(factor, noise.increment(xi)))
    define(variable, `_support_${variable}`, moved.reduce(add, name(variable)))
  }
  if (needed.has('t')) define('t', '_t_end', add(name('t'), name('dt')))
  for (const { target, value } of draws) {
    if (needed.has(target)) define(target, `${target}_support`, substitute(value, replacements))
  }
  return { statements, replacements }
}

/** Names in the noise factors, and in the arguments of the draws that these mention. */
function namesNeeded(
  equations: readonly NoisyEquation[],
  draws: readonly UpdateStatement[],
): ReadonlySet<string> {
  const needed = new Set<string>()
  for (const { factors } of equations) for (const factor of factors.values()) namesIn(factor, needed)
  for (const { target, value } of [...draws].reverse()) if (needed.has(target)) namesIn(value, needed)
  return needed
}
