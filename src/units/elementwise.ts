import { RheobaseError } from '../errors/rheobase-error.js'

/** One number, or one for each element. */
export type Values = number | Float64Array

export function each(values: Values, operation: (value: number) => number): Values {
  return typeof values === 'number' ? operation(values) : values.map(operation)
}

/**
 * A single number goes with every element. @throws {RheobaseError} kind `value` if there are two arrays of
 * different lengths
 */
export function combine(left: Values, right: Values, operation: (a: number, b: number) => number): Values {
  if (typeof right === 'number') {
    return typeof left === 'number' ? operation(left, right) : left.map(value => operation(value, right))
  }
  if (typeof left === 'number') return right.map(value => operation(left, value))
  if (left.length !== right.length) {
    throw new RheobaseError(
      'value',
      'number-of-values',
      `arrays of ${String(left.length)} and ${String(right.length)} values do not go together; ` +
        'they need the same length, or one is a single value',
    )
  }
  return left.map((value, k) => operation(value, right[k] ?? NaN))
}

export function everyElement(values: Values, holds: (value: number) => boolean): boolean {
  return typeof values === 'number' ? holds(values) : values.every(holds)
}

/** Remainder with the sign of the divisor, exact as the remainder of the language is. */
export function floorRemainder(dividend: number, divisor: number): number {
  const remainder = dividend % divisor
  if (remainder === 0) return divisor < 0 ? -0 : 0
  return remainder < 0 === divisor < 0 ? remainder : remainder + divisor
}
