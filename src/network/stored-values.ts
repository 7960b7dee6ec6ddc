import { storedType, type Storage } from '../compile/storage.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import type { NumberType } from '../language/syntax-tree.js'
import type { Variable } from '../model/variable.js'

/**
 * Values as a variable holds them: floats as they are.
 * @throws {RheobaseError} kind `value` for a number that it cannot hold
 */
export function storedValues(
  storage: Storage,
  variable: Variable,
  values: ArrayLike<number>,
): ArrayLike<number> {
  if (storedType(storage, variable) === 'f32') checkRangeOfSingles(variable, values)
  if (variable.type === 'float') return values
  const stored = new Int32Array(values.length)
  for (let k = 0; k < stored.length; k++) stored[k] = toStored(variable, values[k] ?? NaN)
  return stored
}

/** @throws {RheobaseError} kind `value` for a number that rounding would make infinite */
function checkRangeOfSingles({ owner, name }: Variable, values: ArrayLike<number>): void {
  for (let k = 0; k < values.length; k++) {
    const value = values[k] ?? NaN
    if (!Number.isFinite(value) || Number.isFinite(Math.fround(value))) continue
    throw new RheobaseError(
      'value',
      'beyond-single-precision',
      `\`${owner}.${name}\` cannot hold ${String(value)}: in single precision, numbers end at 3.4e38. Use another unit, or \`precision: 'double'\``,
    )
  }
}

/** Integers take the value cut towards zero, booleans whether it is not zero. */
function toStored(variable: Variable, value: number): number {
  if (variable.type === 'boolean') return value !== 0 ? 1 : 0
  if (variable.type === 'float') return value
  const whole = Math.trunc(value)
  if (whole >= -2147483648 && whole <= 2147483647) return whole
  throw new RheobaseError(
    'value',
    'integer-overflow',
    `\`${variable.owner}.${variable.name}\` is a 32-bit integer and cannot hold ${String(value)}`,
  )
}

/** What text for a variable is evaluated as: integers are cut when they are stored, where one that is too large is noticed. */
export const typeOfText = (type: NumberType): NumberType => (type === 'integer' ? 'float' : type)
