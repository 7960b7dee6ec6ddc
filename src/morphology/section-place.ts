import { lengthOf } from './compartment-geometry.js'
import { borderCoordinate, hasCoordinates, type Point, type SectionShape } from './section-shape.js'

/** Where the start of a section is: what its own distances and coordinates count from. */
export interface SectionPlace {
  /** Way to the root of the tree, in metres. */
  readonly distance: number
  /** Distance of the middle of the compartment before it, which is that of a soma here. */
  readonly middleBefore: number
  readonly point: Point
}

const ORIGIN: Point = [0, 0, 0]

export const ROOT_PLACE: SectionPlace = { distance: 0, middleBefore: 0, point: ORIGIN }

/** The place of what hangs on the end of a section that is at `place`. Without coordinates of a section, those behind it count from 0. */
export function placeBehind(place: SectionPlace, shape: SectionShape): SectionPlace {
  const point = hasCoordinates(shape) ? borderPoint(place, shape, shape.n) : ORIGIN
  if (shape.kind === 'soma') return { ...place, point }
  const distances = distancesOf(place, shape)
  const middleBefore = distances.at(-1) ?? NaN
  return { distance: middleBefore + 0.5 * lengthOf(shape, shape.n - 1), middleBefore, point }
}

/** Distances of the middles of the compartments to the root. */
export function distancesOf({ distance, middleBefore }: SectionPlace, shape: SectionShape): Float64Array {
  if (shape.kind === 'soma') return Float64Array.of(middleBefore)
  const distances = new Float64Array(shape.n)
  let end = distance
  for (let k = 0; k < shape.n; k++) {
    const length = lengthOf(shape, k)
    distances[k] = end + 0.5 * length
    end += length
  }
  return distances
}

/** A border of a compartment as a point of the whole tree. */
const borderPoint = ({ point }: SectionPlace, shape: SectionShape, border: number): Point => [
  point[0] + borderCoordinate(shape, border, 0),
  point[1] + borderCoordinate(shape, border, 1),
  point[2] + borderCoordinate(shape, border, 2),
]

export type Axis = 0 | 1 | 2
/** Of each compartment. */
export type Spot = 'start' | 'middle' | 'end'

/** One coordinate of all compartments of a section; nan if it has no coordinates. */
export function coordinatesOf(
  { point }: SectionPlace,
  shape: SectionShape,
  axis: Axis,
  spot: Spot,
): Float64Array {
  const values = new Float64Array(shape.n)
  const at = (border: number): number => point[axis] + borderCoordinate(shape, border, axis)
  for (let k = 0; k < shape.n; k++) {
    const start = at(k)
    const end = at(shape.kind === 'soma' ? k : k + 1)
    values[k] = spot === 'start' ? start : spot === 'end' ? end : start + 0.5 * (end - start)
  }
  return values
}
