import { add, div, name, number } from '../symbolic/construct.js'
import { localNames } from './local-names.js'
import type { IntegrationMethod } from './method.js'
import { noiseRefusals } from './refusals.js'
import { incrementOf, stageWriter } from './stage.js'
import { writeBack } from './write-back.js'

/**
 * The classical method of Kutta:
 *   k1 = dt f(x, t),   k2 = dt f(x + k1/2, t + dt/2),   k3 = dt f(x + k2/2, t + dt/2),   k4 = dt f(x + k3, t + dt),
 *   x(t + dt) = x + k1/6 + k2/3 + k3/3 + k4/6.
 * Source: Kutta 1901, Z. Math. Phys. 46, 435-453.
 */
export const rk4: IntegrationMethod = {
  name: 'rk4',
  order: 4,
  // The real root of 1 + z + z²/2 + z³/6 + z⁴/24 = 1, without its sign.
  stabilityLimit: 2.785293563405282,
  refuse: system => noiseRefusals(system, 'rk4'),
  update(system) {
    const stages = stageWriter(system, localNames(system))
    const half = number(2)
    const middle = stages.time('_t_mid', div(name('dt'), half))
    const end = stages.time('_t_end', name('dt'))
    const k1 = stages.increments('_k1')
    const first = stages.point('_mid1', variable => div(incrementOf(k1, variable), half))
    const k2 = stages.increments('_k2', { point: first, time: middle })
    const second = stages.point('_mid2', variable => div(incrementOf(k2, variable), half))
    const k3 = stages.increments('_k3', { point: second, time: middle })
    const last = stages.point('_end', variable => incrementOf(k3, variable))
    const k4 = stages.increments('_k4', { point: last, time: end })
    const values = new Map(
      system.equations.map(({ variable }) => {
        const weighted = [
          div(incrementOf(k1, variable), number(6)),
          div(incrementOf(k2, variable), number(3)),
          div(incrementOf(k3, variable), number(3)),
          div(incrementOf(k4, variable), number(6)),
        ]
        return [variable, weighted.reduce(add, name(variable))] as const
      }),
    )
    return [...stages.statements, ...writeBack(values)]
  },
}
