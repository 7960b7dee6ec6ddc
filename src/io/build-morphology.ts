import { RheobaseError } from '../errors/rheobase-error.js'
import type { Message } from '../errors/message.js'
import { cylinder } from '../morphology/cylinder.js'
import { fromPoints } from '../morphology/from-points.js'
import type { Morphology } from '../morphology/morphology.js'
import { withCoordinates } from '../morphology/with-coordinates.js'
import type { MorphologyPoint } from '../morphology/points.js'
import { readSwc } from '../morphology/read-swc.js'
import { section } from '../morphology/section.js'
import { soma } from '../morphology/soma.js'
import type { Quantity } from '../units/quantity.js'
import type { SectionDescription } from './format-morphology.js'
import { inPlace } from './place-of-error.js'
import { asQuantity, joined, quantityIn, readArray } from './read-fields.js'

/**
 * The morphology that a model file describes.
 * @throws {RheobaseError} with the path of the section in the description
 */
export function buildMorphology(
  description: SectionDescription,
  onMessage: (message: Message) => void,
): Morphology {
  if (description.on === undefined) return buildTree(description, onMessage)
  throw new RheobaseError(
    'value',
    'unknown-section',
    'the first section of a morphology hangs `on` nothing: leave the field out',
  )
}

function buildTree(description: SectionDescription, onMessage: (message: Message) => void): Morphology {
  const built = buildSection(description, onMessage)
  const listed: Morphology[] = []
  // Files nest no deeper than a few hundred levels.
  ;(description.children ?? []).forEach((child, k) => {
    inPlace(`children[${String(k)}]`, () => {
      const above = child.on === undefined ? built : earlierOne(listed, child.on)
      const below = buildTree(child, onMessage)
      above.add(below)
      for (const name of typeof child.name === 'string' ? [child.name] : (child.name ?? []))
        above.set(name, below)
      listed.push(below)
    })
  })
  return built
}

function earlierOne(listed: readonly Morphology[], on: number): Morphology {
  const found = listed[on]
  if (found !== undefined) return found
  throw new RheobaseError(
    'index',
    'unknown-section',
    `the section hangs \`on\` number ${String(on)} of the list that it is in, which must come before it: ${
      listed.length === 0 ? 'it is the first' : `0 to ${String(listed.length - 1)} do`
    }`,
  )
}

/** What a file leaves out or has too much, these tell as they tell it to a program. */
const SECTIONS = { soma, cylinder, section } as unknown as Readonly<
  Record<'soma' | 'cylinder' | 'section', (fields: Fields) => Morphology>
>

type Fields = Readonly<Record<string, number | string | boolean | Quantity>>

function buildSection(description: SectionDescription, onMessage: (message: Message) => void): Morphology {
  const { type, sphericalSoma, coordinates } = description
  const options = { onMessage, ...(sphericalSoma === undefined ? {} : { sphericalSoma }) }
  switch (type) {
    case 'swc':
      return readSwc(joined(fieldOf(description, 'text')), options)
    case 'points':
      // What stands in a point is checked where it is read.
      return fromPoints(fieldOf(description, 'points') as unknown as readonly MorphologyPoint[], options)
    default: {
      const made = SECTIONS[type](optionsOf(description))
      return coordinates === undefined
        ? made
        : withCoordinates(
            made,
            inPlace('coordinates', () => readArray(coordinates)),
          )
    }
  }
}

function optionsOf(description: SectionDescription): Fields {
  const fields: Record<string, number | string | boolean | Quantity> = {}
  for (const name of ['diameter', 'length', 'x', 'y', 'z'] as const) {
    const given = description[name]
    if (given === undefined) continue
    fields[name] =
      typeof given === 'string' ? quantityIn(name, given) : inPlace(name, () => asQuantity(given))
  }
  if (description.n !== undefined) fields['n'] = description.n
  if (description.kind !== undefined) fields['type'] = description.kind
  return fields
}

function fieldOf<Name extends 'text' | 'points'>(
  description: SectionDescription,
  name: Name,
): NonNullable<SectionDescription[Name]> {
  const field = description[name]
  if (field !== undefined) return field
  throw new RheobaseError(
    'value',
    'missing-field',
    `a morphology of type "${description.type}" needs the field ${name}`,
  )
}
