import type { Expression } from '../language/syntax-tree.js'
import { add, mul, name } from '../symbolic/construct.js'
import { multiplicativeNoise } from './additive-noise.js'
import { drawNoise } from './draw-noise.js'
import { accepted } from './accepted.js'
import { localNames } from './local-names.js'
import type { IntegrationMethod } from './method.js'
import { splitNoise, type NoisyEquation } from './split-noise.js'
import { writeBack } from './write-back.js'

/**
 * Forward Euler, with additive noise Euler-Maruyama:
 *   x(t + dt) = x + dt f(x, t) + Σ_k g_k dW_k.
 * With multiplicative noise the formula would be right in the Itô interpretation only, so it is refused.
 * Source: Maruyama 1955, Rend. Circ. Mat. Palermo 4, 48-90.
 */
export const euler: IntegrationMethod = {
  name: 'euler',
  order: 1,
  stabilityLimit: 2,
  strongOrder: 1,
  refuse(system) {
    const split = splitNoise(system)
    return 'refusals' in split ? split.refusals : multiplicativeNoise(split, system)
  },
  update(system) {
    const local = localNames(system)
    const { equations, draws } = accepted(splitNoise(system, local), 'euler')
    const noise = drawNoise(equations, local)
    const values = new Map(
      equations.map(equation => {
        const stochastic = [...equation.factors].map(([xi, factor]) => mul(factor, noise.increment(xi)))
        return [equation.variable, stochastic.reduce(add, afterDrift(equation))] as const
      }),
    )
    return [...noise.statements, ...draws, ...writeBack(values)]
  },
}

/**
 * Forward Euler for noise of any kind, which gives the solution in the interpretation of Itô: with multiplicative noise another process
 * than that of `heun` and `milstein`, which is why it has a name of its own. Strong order 1/2, weak order 1.
 * Source: Maruyama 1955; Kloeden & Platen 1992, section 10.2.
 */
export const eulerIto: IntegrationMethod = {
  ...euler,
  name: 'euler_ito',
  strongOrder: 0.5,
  refuse(system) {
    const split = splitNoise(system)
    return 'refusals' in split ? split.refusals : []
  },
}

/** `x + dt*f`. */
export const afterDrift = ({ variable, drift }: NoisyEquation): Expression =>
  drift === undefined ? name(variable) : add(name(variable), mul(name('dt'), drift))
