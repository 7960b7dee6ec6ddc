import { RheobaseError } from '../errors/rheobase-error.js'
import type { Quantity } from '../units/quantity.js'
import { checkText, describeValue } from '../units/options.js'

/**
 * How long a section is: its length, or the coordinates of its points, of which those left out are 0. Coordinates count from the end of the
 * section that it hangs on, and the lengths follow from them.
 */
export type Extent = Lengths | Coordinates
export interface Lengths {
  readonly length: Quantity
  readonly x?: never
  readonly y?: never
  readonly z?: never
}
interface SomeCoordinates {
  readonly length?: never
  readonly x?: Quantity
  readonly y?: Quantity
  readonly z?: Quantity
}
/** At least one. */
export type Coordinates = SomeCoordinates &
  ({ readonly x: Quantity } | { readonly y: Quantity } | { readonly z: Quantity })

export const EXTENT_OPTIONS = ['length', 'x', 'y', 'z']
export const AXES = ['x', 'y', 'z'] as const

/** Whether coordinates were given. @throws {RheobaseError} kind `type` unless it is either these or a length */
export function hasCoordinateOptions(what: string, { length, x, y, z }: Extent): boolean {
  const coordinates = [x, y, z].some(given => given !== undefined)
  if (coordinates !== (length !== undefined)) return coordinates
  throw new RheobaseError(
    'type',
    'length-or-coordinates',
    coordinates
      ? `${what} has a length that follows from its coordinates; give either length or x, y, z, not both`
      : `${what} needs a length, or coordinates x, y, z from which it follows`,
  )
}

/** What a section is called in a file, such as `axon`: several sections can have one type. */
export function readType(what: string, type: unknown): string | undefined {
  return type === undefined ? undefined : checkText(`the type of ${what}`, type)
}

/** The number of compartments; 1 if left out. */
export function readCompartments(what: string, n: unknown): number {
  const where = `the number of compartments of ${what}`
  if (typeof n === 'string') {
    throw new RheobaseError(
      'type',
      'not-a-number',
      `${where} must be a whole number, not ${describeValue(n)}; readSwc(text) reads a morphology from text`,
    )
  }
  if (typeof n !== 'number' || (Number.isFinite(n) && !Number.isInteger(n))) {
    throw new RheobaseError(
      'type',
      'not-a-number',
      `${where} must be a whole number, not ${describeValue(n)}`,
    )
  }
  if (n >= 1 && n <= MOST_COMPARTMENTS) return n
  throw new RheobaseError(
    'value',
    'impossible-count',
    `${where} must be a whole number of at least 1${n > 1 ? ` and at most ${String(MOST_COMPARTMENTS)}` : ''}, not ${String(n)}`,
  )
}

/** A typing mistake should give an error rather than fill the memory. */
const MOST_COMPARTMENTS = 10_000_000
