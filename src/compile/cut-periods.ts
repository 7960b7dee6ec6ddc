import { constantValue } from '../language/constant-value.js'
import { printQuantity } from '../units/print-quantity.js'
import { Quantity } from '../units/quantity.js'
import { second } from '../units/dimension.js'
import { groupContext } from './group-context.js'
import type { ModelFinding } from './model-finding.js'
import type { NetworkModel } from './network-model.js'
import { stepsIn } from './refractoriness.js'
import type { Storage } from './storage.js'

/** Constant refractory periods that are no multiple of the time step: they are cut down, and the user should know to what. */
export function cutPeriods(storage: Storage, { objects }: NetworkModel): readonly ModelFinding[] {
  return objects.flatMap((group): ModelFinding[] => {
    if (group.kind !== 'neuron-group' || group.refractory === undefined) return []
    const context = groupContext(
      storage,
      { group, start: 0, stop: group.size },
      { writesShared: false, guarded: true },
    )
    const period = constantValue(group.refractory.expression, context)
    if (period === undefined || !Number.isFinite(period)) return []
    const { dt } = group.clock
    const used = stepsIn(period, dt) * dt
    if (Math.abs(used - period) <= 2e-3 * dt) return []
    const print = (seconds: number): string => printQuantity(new Quantity(seconds, second))
    return [
      {
        level: 'info',
        code: 'refractory-period-cut',
        text: `the refractory period of \`${group.name}\`, ${print(period)}, is not a multiple of the time step of ${print(dt)}; ${print(used)} is used`,
      },
    ]
  })
}
