import { RheobaseError } from '../errors/rheobase-error.js'
import { borderDiameter } from '../morphology/compartment-geometry.js'
import { layOut, type PlacedSection } from '../morphology/lay-out.js'
import type { Morphology } from '../morphology/morphology.js'
import { borderCoordinate, hasCoordinates } from '../morphology/section-shape.js'
import type { UnitDefinition } from '../units/unit-definition.js'
import { um } from '../units/units.js'
import { COLOR_OPTIONS, colorsOf, type CompartmentColors } from './compartment-colors.js'
import { checkOptions } from '../units/options.js'
import { expectMorphology } from './expect-morphology.js'
import { axisLabel, type Mark, type Place, type Stroke } from './mark.js'
import { rangeOfNumbers } from './numbers-in.js'
import { pathNumber } from './path-number.js'

export interface ProjectionOptions extends CompartmentColors {
  /** The plane that is seen: the first axis to the right, the second upwards; `xy` if left out. */
  readonly view?: 'xy' | 'xz' | 'yz' | 'yx' | 'zx' | 'zy'
  /** Whether sections are as thick as they are; otherwise they are lines. True if left out. */
  readonly diameters?: boolean
  /** Least width of a section in pixels. */
  readonly size?: number
  /** Unit of the axes; `um` if left out. */
  readonly lengthUnit?: UnitDefinition
  /** Height of the panel, relative to the others of the figure. */
  readonly weight?: number
}

/**
 * A morphology as it is seen from one side, with the same scale to the right and upwards.
 *
 *     figure([projection(cell, { view: 'xz', values: cell.subtree.distance })])
 * @throws {RheobaseError} kind `value` if sections have no coordinates, or for a wrong number of values
 */
export function projection(cell: Morphology, options: ProjectionOptions = {}): Mark {
  expectMorphology('a projection', cell)
  checkOptions('projection', options, ['view', 'diameters', 'size', 'lengthUnit', 'weight', ...COLOR_OPTIONS])
  const { view = 'xy', lengthUnit = um, size = 0.8, diameters = true } = options
  const placed = layOut(cell)
  expectCoordinates(placed)
  const [right, up] = axesOf(view)
  const pieces = placed.flatMap(each => piecesOf(each, right, up, lengthUnit.value))
  const domain = (ends: (piece: Piece) => readonly number[]): readonly [number, number] =>
    rangeOfNumbers([pieces.flatMap(piece => [...ends(piece)])]) ?? [0, 1]
  const x = domain(({ from, to }) => [
    from.x - from.radius,
    from.x + from.radius,
    to.x - to.radius,
    to.x + to.radius,
  ])
  const y = domain(({ from, to }) => [
    from.y - from.radius,
    from.y + from.radius,
    to.y - to.radius,
    to.y + to.radius,
  ])
  const shape = (y[1] - y[0]) / (x[1] - x[0] || 1)
  const strokes = colorsOf(cell, options).map(({ color, name, has }): Stroke => ({
    kind: diameters ? 'fill' : 'line',
    color,
    width: size,
    ...(name === undefined ? {} : { name }),
    path: place =>
      pieces
        .filter(({ compartment }) => has(compartment))
        .map(piece => outline(piece, place, diameters))
        .join(''),
  }))
  return {
    x: { label: axisLabel(view.charAt(0), lengthUnit), domain: x },
    y: { label: axisLabel(view.charAt(1), lengthUnit), domain: y },
    weight: options.weight ?? Math.min(Math.max(5 * shape, 1.5), 5),
    evenScales: true,
    strokes,
  }
}

interface End {
  readonly x: number
  readonly y: number
  readonly radius: number
}
/** A compartment as it is seen. */
interface Piece {
  readonly compartment: number
  readonly from: End
  readonly to: End
}

const AXES = { x: 0, y: 1, z: 2 } as const

function axesOf(view: string): readonly [0 | 1 | 2, 0 | 1 | 2] {
  const [right, up, ...others] = Array.from(view, axis => (axis in AXES ? AXES[axis as 'x'] : undefined))
  if (right !== undefined && up !== undefined && view.charAt(0) !== view.charAt(1) && others.length === 0)
    return [right, up]
  throw new RheobaseError(
    'value',
    'impossible-view',
    `a projection shows two of the axes x, y and z, such as "xy", not ${JSON.stringify(view)}`,
  )
}

function piecesOf(
  { section: { shape }, first, place: { point } }: PlacedSection,
  right: 0 | 1 | 2,
  up: 0 | 1 | 2,
  unit: number,
): readonly Piece[] {
  const end = (border: number): End => ({
    x: (point[right] + borderCoordinate(shape, border, right)) / unit,
    y: (point[up] + borderCoordinate(shape, border, up)) / unit,
    radius: (shape.kind === 'soma' ? shape.diameter : borderDiameter(shape, border)) / 2 / unit,
  })
  return Array.from({ length: shape.n }, (_, k) => ({
    compartment: first + k,
    from: end(k),
    to: end(shape.kind === 'soma' ? k : k + 1),
  }))
}

/** A cone as a quadrangle, one that is seen from its end or a soma as a disc. */
function outline({ from, to }: Piece, { x, y }: Place, diameters: boolean): string {
  const pixels = Math.abs(x(1) - x(0))
  const [x1, y1, x2, y2] = [x(from.x), y(from.y), x(to.x), y(to.y)]
  const way = Math.hypot(x2 - x1, y2 - y1)
  if (way < 0.05) return disc(x1, y1, Math.max(from.radius, to.radius) * pixels)
  if (!diameters) return `M${pathNumber(x1)},${pathNumber(y1)}L${pathNumber(x2)},${pathNumber(y2)}`
  const [aside, upwards] = [-(y2 - y1) / way, (x2 - x1) / way]
  const corner = (px: number, py: number, radius: number): string =>
    `${pathNumber(px + aside * radius * pixels)},${pathNumber(py + upwards * radius * pixels)}`
  return `M${corner(x1, y1, from.radius)}L${corner(x2, y2, to.radius)}L${corner(x2, y2, -to.radius)}L${corner(x1, y1, -from.radius)}Z`
}

function disc(x: number, y: number, radius: number): string {
  // Half circles: their ends must be two radii apart after rounding, too.
  const r = pathNumber(radius)
  const d = pathNumber(2 * Number(r))
  return `M${pathNumber(x - radius)},${pathNumber(y)}a${r},${r} 0 0 0 ${d},0a${r},${r} 0 0 0 -${d},0Z`
}

function expectCoordinates(placed: readonly PlacedSection[]): void {
  const missing = placed.filter(({ section }) => !hasCoordinates(section.shape)).length
  if (missing === 0) return
  throw new RheobaseError(
    'value',
    'no-coordinates',
    `${String(missing)} of ${String(placed.length)} sections have no coordinates and cannot be drawn; ` +
      'cell.generateCoordinates() gives a copy in which they have',
  )
}
