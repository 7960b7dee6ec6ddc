import { groupViewOf } from '../network/group-views.js'
import type { Network } from '../network/network.js'
import { formOfCells, type SpatialForm } from '../network/spatial-form.js'
import { countOf } from './count-text.js'

/** The form of the cells of a group, if its elements are compartments. */
export function formOf(handle: unknown): SpatialForm | undefined {
  const view = groupViewOf(handle)
  return view === undefined ? undefined : formOfCells(view.core)
}

/** How many neurons a network has, and how many compartments those that have a form. */
export function cellsOf(network: Network): string {
  const { neurons, compartments } = network.summary()
  const parts = compartments === 0 ? '' : ` with ${countOf(compartments, 'compartment')}`
  return `${countOf(neurons, 'neuron')}${parts}`
}
