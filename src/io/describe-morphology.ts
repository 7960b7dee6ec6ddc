import type { Morphology } from '../morphology/morphology.js'
import type { SectionShape } from '../morphology/section-shape.js'
import { walkSections } from '../morphology/walk-sections.js'
import { ownCoordinates } from '../morphology/with-coordinates.js'
import type { SectionDescription } from './format-morphology.js'
import type { ArrayQuantity } from './model-json.js'

/** Files nest so many sections; what is deeper stands in the list of the last one that does. */
const MOST_NESTED = 60

/** Where a section is described. */
interface Described {
  readonly depth: number
  /** Where what hangs on it is listed. */
  readonly list: SectionDescription[]
  /** Its own place in that list, if it is there itself. */
  readonly place?: number
}

/** A description from which `buildMorphology` makes the same sections, to the last bit. */
export function describeMorphology(root: Morphology): SectionDescription {
  const described = new Map<Morphology, Described>()
  let whole: SectionDescription | undefined
  for (const section of walkSections(root)) {
    const above = section === root ? undefined : section.parent && described.get(section.parent)
    const depth = above === undefined ? 0 : above.depth + 1
    const nests = depth <= MOST_NESTED
    const list = nests || above === undefined ? [] : above.list
    const description = {
      ...describeSection(section),
      ...(above === undefined ? {} : nameOf(section)),
      ...(above?.place === undefined ? {} : { on: above.place }),
      ...(nests && section.children.length > 0 ? { children: list } : {}),
    }
    described.set(section, { depth, list, ...(nests ? {} : { place: list.length }) })
    if (above === undefined) whole = description
    else above.list.push(description)
  }
  return whole ?? describeSection(root)
}

/** Numbers follow from the order of the children. */
function nameOf({ attachment }: Morphology): { readonly name?: string | readonly string[] } {
  const [name, ...others] = attachment?.names ?? []
  return name === undefined ? {} : { name: others.length === 0 ? name : [name, ...others] }
}

function describeSection({ shape, type }: Morphology): SectionDescription {
  const coordinates = ownCoordinates(shape)
  const usual = shape.kind === 'soma' ? 'soma' : undefined
  return {
    ...describeShape(shape),
    ...(type === usual || type === undefined ? {} : { kind: type }),
    ...(coordinates === undefined ? {} : { coordinates: metres(coordinates) }),
  }
}

function describeShape(shape: SectionShape): SectionDescription {
  switch (shape.kind) {
    case 'soma':
      return { type: 'soma', diameter: metre(shape.diameter) }
    case 'cylinder':
      return { type: 'cylinder', n: shape.n, diameter: metre(shape.diameter), length: metre(shape.length) }
    case 'section':
      return { type: 'section', n: shape.n, diameter: metres(shape.diameters), length: metres(shape.lengths) }
  }
}

const metre = (value: number): ArrayQuantity => ({ values: value, unit: 'metre' })
const metres = (values: ArrayLike<number>): ArrayQuantity => ({ values: Array.from(values), unit: 'metre' })
