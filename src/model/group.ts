import type { EquationSystem } from '../language/equation-system.js'
import type { Expression, Statement } from '../language/syntax-tree.js'
import type { CableModel } from './cable.js'
import type { ClockModel } from './clock.js'
import type { IntegrationModel } from './integration.js'
import type { Namespace } from './namespace.js'
import type { Variable } from './variable.js'

/** What objects with equations have in common. */
export interface EquationOwner {
  readonly name: string
  readonly equations: EquationSystem
  /** Stored variables by name, built-in ones included. */
  readonly variables: ReadonlyMap<string, Variable>
  /** Constants and functions, searched in order: own namespace, then that of the network. */
  readonly namespaces: readonly Namespace[]
  readonly clock: ClockModel
  /** What keys the random numbers of this object. */
  readonly stream: string
  /** How many elements of a larger group stand before the first one; its random numbers are those of that group. */
  readonly firstElement?: number
  readonly integration: IntegrationModel
  readonly order: number
}

/** A condition that is tested in every step, and the code that runs for the elements for which it holds. */
export interface EventModel {
  readonly name: string
  readonly condition: Expression
  /** The elements that are asked, from the first up to, not including, the second; all if left out. */
  readonly place?: readonly [start: number, stop: number]
  readonly when: string
  readonly order: number
  readonly code?: EventCode
}
export interface EventCode {
  readonly statements: readonly Statement[]
  readonly when: string
  readonly order: number
}

/** How long a neuron stays refractory: for a period that is evaluated in every step, or while a condition holds. */
export interface Refractoriness {
  readonly expression: Expression
}

/** A group of neurons (or other elements) with equations and events. */
export interface NeuronGroupModel extends EquationOwner {
  readonly kind: 'neuron-group'
  readonly size: number
  readonly events: readonly EventModel[]
  readonly refractory?: Refractoriness
  /** The parameters flagged "linked", with what they stand for once that is set. */
  readonly links: ReadonlyMap<string, LinkModel | undefined>
  /** Of a spatial neuron: its elements are compartments, and the potential `v` is that of a cable. */
  readonly cable?: CableModel
}

/** A variable of another group that a linked variable stands for. */
export interface LinkModel {
  readonly source: GroupRange
  readonly variable: string
  /**
   * Which element of the source belongs to an element: the one with its number, the only one there is, that of a fixed list, or that which
   * an integer variable of the group names.
   */
  readonly mapping:
    | { readonly kind: 'same' }
    | { readonly kind: 'one' }
    /** Numbers in the group of the source. */
    | { readonly kind: 'list'; readonly neurons: Int32Array }
    | { readonly kind: 'variable'; readonly name: string }
}

/** Neurons that emit given spikes. */
export interface SpikeGeneratorModel {
  readonly kind: 'spike-generator'
  readonly name: string
  readonly size: number
  readonly clock: ClockModel
  readonly when: string
  readonly order: number
  readonly variables: ReadonlyMap<string, Variable>
  readonly namespaces: readonly Namespace[]
  readonly stream: string
  /** Number of spikes in the list. */
  readonly spikes: number
  /** In steps; 0: no repetition. */
  readonly periodInSteps: number
}

export type GroupModel = NeuronGroupModel | SpikeGeneratorModel

/** Neurons of a group that need not follow each other. */
export interface ListedNeurons {
  /** Their numbers in the group, ascending. */
  readonly neurons: Int32Array
  /** For each neuron of the group its place in the list, or -1. */
  readonly places: Int32Array
}

/** A part of a group; the whole group is one, too. */
export interface GroupRange {
  readonly group: GroupModel
  /** The first neuron; 0 for a list. */
  readonly start: number
  /** The neuron after the last; the number of neurons for a list. */
  readonly stop: number
  /** Set if the neurons are those of a list. */
  readonly listed?: ListedNeurons
}
