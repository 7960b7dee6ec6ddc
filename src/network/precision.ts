import { nearestNames } from '../errors/nearest-name.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import type { FloatType } from '../kernels/value.js'
import { describeValue } from './options.js'

/** How many digits the float variables of a network have: 53 bits, or 24 at twice the speed and half the memory. */
export type Precision = 'double' | 'single'

const FLOATS: Readonly<Record<Precision, FloatType>> = { double: 'f64', single: 'f32' }

/** What variables are stored and computed in. @throws {RheobaseError} kind `value` for anything that is no precision */
export function floatOf(precision: unknown): FloatType {
  if (precision === 'double' || precision === 'single') return FLOATS[precision]
  const near = typeof precision === 'string' ? nearestNames(precision, Object.keys(FLOATS)) : []
  throw new RheobaseError(
    'value',
    'unknown-precision',
    `there is no precision ${typeof precision === 'string' ? `"${precision}"` : describeValue(precision)}: use 'double' or 'single'` +
      (near.length === 0 ? '' : `. Did you mean '${near.join("' or '")}'?`),
  )
}

export const precisionOf = (float: FloatType): Precision => (float === 'f32' ? 'single' : 'double')
