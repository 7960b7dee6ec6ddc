import { parseQuantity } from '../src/units/parse-quantity.js'
import { sameDimension } from '../src/units/dimension.js'
import { describeDimension } from '../src/units/print-quantity.js'
import type { JsonNumber } from './case.js'
import type { Measured } from './measure.js'

const DEFAULT_RELATIVE = 1e-9
const DEFAULT_ABSOLUTE = 1e-12

export interface Comparison {
  /** Why the values do not fit; nothing if they do. */
  readonly reason?: string
  /** Largest |a - e| / |e| over the values, where e is not 0. */
  readonly relativeError: number
}

export interface ExpectedValues {
  readonly unit: string
  readonly type?: 'float' | 'integer' | 'boolean'
  readonly shape: readonly number[]
  readonly values: readonly JsonNumber[]
  readonly rel?: number
  readonly abs?: number
}

export const readNumber = (value: JsonNumber): number => Number(value)

/** A float `a` fits `e` if |a - e| <= abs + rel |e|; integers and booleans must be equal; not-a-numbers and infinities likewise. */
export function compareValues(measured: Measured, expected: ExpectedValues): Comparison {
  const unit = parseQuantity(expected.unit)
  const fail = (reason: string): Comparison => ({ reason, relativeError: Infinity })
  if (!sameDimension(measured.dimension, unit.dimension)) {
    return fail(
      `dimension ${describeDimension(measured.dimension)} instead of ${describeDimension(unit.dimension)}`,
    )
  }
  if (expected.type !== undefined && measured.type !== expected.type)
    return fail(`type ${measured.type} instead of ${expected.type}`)
  if (measured.shape.join() !== expected.shape.join())
    return fail(`shape [${measured.shape.join()}] instead of [${expected.shape.join()}]`)
  const wanted = expected.values.map(readNumber)
  const largest = Math.max(0, ...wanted.filter(Number.isFinite).map(Math.abs))
  const exact = expected.type === 'integer' || expected.type === 'boolean'
  const rel = exact ? 0 : (expected.rel ?? DEFAULT_RELATIVE)
  const abs = exact ? 0 : (expected.abs ?? DEFAULT_ABSOLUTE * largest)
  let relativeError = 0
  for (const [position, e] of wanted.entries()) {
    const a = measured.values[position] ?? NaN
    if (Object.is(a, e) || a === e) continue
    const difference = Math.abs(a - e)
    if (!(difference <= abs + rel * Math.abs(e)))
      return fail(`value ${String(position)} is ${String(a)} instead of ${String(e)}`)
    if (e !== 0) relativeError = Math.max(relativeError, difference / Math.abs(e))
  }
  return { relativeError }
}
