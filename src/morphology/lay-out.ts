import type { Morphology } from './morphology.js'
import { placeBehind, ROOT_PLACE, type SectionPlace } from './section-place.js'
import { walkSections } from './walk-sections.js'

/** A section with its place in the tree. */
export interface PlacedSection {
  readonly section: Morphology
  /** Number of its first compartment in the whole tree. */
  readonly first: number
  /** Place of its parent in the list; -1 for the root. */
  readonly parent: number
  readonly place: SectionPlace
}

/** All sections of a tree in the order in which compartments are numbered. */
export function layOut(root: Morphology): readonly PlacedSection[] {
  const placed: PlacedSection[] = []
  /** For sections with children: their position in the list, and the place of what hangs on them. */
  const ends = new Map<Morphology, { readonly position: number; readonly behind: SectionPlace }>()
  let first = 0
  for (const section of walkSections(root)) {
    const { parent, shape } = section
    const above = section === root || parent === undefined ? undefined : ends.get(parent)
    const place = above?.behind ?? ROOT_PLACE
    if (section.children.length > 0) {
      ends.set(section, { position: placed.length, behind: placeBehind(place, shape) })
    }
    placed.push({ section, first, parent: above?.position ?? -1, place })
    first += shape.n
  }
  return placed
}

/** The place of one section in the tree that it is part of: as `layOut` finds it, by the way from the root alone. */
export function placeOf(section: Morphology): SectionPlace {
  const above: Morphology[] = []
  for (let next = section.parent; next !== undefined; next = next.parent) above.push(next)
  return above.reduceRight((place, { shape }) => placeBehind(place, shape), ROOT_PLACE)
}

/** Numbers of the first compartments of sections in the tree that they are part of. */
export function firstCompartments(root: Morphology, of: ReadonlySet<Morphology>): Map<Morphology, number> {
  const found = new Map<Morphology, number>()
  let first = 0
  for (const section of walkSections(root)) {
    if (of.has(section)) found.set(section, first)
    if (found.size === of.size) break
    first += section.n
  }
  return found
}
