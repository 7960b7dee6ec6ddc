import { RheobaseError } from '../errors/rheobase-error.js'
import { describeValue } from '../units/options.js'
import type { Morphology } from './morphology.js'
import { walkSections } from './walk-sections.js'

/** Where the compartment of a number is. */
export interface LocatedCompartment {
  readonly section: Morphology
  /** Its number in the section. */
  readonly position: number
}

/** @throws {RheobaseError} kind `index` for a compartment that is not there */
export function locateCompartment(root: Morphology, compartment: number): LocatedCompartment {
  let first = 0
  for (const section of walkSections(root)) {
    const position = compartment - first
    if (!(position >= 0 && Number.isInteger(position))) break
    if (position < section.n) return { section, position }
    first += section.n
  }
  throw new RheobaseError(
    'index',
    'index-out-of-range',
    `there is no compartment ${describeValue(compartment)}: there are ${String(root.totalCompartments)}, from 0 on`,
  )
}
