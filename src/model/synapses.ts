import type { Statement } from '../language/syntax-tree.js'
import type { EquationOwner, GroupModel, LinkModel, ListedNeurons } from './group.js'
import type { Variable } from './variable.js'

/** What synapses join: a part of a group, or all of other synapses, whose numbers then are the indices. */
export interface SynapticSide {
  readonly group: GroupModel | SynapsesModel
  readonly start: number
  readonly stop: number
  readonly listed?: ListedNeurons
}

/** Synapses from one group to another. Variables are in the order in which the synapses were made. */
export interface SynapsesModel extends EquationOwner {
  readonly kind: 'synapses'
  readonly source: SynapticSide
  readonly target: SynapticSide
  /** Number of synapses made so far. */
  readonly size: number
  readonly pathways: readonly PathwayModel[]
  /** Parameters that stand for variables of groups; nothing for those that were not linked yet. */
  readonly links: ReadonlyMap<string, LinkModel | undefined>
}

/** Code that runs for the synapses of a neuron when an event of that neuron arrives. */
export interface PathwayModel {
  readonly name: string
  /** Whose events drive it: the source's or the target's. */
  readonly side: 'pre' | 'post'
  readonly event: string
  readonly statements: readonly Statement[]
  readonly order: number
  readonly active: boolean
  readonly delay: DelayForm
  /** Whether code may write the delays. */
  readonly changes: boolean
  /** The delays as state: one value for all synapses, or one each. */
  readonly delayVariable: Variable
  /** Whether synapse numbers already stand in the order of delivery (emitting neuron, then delay). */
  readonly inRowOrder: boolean
  /** Events that wait from before the delays changed: so many synapses with an own time of arrival. */
  readonly waiting: number
}

export type DelayForm =
  | { readonly kind: 'none' }
  /** All synapses: this many steps of the emitting group. */
  | { readonly kind: 'homogeneous'; readonly steps: number }
  /** One delay per synapse; the longest has this many steps. */
  | { readonly kind: 'per-synapse'; readonly longest: number }
  /** Each event is sent on its own, for delays that change during a run, and very long ones; there is room for so many events on their way. */
  | { readonly kind: 'calendar'; readonly capacity: number }
