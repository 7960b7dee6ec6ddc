import type { Builder } from '../kernels/builder.js'
import type { Value } from '../kernels/value.js'
import type { GroupRange, NeuronGroupModel } from '../model/group.js'
import type { SynapsesModel } from '../model/synapses.js'
import type { CodeContext } from './binding.js'
import { groupContext, type GroupCode } from './group-context.js'
import { forEachNeuron } from './neuron-place.js'
import type { Place } from './lowering.js'
import type { Storage } from './storage.js'
import { placesOfSynapse } from './synapse-arrays.js'
import { synapsesContext } from './synapses-context.js'

/** What code runs for, element by element: neurons of a group or of a part of it, or synapses. */
export type Evaluated = GroupRange | SynapsesModel

export const isSynapses = (evaluated: Evaluated): evaluated is SynapsesModel => !('group' in evaluated)

/** All elements of an object with equations. */
export const wholeOf = (owner: NeuronGroupModel | SynapsesModel): Evaluated =>
  owner.kind === 'synapses' ? owner : { group: owner, start: 0, stop: owner.size }

export const nameOf = (evaluated: Evaluated): string =>
  isSynapses(evaluated) ? evaluated.name : evaluated.group.name
export const streamOf = (evaluated: Evaluated): string =>
  isSynapses(evaluated) ? evaluated.stream : evaluated.group.stream

/** A loop over all elements. */
export function forEachElement(
  builder: Builder,
  storage: Storage,
  evaluated: Evaluated,
  name: string,
  body: (element: Value) => void,
): void {
  if (isSynapses(evaluated))
    builder.for(name, builder.i32(0), builder.i32(evaluated.size), body, { padded: true })
  else forEachNeuron(builder, storage, evaluated, name, body)
}

/** The names that the code can use. */
export const contextOf = (storage: Storage, evaluated: Evaluated, code: GroupCode): CodeContext =>
  isSynapses(evaluated) ? synapsesContext(storage, evaluated, code) : groupContext(storage, evaluated, code)

/** The indices of an element: its own, and for a synapse those of its neurons. */
export function placesOf(
  builder: Builder,
  storage: Storage,
  evaluated: Evaluated,
  element: Value,
): Partial<Record<Place, Value>> {
  return isSynapses(evaluated) ? placesOfSynapse(builder, storage, evaluated, element) : { own: element }
}
