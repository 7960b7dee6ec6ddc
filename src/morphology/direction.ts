import { hostCos, hostSin } from '../kernels/host-functions.js'
import type { Point } from './section-shape.js'

/** A vector of length 1. */
export type Direction = Point

export const RIGHT: Direction = [1, 0, 0]
const TOWARDS_THE_VIEWER: Direction = [0, 0, 1]

const DEGREE = Math.PI / 180

export const scaled = ([x, y, z]: Point, factor: number): Point => [x * factor, y * factor, z * factor]
export const sumOf = (a: Point, b: Point): Point => [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
const dot = (a: Point, b: Point): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
const cross = (a: Point, b: Point): Point => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
]

/** The direction of a vector; nothing for one without length. */
export function directionOf(vector: Point): Direction | undefined {
  const largest = Math.max(...vector.map(Math.abs))
  if (!(largest > 0 && largest < Infinity)) return undefined
  // Squares of very small numbers would be 0.
  const even = scaled(vector, 1 / largest)
  return scaled(even, 1 / Math.sqrt(dot(even, even)))
}

/** Turned clockwise as one sees it from above the plane of x and y, or, for one that leaves that plane, about the axis nearest to that view. */
export function turnedClockwise(direction: Direction, degrees: number): Direction {
  const axis = directionOf(sumOf(TOWARDS_THE_VIEWER, scaled(direction, -direction[2]))) ?? RIGHT
  return tilted(direction, cross(direction, axis), degrees)
}

/** Turned by an angle towards a random side: `side` from 0 to 1 goes once around. */
export function turnedAside(direction: Direction, degrees: number, side: number): Direction {
  const first = directionOf(cross(direction, TOWARDS_THE_VIEWER)) ?? RIGHT
  const second = cross(direction, first)
  const around = 2 * Math.PI * side
  return tilted(direction, sumOf(scaled(first, hostCos(around)), scaled(second, hostSin(around))), degrees)
}

/** Turned towards a direction at a right angle to it. */
function tilted(direction: Direction, towards: Direction, degrees: number): Direction {
  const [cosine, sine] = cosineAndSine(degrees)
  const turned = sumOf(scaled(direction, cosine), scaled(towards, sine))
  return directionOf(turned) ?? direction
}

/** Exact for multiples of a right angle, which most trees have: no coordinate is then almost 0. */
function cosineAndSine(degrees: number): readonly [cosine: number, sine: number] {
  const quarters = degrees / 90
  const [cosine, sine] = Number.isInteger(quarters)
    ? [QUARTERS[((quarters % 4) + 4) % 4], QUARTERS[((quarters % 4) + 7) % 4]]
    : []
  return [cosine ?? hostCos(degrees * DEGREE), sine ?? hostSin(degrees * DEGREE)]
}

/** Cosines of 0, 90, 180 and 270 degrees. */
const QUARTERS = [1, 0, -1, 0]
