import type { NeuronGroupModel, SpikeGeneratorModel } from '../model/group.js'
import type {
  NetworkOperationModel,
  PopulationRateMonitorModel,
  RegularOperationModel,
  SpikeMonitorModel,
  StateMonitorModel,
} from '../model/recording.js'
import type { SynapsesModel } from '../model/synapses.js'

/** Everything that a run needs to know: the objects of a network that take part in it. */
export interface NetworkModel {
  readonly name: string
  readonly slots: readonly string[]
  readonly objects: readonly ModelObject[]
}

export type ModelObject =
  | (NeuronGroupModel & { readonly active: boolean })
  | (SpikeGeneratorModel & { readonly active: boolean })
  | (SynapsesModel & { readonly active: boolean })
  | SpikeMonitorModel
  | StateMonitorModel
  | PopulationRateMonitorModel
  | NetworkOperationModel
  | RegularOperationModel
