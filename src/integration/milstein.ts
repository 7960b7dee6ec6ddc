import type { Expression } from '../language/syntax-tree.js'
import { add, call, div, mul, name, number, sub } from '../symbolic/construct.js'
import { namesIn, occurs } from '../symbolic/occurs.js'
import { substitute } from '../symbolic/substitute.js'
import { accepted } from './accepted.js'
import { drawNoise } from './draw-noise.js'
import { afterDrift } from './euler.js'
import { localNames } from './local-names.js'
import type { DifferentialSystem, IntegrationMethod, Refusal, UpdateStatement } from './method.js'
import { quoteNames } from './quote.js'
import { splitNoise, type NoisyEquation } from './split-noise.js'
import { writeBack } from './write-back.js'

/**
 * Derivative-free Milstein method for diagonal noise in the Stratonovich interpretation:
 *   y = x + sqrt(dt) g(x, t),   x(t + dt) = x + dt f(x, t) + g(x, t) dW + (g(y, t) - g(x, t)) dW²/(2 sqrt(dt)).
 * The support point leaves the drift out: with it the mean would be off by order dt^1.5 in every step.
 * Source: Kloeden & Platen 1992, Numerical Solution of Stochastic Differential Equations, section 11.1.
 */
export const milstein: IntegrationMethod = {
  name: 'milstein',
  order: 1,
  stabilityLimit: 2,
  strongOrder: 1,
  refuse(system) {
    const split = splitNoise(system)
    return 'refusals' in split ? split.refusals : notDiagonal(split.equations)
  },
  caution(system) {
    const split = splitNoise(system)
    return 'refusals' in split ? [] : foreignFactors(split.equations, system)
  },
  update(system) {
    const local = localNames(system)
    const { equations, draws } = accepted(splitNoise(system, local), 'milstein')
    const noise = drawNoise(equations, local)
    const support: UpdateStatement[] = []
    const values = new Map<string, Expression>()
    for (const equation of equations) {
      const { variable, factors } = equation
      let value = afterDrift(equation)
      for (const [xi, factor] of factors) {
        const increment = noise.increment(xi)
        value = add(value, mul(factor, increment))
        if (!occurs(factor, new Set([variable]))) continue
        const target = local(`_support_${variable}`)
        support.push({ target, value: add(name(variable), mul(ROOT_DT, factor)) })
        const difference = sub(substitute(factor, new Map([[variable, name(target)]])), factor)
        value = add(value, div(mul(difference, mul(increment, increment)), mul(number(2), ROOT_DT)))
      }
      values.set(variable, value)
    }
    return [...noise.statements, ...draws, ...support, ...writeBack(values)]
  },
}

const ROOT_DT = call('sqrt', name('dt'))

function notDiagonal(equations: readonly NoisyEquation[]): readonly Refusal[] {
  const refusals: Refusal[] = []
  const owner = new Map<string, string>()
  for (const { variable, factors } of equations) {
    if (factors.size > 1) {
      const reason = `it contains the noise variables ${quoteNames([...factors.keys()])}, but milstein takes one in each equation; use heun`
      refusals.push({ variable, reason })
    }
    for (const [xi, factor] of factors) {
      const other = owner.get(xi)
      if (other === undefined) owner.set(xi, variable)
      else {
        const reason = `it shares the noise \`${xi}\` with d${other}/dt, but milstein needs independent noise; use heun`
        refusals.push({ variable, reason, span: factor.span })
      }
    }
  }
  return refusals
}

/** A noise factor with variables of other equations is diagonal to the eye only. */
function foreignFactors(equations: readonly NoisyEquation[], system: DifferentialSystem): readonly Refusal[] {
  const variables = new Set(system.equations.map(({ variable }) => variable))
  return equations.flatMap(({ variable, factors }) =>
    [...factors].flatMap(([xi, factor]) => {
      const others = [...namesIn(factor)].filter(other => other !== variable && variables.has(other))
      if (others.length === 0) return []
      const reason = `the factor of \`${xi}\` depends on ${quoteNames(others)}: milstein has strong order 1/2 only`
      return [{ variable, reason, span: factor.span }]
    }),
  )
}
