import type { StateMonitorModel } from '../model/recording.js'
import type { Clock } from '../runtime/clock.js'
import { viewOf } from './group-handle.js'
import { rangeOf } from './group-part.js'
import type { NetworkScope } from './network-scope.js'
import { Pathway } from './pathway.js'
import type { NumberedSynapses } from './renumbering.js'
import { synapsesCoreOf } from './synapses.js'
import type { VariableOwner } from './variable-owner.js'

export interface StateMonitorSource {
  readonly scope: NetworkScope
  readonly owner: () => VariableOwner
  readonly clock: Clock
  readonly model: () => StateMonitorModel['source']
  /** Of synapses: what follows when they get other numbers. */
  readonly followers?: Set<NumberedSynapses>
  /** Set if the delays of a pathway are recorded. */
  readonly pathway?: string
}

/** What a user gives a state monitor to record: a group, a part of one, synapses, or the delays of a pathway. @throws {RheobaseError} kind `type` */
export function stateMonitorSource(source: object): StateMonitorSource {
  if (source instanceof Pathway) {
    const { synapses: core } = source
    return {
      scope: core.scope,
      followers: core.followers,
      owner: () => source.owner(),
      clock: core.clock,
      model: () => core.model(),
      pathway: source.name,
    }
  }
  const synapses = synapsesCoreOf(source)
  if (synapses !== undefined)
    return {
      scope: synapses.scope,
      followers: synapses.followers,
      owner: () => synapses.owner(),
      clock: synapses.clock,
      model: () => synapses.model(),
    }
  const view = viewOf('the source of a state monitor', source)
  const { core } = view
  return { scope: core.scope, owner: () => core.owner(view), clock: core.clock, model: () => rangeOf(view) }
}
