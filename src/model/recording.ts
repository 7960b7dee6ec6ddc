import type { Statement } from '../language/syntax-tree.js'
import type { ClockModel } from './clock.js'
import type { GroupRange } from './group.js'
import type { SynapsesModel } from './synapses.js'

/** Records each event of a group. */
export interface SpikeMonitorModel {
  readonly kind: 'spike-monitor'
  readonly name: string
  readonly source: GroupRange
  readonly event: string
  readonly variables: readonly string[]
  /** Whether single events are kept, or only counted. */
  readonly record: boolean
  readonly when: string
  readonly order: number
  readonly active: boolean
}

/** Records variables of some elements in every step of its clock. */
export interface StateMonitorModel {
  readonly kind: 'state-monitor'
  readonly name: string
  readonly source: GroupRange | SynapsesModel
  /** Of synapses: records the delays of this pathway instead of variables of the synapses. */
  readonly pathway?: string
  readonly variables: readonly string[]
  /** Elements, relative to the start of the source. */
  readonly elements: Int32Array
  /** What is kept: each n-th row (1: all), of these the last ones, or mean, variance and extremes of all rows. */
  readonly keep: { readonly every: number; readonly last: number } | 'statistics'
  /** It records at these times only (in seconds), instead of in each step of its clock. */
  readonly givenTimes?: Float64Array
  readonly clock: ClockModel
  readonly when: string
  readonly order: number
  readonly active: boolean
}

/** Records the rate of a group, averaged over its neurons, in every step. */
export interface PopulationRateMonitorModel {
  readonly kind: 'population-rate-monitor'
  readonly name: string
  readonly source: GroupRange
  readonly active: boolean
}

/** Calls a function of the user between kernels. */
export interface NetworkOperationModel {
  readonly kind: 'network-operation'
  readonly name: string
  readonly clock: ClockModel
  readonly when: string
  readonly order: number
  /** It is called at these times only (in seconds), instead of in each step of its clock. */
  readonly givenTimes?: Float64Array
  readonly active: boolean
  readonly call: () => void
}

/** Code of a group that runs at regular times. */
export interface RegularOperationModel {
  readonly kind: 'regular-operation'
  readonly name: string
  readonly target: GroupRange | SynapsesModel
  readonly statements: readonly Statement[]
  /** What keys its random numbers, if not the object that it is of. */
  readonly stream?: string
  readonly clock: ClockModel
  /** It runs at these times only (in seconds), instead of in each step of its clock. */
  readonly givenTimes?: Float64Array
  readonly when: string
  readonly order: number
  readonly active: boolean
}
