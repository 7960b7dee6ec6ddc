import type { GroupRange } from '../model/group.js'
import { neuronsOfPart } from './group-part.js'

/** The elements of a part of a group that can have an event. */
export interface SpikingElements {
  /** Their numbers in the group. */
  readonly elements: Int32Array
  /** A compartment, if several of them belong to one cell: then a spike of the cell can count more than once. */
  readonly each: 'neuron' | 'compartment'
}

/** Of compartments, those at the place where spikes count, if the neuron has one. */
export function spikingElements(part: GroupRange, event: string): SpikingElements {
  const { group } = part
  const elements = neuronsOfPart(part)
  if (group.kind !== 'neuron-group' || group.cable === undefined) return { elements, each: 'neuron' }
  const place = group.events.find(({ name }) => name === event)?.place
  const asked =
    place === undefined ? elements : elements.filter(element => element >= place[0] && element < place[1])
  const cells = group.size / group.cable.compartments
  const isEachOfItsOwnCell = new Set(asked.map(element => element % cells)).size === asked.length
  return { elements: asked, each: isEachOfItsOwnCell ? 'neuron' : 'compartment' }
}
