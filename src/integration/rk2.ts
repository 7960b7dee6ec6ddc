import { add, div, name, number } from '../symbolic/construct.js'
import { localNames } from './local-names.js'
import type { IntegrationMethod } from './method.js'
import { noiseRefusals } from './refusals.js'
import { incrementOf, stageWriter } from './stage.js'
import { writeBack } from './write-back.js'

/**
 * Midpoint method of Runge:
 *   k = dt f(x, t),   x(t + dt) = x + dt f(x + k/2, t + dt/2).
 * Source: Hairer, Nørsett & Wanner 1993, Solving Ordinary Differential Equations I, section II.1.
 */
export const rk2: IntegrationMethod = {
  name: 'rk2',
  order: 2,
  stabilityLimit: 2,
  refuse: system => noiseRefusals(system, 'rk2'),
  update(system) {
    const stages = stageWriter(system, localNames(system))
    const half = number(2)
    const k1 = stages.increments('_k1')
    const point = stages.point('_mid', variable => div(incrementOf(k1, variable), half))
    const k2 = stages.increments('_k2', { point, time: stages.time('_t_mid', div(name('dt'), half)) })
    const values = new Map(
      system.equations.map(
        ({ variable }) => [variable, add(name(variable), incrementOf(k2, variable))] as const,
      ),
    )
    return [...stages.statements, ...writeBack(values)]
  },
}
