import type { Quantity } from '../units/quantity.js'
import { checkOptions } from '../units/options.js'
import { Morphology } from './morphology.js'
import { expectPositive, readLengths, readOneLength } from './read-lengths.js'
import {
  AXES,
  EXTENT_OPTIONS,
  hasCoordinateOptions,
  readCompartments,
  readType,
  type Extent,
} from './section-options.js'
import type { CylinderShape, Point } from './section-shape.js'

/** A cylinder is as long as `length` says, all compartments together, or goes from the first to the second coordinate. */
export type CylinderOptions = Extent & {
  readonly diameter: Quantity
  /** Number of compartments; 1 if left out. */
  readonly n?: number
  readonly type?: string
}

/**
 * A section of `n` equal compartments with one diameter.
 *
 *     cylinder({ diameter: um(1), length: um(300), n: 100 })
 *     cylinder({ diameter: um(1), x: um([0, 300]), y: um([0, 40]), n: 100 })
 * @throws {RheobaseError} kind `type` without length and coordinates, or with both; `value` and `dimension` for impossible ones
 */
export function cylinder(options: CylinderOptions): Morphology {
  checkOptions('cylinder', options, ['diameter', 'n', ...EXTENT_OPTIONS, 'type'])
  const n = readCompartments('a cylinder', options.n ?? 1)
  const diameter = readOneLength('the diameter of a cylinder', options.diameter)
  expectPositive('the diameter of a cylinder', [diameter])
  const type = readType('a cylinder', options.type)
  if (hasCoordinateOptions('a cylinder', options)) {
    return new Morphology(cylinderBetween(readEnds(options), diameter, n), type)
  }
  const length = readOneLength('the length of a cylinder', options.length)
  expectPositive('the length of a cylinder', [length])
  return new Morphology({ kind: 'cylinder', n, diameter, length, ends: undefined }, type)
}

/** @internal A cylinder from point to point. */
export function cylinderBetween(
  ends: readonly [start: Point, end: Point],
  diameter: number,
  n: number,
): CylinderShape {
  const [start, end] = ends
  const [x, y, z] = [end[0] - start[0], end[1] - start[1], end[2] - start[2]]
  const length = Math.sqrt(x * x + y * y + z * z)
  expectPositive('the way from the start to the end of a cylinder', [length])
  return { kind: 'cylinder', n, diameter, length, ends }
}

function readEnds(options: CylinderOptions): [start: Point, end: Point] {
  const [x, y, z] = AXES.map(axis => {
    const given = options[axis]
    return given === undefined ? [0, 0] : readLengths(`the coordinate ${axis} of a cylinder`, given, 2)
  })
  const at = (end: 0 | 1): Point => [x?.[end] ?? 0, y?.[end] ?? 0, z?.[end] ?? 0]
  return [at(0), at(1)]
}
