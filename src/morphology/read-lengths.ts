import { printBriefly } from '../units/print-quantity.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { DimensionError } from '../units/dimension-error.js'
import { length, sameDimension } from '../units/dimension.js'
import { describeValue } from '../units/options.js'
import { Quantity } from '../units/quantity.js'

/** What stands for lengths or coordinates; a plain 0 is a length, too. */
export type LengthInput = Quantity | 0

/** The numbers in metres. @throws {RheobaseError} kind `type` for no quantity, `dimension` for no length, `value` for what is not finite */
export function readMetres(where: string, value: unknown): Float64Array {
  if (value === 0) return Float64Array.of(0)
  if (!isQuantity(value)) {
    throw new RheobaseError(
      'type',
      'not-a-quantity',
      `${where} must be a length such as um(30), not ${describeValue(value)}`,
    )
  }
  if (!sameDimension(value.dimension, length)) {
    throw new DimensionError('dimension-mismatch', `${where} must be a length such as um(30)`, {
      left: { label: 'expected', dimension: length },
      right: { label: 'found', dimension: value.dimension },
    })
  }
  const metres = Float64Array.from(typeof value.values === 'number' ? [value.values] : value.values)
  if (metres.every(Number.isFinite)) return metres
  throw new RheobaseError('value', 'impossible-length', `${where} must be finite, not ${String(value)}`)
}

/** One length in metres, of either sign. @throws {RheobaseError} kind `type` for several */
export function readOneLength(where: string, value: unknown): number {
  const metres = readMetres(where, value)
  const [first] = metres
  if (first !== undefined && metres.length === 1) return first
  throw wrongCount(where, 'one value', metres)
}

/** As many lengths as `count` says, in metres. */
export function readLengths(where: string, value: unknown, count: number): Float64Array {
  const metres = readMetres(where, value)
  if (metres.length === count) return metres
  throw wrongCount(where, `${String(count)} values`, metres)
}

/** @throws {RheobaseError} kind `value` unless all are longer than 0 */
export function expectPositive(where: string, metres: ArrayLike<number>): void {
  for (let k = 0; k < metres.length; k++) {
    const value = metres[k] ?? NaN
    if (value > 0) continue
    throw new RheobaseError(
      'value',
      'impossible-length',
      `${where} must be greater than 0, but ${metres.length === 1 ? 'it' : `value ${String(k)}`} is ${printBriefly(new Quantity(value, length))}`,
    )
  }
}

function wrongCount(where: string, expected: string, found: ArrayLike<number>): RheobaseError {
  return new RheobaseError(
    'type',
    'wrong-number-of-values',
    `${where} must have ${expected}, not ${String(found.length)}`,
  )
}

// The bare `instanceof` would make the type argument `any`.
export const isQuantity = (value: unknown): value is Quantity => value instanceof Quantity
