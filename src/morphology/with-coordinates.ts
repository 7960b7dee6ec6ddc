import { readLengths } from './read-lengths.js'
import { Morphology } from './morphology.js'
import type { Point, SectionShape } from './section-shape.js'
import type { Quantity } from '../units/quantity.js'

/**
 * The section, alone, at given borders, x, y and z of each one after the other, relative to the end of the section it hangs on; its lengths stay
 * as they are. So a morphology with generated coordinates can be written down and read back to the last bit.
 */
export function withCoordinates({ shape, type }: Morphology, coordinates: Quantity): Morphology {
  const borders = shape.kind === 'section' ? shape.n + 1 : shape.kind === 'cylinder' ? 2 : 1
  const points = readLengths('the coordinates of a section', coordinates, 3 * borders)
  return new Morphology(placedAt(shape, points), type)
}

/** The borders as `withCoordinates` takes them, in metres: the ends of a cylinder, the centre of a soma; nothing without coordinates. */
export function ownCoordinates(shape: SectionShape): readonly number[] | undefined {
  switch (shape.kind) {
    case 'soma':
      return shape.centre
    case 'cylinder':
      return shape.ends?.flat()
    case 'section':
      return shape.points && Array.from(shape.points)
  }
}

function placedAt(shape: SectionShape, points: Float64Array): SectionShape {
  const at = (border: number): Point => [
    points[3 * border] ?? NaN,
    points[3 * border + 1] ?? NaN,
    points[3 * border + 2] ?? NaN,
  ]
  switch (shape.kind) {
    case 'soma':
      return { ...shape, centre: at(0) }
    case 'cylinder':
      return { ...shape, ends: [at(0), at(1)] }
    case 'section':
      return { ...shape, points }
  }
}
