import type { Builder } from '../kernels/builder.js'
import type { Value } from '../kernels/value.js'
import type { ListedNeurons } from '../model/group.js'
import type { Storage } from './storage.js'

/** Neurons of a group, by their places in a part of it: a stretch from `start` on, or a list. */
export interface NeuronPlaces {
  readonly group: { readonly size: number }
  readonly start: number
  readonly stop: number
  readonly listed?: ListedNeurons
}

/** Whether a part is all of its group. */
export const isWholeGroup = ({ group, start, stop, listed }: NeuronPlaces): boolean =>
  start === 0 && stop === group.size && listed === undefined

/** The neuron, counted in the group, at a place of a part. */
export function neuronAt(
  builder: Builder,
  storage: Storage,
  { start, listed }: NeuronPlaces,
  place: Value,
): Value {
  return listed === undefined
    ? builder.op('i32.add', place, builder.i32(start))
    : builder.load(storage.list(listed.neurons), place)
}

/** The place of a neuron in a part. One that is not in the part has a place that, without sign, is no less than the size of the part. */
export function placeOf(
  builder: Builder,
  storage: Storage,
  { start, listed }: NeuronPlaces,
  neuron: Value,
): Value {
  return listed === undefined
    ? builder.op('i32.sub', neuron, builder.i32(start))
    : builder.load(storage.list(listed.places), neuron)
}

/** A loop over the neurons of a part. Only a whole group may be run over its end. */
export function forEachNeuron(
  builder: Builder,
  storage: Storage,
  part: NeuronPlaces,
  name: string,
  body: (neuron: Value) => void,
): void {
  const padded = { padded: isWholeGroup(part) }
  if (part.listed === undefined)
    builder.for(name, builder.i32(part.start), builder.i32(part.stop), body, padded)
  else
    builder.for(name, builder.i32(0), builder.i32(part.stop), place => {
      body(neuronAt(builder, storage, part, place))
    })
}

/** Whether two parts of one group have a neuron in common. */
export function haveCommonNeurons(a: NeuronPlaces, b: NeuronPlaces): boolean {
  if (a.listed === undefined && b.listed === undefined) return a.start < b.stop && b.start < a.stop
  const [list, other] = a.listed === undefined ? [b, a] : [a, b]
  return list.listed?.neurons.some(neuron => isIn(other, neuron)) ?? false
}

function isIn({ start, stop, listed }: NeuronPlaces, neuron: number): boolean {
  return listed === undefined ? neuron >= start && neuron < stop : (listed.places[neuron] ?? -1) >= 0
}
