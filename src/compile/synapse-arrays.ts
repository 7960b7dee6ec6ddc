import type { Builder } from '../kernels/builder.js'
import type { ArraySymbol, Value } from '../kernels/value.js'
import type { PathwayModel, SynapsesModel } from '../model/synapses.js'
import { neuronAt } from './neuron-place.js'
import type { Storage } from './storage.js'

/** Source and target neuron of each synapse, counted from the start of the source and of the target. */
export const sourceOf = (storage: Storage, synapses: SynapsesModel): ArraySymbol =>
  storage.array(`${synapses.name}.i`, 'i32', synapses.size)
export const targetOf = (storage: Storage, synapses: SynapsesModel): ArraySymbol =>
  storage.array(`${synapses.name}.j`, 'i32', synapses.size)

/** A synapse with its neurons, absolute in their groups. */
export const placesOfSynapse = (
  builder: Builder,
  storage: Storage,
  synapses: SynapsesModel,
  synapse: Value,
): { readonly own: Value; readonly pre: Value; readonly post: Value } => ({
  own: synapse,
  pre: neuronAt(builder, storage, synapses.source, builder.load(sourceOf(storage, synapses), synapse)),
  post: neuronAt(builder, storage, synapses.target, builder.load(targetOf(storage, synapses), synapse)),
})

/** Number of synapses of each source neuron and of each target neuron. */
export const outgoingOf = (storage: Storage, synapses: SynapsesModel): ArraySymbol =>
  storage.array(countKey(synapses, 'source'), 'i32', sizeOf(synapses.source))
export const incomingOf = (storage: Storage, synapses: SynapsesModel): ArraySymbol =>
  storage.array(countKey(synapses, 'target'), 'i32', sizeOf(synapses.target))
/** The key of these numbers. */
export const countKey = ({ name }: Pick<SynapsesModel, 'name'>, side: 'source' | 'target'): string =>
  `${name}.${side === 'source' ? 'N_outgoing' : 'N_incoming'}`

const sizeOf = ({ start, stop }: SynapsesModel['source']): number => stop - start

/**
 * The synapses of each emitting neuron, as rows: row `n` has the places `starts[n]` to `starts[n + 1]`. A place is the number of a
 * synapse, or a position in `order` if the synapses were not made row by row. In a row synapses stand by delay, then by number.
 */
export interface Rows {
  readonly starts: ArraySymbol
  readonly order: ArraySymbol | undefined
  /** Delay of each place in steps, for pathways with a delay per synapse. */
  readonly delays: ArraySymbol | undefined
}

export function rowsOf(storage: Storage, synapses: SynapsesModel, pathway: PathwayModel): Rows {
  const emitting = pathway.side === 'pre' ? synapses.source : synapses.target
  const key = `${synapses.name}.${pathway.name}`
  return {
    starts: storage.array(`${key}.rows`, 'i32', emitting.stop - emitting.start + 1),
    order: pathway.inRowOrder ? undefined : storage.array(`${key}.order`, 'i32', synapses.size),
    delays:
      pathway.delay.kind === 'per-synapse' ? storage.array(`${key}.delays`, 'i32', synapses.size) : undefined,
  }
}
