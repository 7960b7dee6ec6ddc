import { printBriefly } from '../units/print-quantity.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { DimensionError } from '../units/dimension-error.js'
import { length, sameDimension } from '../units/dimension.js'
import { describeValue } from '../units/options.js'
import { Quantity } from '../units/quantity.js'
import { lengthOf } from './compartment-geometry.js'
import { isQuantity } from './read-lengths.js'
import type { SectionShape } from './section-shape.js'

/** A place in a section: the number of a compartment (a negative one counts from the end), or a distance from its start. */
export type SectionPosition = number | Quantity

export interface CompartmentRange {
  readonly from: number
  /** Not included. */
  readonly to: number
}

/** How near to a border a distance counts as on it, relative to the length of the section. */
const BORDER_TOLERANCE = 1e-12

/**
 * The compartment at a position. A point on a border belongs to the compartment behind it, the end of the section to the last one.
 * @throws {RheobaseError} kind `index` outside of the section, `type` for what is no position, `dimension` for a quantity that is no length
 */
export function compartmentAt(shape: SectionShape, position: unknown): number {
  if (isQuantity(position)) {
    const { point, ends, border } = pointOn(shape, position)
    return Math.min(border ?? compartmentAround(ends, point), shape.n - 1)
  }
  const number = wholeNumber(position)
  const absolute = number < 0 ? number + shape.n : number
  if (absolute >= 0 && absolute < shape.n) return absolute
  throw new RheobaseError(
    'index',
    'index-out-of-range',
    `there is no compartment ${String(number)} in this section: it has ${String(shape.n)}, 0 to ${String(shape.n - 1)}`,
  )
}

/**
 * The compartments from one position to another: numbers count as in `Array.prototype.slice`; of lengths, every compartment that the stretch
 * touches, but none of which it has only the border.
 */
export function compartmentsBetween(shape: SectionShape, from: unknown, to: unknown): CompartmentRange {
  if (isQuantity(from) || isQuantity(to)) return stretchBetween(shape, from, to)
  const cut = (position: unknown, otherwise: number): number => {
    if (position === undefined) return otherwise
    const number = wholeNumber(position)
    return Math.min(Math.max(number < 0 ? number + shape.n : number, 0), shape.n)
  }
  const first = cut(from, 0)
  return { from: first, to: Math.max(first, cut(to, shape.n)) }
}

function stretchBetween(shape: SectionShape, from: unknown, to: unknown): CompartmentRange {
  for (const position of [from, to]) {
    if (position === undefined || isQuantity(position)) continue
    throw new RheobaseError(
      'type',
      'mixed-positions',
      `a part of a section starts and ends at two lengths or at two numbers, not at ${describeValue(from)} and ${describeValue(to)}`,
    )
  }
  const start = isQuantity(from) ? pointOn(shape, from) : undefined
  const end = isQuantity(to) ? pointOn(shape, to) : undefined
  if (start !== undefined && end !== undefined && start.point > end.point) {
    throw new RheobaseError(
      'index',
      'reversed-range',
      `a part of a section cannot start at ${describeValue(from)} and end at ${describeValue(to)}, before its start`,
    )
  }
  const first = start === undefined ? 0 : (start.border ?? compartmentAround(start.ends, start.point))
  const last = end === undefined ? shape.n : (end.border ?? compartmentAround(end.ends, end.point) + 1)
  return { from: first, to: Math.max(first, last) }
}

interface PointOnSection {
  /** In metres from the start. */
  readonly point: number
  /** Distances of the ends of the compartments. */
  readonly ends: Float64Array
  /** The border that it is on, if it is on one. */
  readonly border: number | undefined
}

function pointOn(shape: SectionShape, position: Quantity): PointOnSection {
  if (!sameDimension(position.dimension, length)) {
    throw new DimensionError(
      'dimension-mismatch',
      `a position in a section cannot be ${printBriefly(position)}`,
      {
        left: { label: 'expected', dimension: length },
        right: { label: 'found', dimension: position.dimension },
      },
    )
  }
  if (!position.isScalar) {
    throw new RheobaseError(
      'type',
      'not-a-position',
      `a position in a section is one length, not ${String(position.length)} of them`,
    )
  }
  const point = position.value
  const ends = new Float64Array(shape.n)
  let total = 0
  for (let k = 0; k < shape.n; k++) ends[k] = total += lengthOf(shape, k)
  const tolerance = BORDER_TOLERANCE * total
  if (!(point >= -tolerance && point <= total + tolerance)) {
    throw new RheobaseError(
      'index',
      'position-out-of-range',
      `there is no point at ${printBriefly(position)} on this section: it is ${printBriefly(new Quantity(total, length))} long`,
    )
  }
  if (Math.abs(point) < tolerance || point === 0) return { point, ends, border: 0 }
  const near = ends.findIndex(end => Math.abs(point - end) < tolerance)
  return { point, ends, border: near < 0 ? undefined : near + 1 }
}

/** The compartment that has the point inside. */
function compartmentAround(ends: Float64Array, point: number): number {
  const found = ends.findIndex(end => point < end)
  return found < 0 ? ends.length - 1 : found
}

function wholeNumber(position: unknown): number {
  if (typeof position === 'number' && Number.isInteger(position)) return position
  throw new RheobaseError(
    'type',
    'not-a-position',
    `a position in a section is a whole number or a length such as um(30), not ${describeValue(position)}`,
  )
}
