import type { ArraySymbol } from '../../kernels/value.js'
import type { PathwayModel, SynapsesModel } from '../../model/synapses.js'

/**
 * The rows of a pathway, each in as many pieces as there are threads: piece `t` of row `n` has the places `pieces[n*threads + t]` to
 * `pieces[n*threads + t + 1]`, with the synapses whose targets thread `t` owns. The order within a piece is that of the row, so that what
 * arrives at a target does so in the order of one thread.
 */
export interface DividedRows {
  readonly pieces: ArraySymbol
  /** The synapse at each place, unless a place is the number of a synapse. */
  readonly order: ArraySymbol | undefined
}

/**
 * The places of rows whose synapses have delays of their own: within a row and a delay by the threads that own the targets.
 */
export interface DividedDelays {
  /** The thread that owns the target of each place. */
  readonly owners: ArraySymbol
  readonly order: ArraySymbol | undefined
}

/** Synapses by the threads that own their neurons on one side: those of thread `t` at `starts[t]` to `starts[t + 1]`, by ascending numbers. */
export interface DividedSynapses {
  readonly starts: ArraySymbol
  readonly synapses: ArraySymbol
}

/** Divides synapses as they are in memory now. */
export interface RowDivider {
  readonly byRow: (synapses: SynapsesModel, pathway: PathwayModel) => DividedRows
  readonly bySide: (synapses: SynapsesModel, side: 'pre' | 'post') => DividedSynapses
  readonly byDelay: (synapses: SynapsesModel, pathway: PathwayModel) => DividedDelays
}
