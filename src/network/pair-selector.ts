import type { ElementRange, ElementSelector } from './element-selection.js'
import type { Group } from './group-handle.js'

/** One side of a selection by neurons: an index, a list of indices, a range, or a group or part of one, which stands for its neurons. */
export type NeuronSelector = number | ArrayLike<number> | ElementRange | Group

/** Synapses by the neurons they join: all whose source is in `i` and whose target is in `j`; a side left out takes all. */
export interface PairSelector {
  readonly i?: NeuronSelector
  readonly j?: NeuronSelector
  /** With a multisynaptic index: only synapses with these numbers among the parallel ones. */
  readonly k?: number | ArrayLike<number> | ElementRange
}

/** Synapses by number as for all objects, by condition over `i`, `j` and variables, or by their neurons. */
export type SynapseSelector = ElementSelector | PairSelector

export const isPairSelector = (selector: unknown): selector is PairSelector =>
  typeof selector === 'object' && selector !== null && ('i' in selector || 'j' in selector || 'k' in selector)
