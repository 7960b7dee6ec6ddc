import { checkOptions, checkTexts } from '../units/options.js'
import type { Quantity } from '../units/quantity.js'
import { Compartments, type SectionPart } from './compartments.js'
import { layOut } from './lay-out.js'
import type { Morphology } from './morphology.js'
import { readOneLength } from './read-lengths.js'
import { distancesOf } from './section-place.js'
import { walkSections } from './walk-sections.js'

/** What compartments must have; what is left out does not matter. */
export interface CompartmentSelection {
  /** Type of their section, or several: `'dend'`, `['dend', 'apic']`. */
  readonly type?: string | readonly string[]
  /** Least and greatest distance of their middle to the root of the tree. */
  readonly from?: Quantity
  readonly to?: Quantity
}

/** The compartments of a section and all below it that have what the selection asks for. */
export function selectCompartments(top: Morphology, selection: CompartmentSelection): Compartments {
  checkOptions('select', selection, ['type', 'from', 'to'])
  const types =
    selection.type === undefined ? undefined : checkTexts('the type in a selection', selection.type)
  const isWanted = ({ type }: Morphology): boolean =>
    types === undefined || (type !== undefined && types.includes(type))
  const { from, to } = selection
  if (from === undefined && to === undefined) {
    return new Compartments(
      [...walkSections(top)].filter(isWanted).map(section => ({ section, from: 0, to: section.n })),
    )
  }
  const nearest = from === undefined ? -Infinity : readOneLength('the least distance', from)
  const farthest = to === undefined ? Infinity : readOneLength('the greatest distance', to)
  const below = new Set(walkSections(top))
  return new Compartments(
    layOut(top.root)
      .filter(({ section }) => below.has(section) && isWanted(section))
      .flatMap(({ section, place }) =>
        stretches(
          section,
          distancesOf(place, section.shape),
          distance => distance >= nearest && distance <= farthest,
        ),
      ),
  )
}

/** The rows of neighbours that are wanted. */
function stretches(
  section: Morphology,
  distances: Float64Array,
  isWanted: (distance: number) => boolean,
): readonly SectionPart[] {
  const parts: SectionPart[] = []
  for (let k = 0; k < distances.length; k++) {
    if (!isWanted(distances[k] ?? NaN)) continue
    const from = k
    while (k < distances.length && isWanted(distances[k] ?? NaN)) k++
    parts.push({ section, from, to: k })
  }
  return parts
}
