import { RheobaseError } from '../errors/rheobase-error.js'
import { hostLog, hostUniform, philoxWords } from '../kernels/host-functions.js'
import { checkOptions, describeValue } from '../units/options.js'
import { endDiameterOf, lengthOf, measure, startDiameterOf } from './compartment-geometry.js'
import {
  directionOf,
  RIGHT,
  scaled,
  sumOf,
  turnedAside,
  turnedClockwise,
  type Direction,
} from './direction.js'
import type { Morphology } from './morphology.js'
import { borderCoordinate, hasCoordinates, type Point, type SectionShape } from './section-shape.js'

export interface CoordinateOptions {
  /** Mean angle in degrees by which a section leaves the direction of the one that it hangs on; with 0, branches fan out evenly. */
  readonly sectionRandomness?: number
  /** Mean angle in degrees by which each compartment leaves the direction of its section; with 0, sections are straight. */
  readonly compartmentRandomness?: number
  /** Whether sections that have coordinates get new ones; false if left out. */
  readonly overwriteExisting?: boolean
  /** Of the random angles; 0 if left out. The same seed gives the same coordinates on every machine. */
  readonly seed?: number
}

const ORIGIN: Point = [0, 0, 0]

/**
 * Gives sections coordinates, parents before children. Lengths and diameters stay as they are.
 *
 * Around a soma, branches lie on a circle, the first one downwards, and start on its surface. Elsewhere, m branches divide the half circle in
 * front of the section that they hang on into m + 1 angles: one goes straight on, two leave by 30° to either side. With randomness, a section
 * leaves the direction of the one before it (around a soma, its place on the circle) by an exponentially distributed angle to a random side.
 */
export class CoordinateGenerator {
  readonly #options: Required<CoordinateOptions>
  readonly #branchings = new Map<Morphology, { readonly shape: SectionShape; placed: number }>()
  #sections = 0

  constructor(options: CoordinateOptions) {
    this.#options = checkedOptions(options)
  }

  shapeOf(section: Morphology): SectionShape {
    const { parent } = section
    const branching = parent && this.#branchings.get(parent)
    const branch = branching === undefined ? 0 : branching.placed++
    const shape = this.#placed(section.shape, branching?.shape, branch, parent?.children.length ?? 1)
    this.#branchings.set(section, { shape, placed: 0 })
    this.#sections++
    return shape
  }

  #placed(
    shape: SectionShape,
    parent: SectionShape | undefined,
    branch: number,
    branches: number,
  ): SectionShape {
    const { overwriteExisting, sectionRandomness } = this.#options
    if (hasCoordinates(shape) && !overwriteExisting) return shape
    if (shape.kind === 'soma') return { ...shape, centre: ORIGIN }
    const before = parent === undefined ? RIGHT : directionOf(extentOf(parent))
    const planned =
      before === undefined
        ? turnedClockwise(RIGHT, 90 + (branch * 360) / branches)
        : parent === undefined || sectionRandomness > 0
          ? before
          : turnedClockwise(before, -90 + (180 * (branch + 1)) / (branches + 1))
    const direction = this.#perturbed(planned, sectionRandomness, 0)
    const start = parent?.kind === 'soma' ? scaled(direction, parent.diameter / 2) : ORIGIN
    return this.#along(shape, start, direction)
  }

  /** The section from a start on in a direction. */
  #along(shape: Exclude<SectionShape, { kind: 'soma' }>, start: Point, direction: Direction): SectionShape {
    const { compartmentRandomness } = this.#options
    if (shape.kind === 'cylinder' && compartmentRandomness === 0) {
      return { ...shape, ends: [start, sumOf(start, scaled(direction, shape.length))] }
    }
    const points = new Float64Array(3 * (shape.n + 1))
    points.set(start)
    let point = start
    for (let k = 0; k < shape.n; k++) {
      const own = this.#perturbed(direction, compartmentRandomness, k + 1)
      point = sumOf(point, scaled(own, lengthOf(shape, k)))
      points.set(point, 3 * (k + 1))
    }
    return {
      kind: 'section',
      n: shape.n,
      diameters: borderDiameters(shape),
      lengths: measure(shape, lengthOf),
      points,
    }
  }

  /** A draw depends on the seed, the number of the section, and the compartment in it (0 for the section itself). */
  #perturbed(direction: Direction, meanDegrees: number, compartment: number): Direction {
    if (meanDegrees === 0) return direction
    const { seed } = this.#options
    const [a, b, c, d] = philoxWords(
      [this.#sections, compartment, 0, 0],
      [seed | 0, Math.floor(seed / 2 ** 32) | 0],
    )
    const degrees = -meanDegrees * hostLog(1 - hostUniform(a, b))
    return turnedAside(direction, degrees, hostUniform(c, d))
  }
}

function borderDiameters(shape: SectionShape): Float64Array {
  const diameters = new Float64Array(shape.n + 1)
  diameters[0] = startDiameterOf(shape, 0)
  diameters.set(measure(shape, endDiameterOf), 1)
  return diameters
}

/** From the first to the last point. */
function extentOf(shape: SectionShape): Point {
  const along = (axis: 0 | 1 | 2): number =>
    borderCoordinate(shape, shape.n, axis) - borderCoordinate(shape, 0, axis)
  return [along(0), along(1), along(2)]
}

function checkedOptions(options: CoordinateOptions): Required<CoordinateOptions> {
  checkOptions('generateCoordinates', options, [
    'sectionRandomness',
    'compartmentRandomness',
    'overwriteExisting',
    'seed',
  ])
  const { sectionRandomness = 0, compartmentRandomness = 0, overwriteExisting = false, seed = 0 } = options
  expectAngle('sectionRandomness', sectionRandomness)
  expectAngle('compartmentRandomness', compartmentRandomness)
  if (Number.isSafeInteger(seed) && seed >= 0)
    return { sectionRandomness, compartmentRandomness, overwriteExisting, seed }
  throw new RheobaseError(
    'value',
    'impossible-seed',
    `a seed must be a whole number from 0 to 2^53 - 1, not ${describeValue(seed)}`,
  )
}

function expectAngle(option: string, value: unknown): void {
  if (typeof value === 'number' && value >= 0 && value < Infinity) return
  throw new RheobaseError(
    typeof value === 'number' ? 'value' : 'type',
    'impossible-angle',
    `${option} is a mean angle in degrees, a number of at least 0, not ${describeValue(value)}`,
  )
}
