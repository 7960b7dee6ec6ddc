import type { ArraySymbol } from '../../kernels/value.js'
import type { NeuronGroupModel } from '../../model/group.js'
import type { CableModel } from '../../model/cable.js'
import { InternalError } from '../../errors/rheobase-error.js'
import { builtin } from '../refractoriness.js'
import type { Storage } from '../storage.js'

/** A group whose elements are compartments: compartment k of cell c is element k·cells + c. */
export interface CableGroup extends NeuronGroupModel {
  readonly cable: CableModel
}

/** What the solver keeps, by slot (and cell); always in double. */
export interface CableArrays {
  /** Conductance from a slot to the one before it: of all cells, or of each one if compartments have resistivities of their own. */
  readonly conductance: ArraySymbol
  /** Conductance, and current at a potential of zero, that a slot has without the one before it. */
  readonly held: ArraySymbol
  readonly inflow: ArraySymbol
  /** The potential is `share` times that of the slot before, plus `rest`. */
  readonly share: ArraySymbol
  readonly rest: ArraySymbol
  readonly solved: ArraySymbol
}

export const cellsOf = ({ size, cable }: CableGroup): number => size / cable.compartments

/** Whether each compartment has a resistivity, not all of them one. */
export const hasOwnResistivities = (group: CableGroup): boolean => !builtin(group, 'Ri').shared

export function cableArrays(storage: Storage, group: CableGroup): CableArrays {
  const { coupling, compartments } = group.cable
  const slots = coupling.length
  if (slots < compartments) throw new InternalError(`the cable of \`${group.name}\` has too few slots`)
  const array = (name: string, length: number): ArraySymbol =>
    storage.array(`${group.name}.cable.${name}`, 'f64', length)
  const bySlot = (name: string): ArraySymbol => array(name, slots * cellsOf(group))
  return {
    conductance: array('conductance', hasOwnResistivities(group) ? slots * cellsOf(group) : slots),
    held: bySlot('held'),
    inflow: bySlot('inflow'),
    share: bySlot('share'),
    rest: bySlot('rest'),
    solved: bySlot('solved'),
  }
}
