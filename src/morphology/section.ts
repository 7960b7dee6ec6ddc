import { RheobaseError } from '../errors/rheobase-error.js'
import type { Quantity } from '../units/quantity.js'
import { checkOptions } from '../units/options.js'
import { Morphology } from './morphology.js'
import { expectPositive, readLengths, readMetres } from './read-lengths.js'
import {
  AXES,
  EXTENT_OPTIONS,
  hasCoordinateOptions,
  readCompartments,
  readType,
  type Extent,
} from './section-options.js'
import type { ConesShape } from './section-shape.js'

/** `length` has a value for each of the n compartments, coordinates have one for each of the n + 1 borders. */
export type SectionOptions = Extent & {
  /** At the n + 1 borders of the compartments; one value holds for all. */
  readonly diameter: Quantity
  /** Number of compartments; 1 if left out. */
  readonly n?: number
  readonly type?: string
}

/**
 * A row of truncated cones: diameters at the borders of the compartments, and their lengths or the coordinates of the borders.
 *
 *     section({ diameter: um([6, 3, 3]), length: um([10, 40]), n: 2 })
 * @throws {RheobaseError} kind `type` for wrong numbers of values, without length and coordinates or with both; `value` and `dimension` for
 * impossible ones
 */
export function section(options: SectionOptions): Morphology {
  checkOptions('section', options, ['diameter', 'n', ...EXTENT_OPTIONS, 'type'])
  const n = readCompartments('a section', options.n ?? 1)
  const diameters = readDiameters(options.diameter, n)
  const type = readType('a section', options.type)
  if (hasCoordinateOptions('a section', options)) {
    return new Morphology(conesThrough(readPoints(options, n), diameters), type)
  }
  const lengths = readLengths('the length of a section', options.length, n)
  expectPositive('the length of a section', lengths)
  return new Morphology({ kind: 'section', n, diameters, lengths, points: undefined }, type)
}

/** @internal Cones from point to point: x, y, z of each border one after the other. */
export function conesThrough(points: Float64Array, diameters: Float64Array): ConesShape {
  const n = diameters.length - 1
  const lengths = new Float64Array(n)
  const step = (k: number, axis: number): number =>
    (points[3 * (k + 1) + axis] ?? NaN) - (points[3 * k + axis] ?? NaN)
  for (let k = 0; k < n; k++) {
    const [x, y, z] = [step(k, 0), step(k, 1), step(k, 2)]
    lengths[k] = Math.sqrt(x * x + y * y + z * z)
  }
  expectPositive('the way between neighbouring points of a section', lengths)
  return { kind: 'section', n, diameters, lengths, points }
}

function readDiameters(diameter: unknown, n: number): Float64Array {
  const where = 'the diameter of a section'
  const given = readMetres(where, diameter)
  const [first] = given
  const diameters = first !== undefined && given.length === 1 ? new Float64Array(n + 1).fill(first) : given
  if (diameters.length !== n + 1) {
    throw new RheobaseError(
      'type',
      'wrong-number-of-values',
      `${where} must have one value, or one for each border of its compartments, not ${String(given.length)}: ` +
        `n is ${String(n)}, which makes ${String(n + 1)} borders`,
    )
  }
  // A tip may be sharp; anywhere else a diameter of 0 cuts the cable.
  expectPositive(where, diameters.at(-1) === 0 ? diameters.subarray(0, n) : diameters)
  return diameters
}

function readPoints(options: SectionOptions, n: number): Float64Array {
  const points = new Float64Array(3 * (n + 1))
  AXES.forEach((axis, place) => {
    const given = options[axis]
    if (given === undefined) return
    readLengths(`the coordinate ${axis} of a section`, given, n + 1).forEach((value, border) => {
      points[3 * border + place] = value
    })
  })
  return points
}
