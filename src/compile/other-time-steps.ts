import { printQuantity } from '../units/print-quantity.js'
import { Quantity } from '../units/quantity.js'
import { second } from '../units/dimension.js'
import type { ModelFinding } from './model-finding.js'
import type { NetworkModel } from './network-model.js'

/** Pathways whose events come in other time steps than those of their synapses or of what these lead to. */
export function otherTimeSteps({ objects }: NetworkModel): readonly ModelFinding[] {
  return objects.flatMap(synapses => {
    if (synapses.kind !== 'synapses') return []
    const { source, target, clock } = synapses
    const steps = new Set([source.group.clock.dt, target.group.clock.dt, clock.dt])
    if (steps.size === 1) return []
    return synapses.pathways.map(({ name, side }): ModelFinding => {
      const { dt } = (side === 'pre' ? source : target).group.clock
      const print = (seconds: number): string => printQuantity(new Quantity(seconds, second))
      return {
        level: 'warning',
        code: 'other-time-step',
        text:
          `source, target and synapses of the pathway ${name} of \`${synapses.name}\` have the time steps ${[...steps].map(print).join(' and ')}: ` +
          `its delays are whole steps of ${print(dt)}, and t and dt in its code are those of \`${synapses.name}\``,
      }
    })
  })
}
