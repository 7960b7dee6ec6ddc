import { RheobaseError } from '../errors/rheobase-error.js'
import type { EquationSystem } from '../language/equation-system.js'
import { CompartmentValues } from '../morphology/compartment-values.js'
import type { Morphology } from '../morphology/morphology.js'
import type { CompartmentProperties } from './compartment-property.js'
import type { GroupCore } from './group-core.js'

/** The form of the cells of a group of compartments. Compartment k of cell c is element k·cells + c. */
export interface SpatialForm {
  /** The copy that the neuron keeps: nobody else can change it. */
  readonly morphology: Morphology
  readonly compartments: number
  readonly cells: number
  /** The equations of the user, without those that every spatial neuron has. */
  readonly equations: EquationSystem
  /** What the option was: one value, or one for each compartment. */
  readonly properties: CompartmentProperties
}

/** Compartments of a morphology, and the cells in which they are meant. */
export interface CompartmentPlaces {
  readonly compartments: Int32Array
  /** All if left out. */
  readonly cells?: Int32Array | undefined
}

/** The elements of some compartments, ascending if both lists are. */
export function elementsOf(
  { cells: count }: SpatialForm,
  { compartments, cells }: CompartmentPlaces,
): Int32Array {
  const chosen = cells ?? Int32Array.from({ length: count }, (_, cell) => cell)
  const elements = new Int32Array(compartments.length * chosen.length)
  let at = 0
  for (const compartment of compartments)
    for (const cell of chosen) elements[at++] = compartment * count + cell
  return elements
}

const forms = new WeakMap<GroupCore, SpatialForm>()

/** Notes that the elements of a group are compartments. */
export function keepForm(core: GroupCore, form: SpatialForm): void {
  forms.set(core, form)
}
/** The form of the cells of a group, if it has any. */
export const formOfCells = (core: GroupCore): SpatialForm | undefined => forms.get(core)

/**
 * The elements of a group of compartments that a part of a morphology stands for: `cell.axon`, `cell.at(um(30))`; nothing for what is no part of a
 * morphology.
 * @throws {RheobaseError} kind `type` if the group has no form, kind `index` if it has no such compartments
 */
export function elementsOfMorphology(core: GroupCore, selector: unknown): Int32Array | undefined {
  if (!(selector instanceof CompartmentValues)) return undefined
  const form = formOfCells(core)
  if (form === undefined)
    throw new RheobaseError(
      'type',
      'no-compartments',
      `\`${core.name}\` has no form, so a part of a morphology picks nothing of it: spatial neurons have compartments`,
    )
  const compartments = selector.indices
  const outside = compartments.find(compartment => compartment >= form.compartments)
  if (outside !== undefined)
    throw new RheobaseError(
      'index',
      'index-out-of-range',
      `\`${core.name}\` has no compartment ${String(outside)}: its morphology has ${String(form.compartments)}, 0 to ${String(form.compartments - 1)}`,
    )
  return elementsOf(form, { compartments })
}
