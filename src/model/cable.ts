import type { Expression } from '../language/syntax-tree.js'

/**
 * The cable that the compartments of a neuron form. A slot is a potential that is solved for: slot k is that of compartment k, and after the
 * compartments come the points where several sections hang on the end of one, which have no membrane.
 */
export interface CableModel {
  /** Number of compartments of a cell. */
  readonly compartments: number
  /** Conductance from each slot to the one that it is coupled to, times the resistivity, in metres. */
  readonly coupling: Float64Array
  readonly resistance: ResistancePlaces
  readonly chains: CableChains
  readonly current: MembraneCurrent
  readonly method: CableMethod
}

/**
 * Where the resistance of each coupling lies: in halves of two compartments, the smaller `share` of it, if both have the same resistivity, in `rest`; or
 * all in one, which then is `most` and `rest`.
 */
export interface ResistancePlaces {
  readonly most: Int32Array
  readonly rest: Int32Array
  readonly share: Float64Array
}

export type CableMethod = 'backward-euler' | 'crank-nicolson' | 'sdirk2'

/**
 * The cable cut into pieces without branches, each after the one that it hangs on: compartments in a row, each coupled to the one before it, and a
 * branching point at the end or none.
 */
export interface CableChains {
  /** First and last compartment. */
  readonly first: Int32Array
  readonly last: Int32Array
  /** The slot that the first compartment is coupled to; -1 for the root. */
  readonly above: Int32Array
  /** The slot of the branching point at the end; -1 if there is none. */
  readonly end: Int32Array
}

/** The current per area that flows into the membrane, as `driving - conductance*v` near the present potential. */
export interface MembraneCurrent {
  readonly conductance: Expression
  readonly driving: Expression
}
