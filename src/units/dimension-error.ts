import { RheobaseError } from '../errors/rheobase-error.js'
import { describeDimension } from './describe-dimension.js'
import type { Dimension } from './dimension.js'

/** The dimensions of a DimensionError with the words that introduce them in its message. */
export interface ComparedDimensions {
  readonly left: { readonly label: string; readonly dimension: Dimension }
  readonly right?: { readonly label: string; readonly dimension: Dimension } | undefined
}

/**
 * Quantities that do not fit together, or one that has no place where it stands. The message ends with the
 * dimensions in readable units.
 */
export class DimensionError extends RheobaseError {
  readonly left: Dimension
  /** The dimension that `left` was compared with, if there are two. */
  readonly right: Dimension | undefined
  /** The message without the dimensions. @internal */
  readonly summary: string
  /** @internal */
  readonly compared: ComparedDimensions

  constructor(code: string, summary: string, compared: ComparedDimensions) {
    const { left, right } = compared
    const sides = right === undefined ? [left] : [left, right]
    const width = sides.reduce((most, { label }) => Math.max(most, label.length), 0)
    const lines = sides.map(
      ({ label, dimension }) => `  ${label.padEnd(width)}  ${describeDimension(dimension)}`,
    )
    super('dimension', code, [summary, ...lines].join('\n'))
    this.summary = summary
    this.compared = compared
    this.left = left.dimension
    this.right = right?.dimension
  }
}
