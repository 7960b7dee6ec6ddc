import type { Builder } from '../builder.js'
import { WHOLE_SHIFT, type Value } from '../value.js'
import { LN2, LOG2_E } from './exponential-core.js'
import { floatArithmetic } from './float-arithmetic.js'
import { PARTS, powersOfTwo } from './powers-of-two.js'

/** A double e^x as 2^k (1 + excess), -0.3 <= excess <= 0.42. */
export interface TableExponential {
  /** What `pow2_of_parts` makes 2^(k + bias - 1023) of; or its two halves, whose product is 2^(k + bias - 2046). */
  readonly counted: Value
  readonly excess: Value
  /** The exponent, limited from above, in units of `unit`. */
  readonly limited: Value
  readonly unit: number
}

export interface TableRange {
  readonly most: number
  readonly least: number
  readonly bias: number
  /** The excess is to be right to its own last digits, not only to those of 1. */
  readonly isRelative?: boolean
}

/**
 * With x = (k + j/PARTS) ln 2 + r, |r| <= ln 2 / (2 PARTS), e^x is 2^k 2^(j/PARTS) e^r: the second factor comes from a table, and a few terms of the
 * series are enough for the third. Method: P. T. P. Tang, ACM Transactions on Mathematical Software 15 (1989), 144-157.
 *
 * Where the builder approximates, x is first turned into parts of a doubling, and the product is rounded: e^x of an x that is wrong by one
 * rounding, as it is anyway if it was computed. The rest r is then exact, instead of four operations.
 */
export function splitByTable(
  b: Builder,
  x: Value,
  { most, least, bias, isRelative = false }: TableRange,
): TableExponential {
  const { add, sub, mul, atLeast, atMost } = floatArithmetic(b)
  const unit = b.approximates ? LN2_OF_PART : 1
  const limited = b.approximates ? atMost(mul(x, PART_E), most * PART_E) : atMost(x, most)
  const exponent = atLeast(limited, b.approximates ? least * PART_E : least)
  // Half a doubling more: its whole part is the nearest k, and j counts from below.
  const shift = WHOLE_SHIFT + (bias + 0.5) * PARTS
  const counted = add(b.approximates ? exponent : mul(exponent, PART_E), shift)
  const parts = sub(counted, shift)
  // Of nan the place is any; the result is nan all the same.
  const place = b.op('i32.and', b.op('i32.low_word', counted), b.i32(PARTS - 1))
  const whole = b.load(powersOfTwo(), place)
  const r = b.approximates
    ? sub(exponent, parts)
    : sub(sub(exponent, mul(parts, LN2.f64.high / PARTS)), mul(parts, LN2.f64.low / PARTS))
  // In pairs instead of by Horner's rule: as many operations, but fewer that wait for each other.
  const square = mul(r, r)
  const isShort = b.approximates || !isRelative
  const cubic = unit ** 3 / 6 + (b.approximates ? SHARE_OF_FIFTH * unit ** 5 : 0)
  const lower = add(mul(r, cubic), unit ** 2 / 2)
  const upper = isShort ? unit ** 4 / 24 : add(mul(r, unit ** 5 / 120), unit ** 4 / 24)
  const rest = add(mul(r, unit), mul(square, add(lower, mul(square, upper))))
  return { counted, excess: add(whole, mul(rest, add(1, whole))), limited, unit }
}

const PART_E = LOG2_E * PARTS
/**
 * What r³ takes over from r⁵/120 where that is left out, as a share that makes the largest relative error up to r = 1/2 least: κ r²/120 with
 * κ = 2(√2 - 1)/4, which leaves 0.17 of it, 3e-16.
 */
const SHARE_OF_FIFTH = (Math.SQRT2 - 1) / 2 / 120
const LN2_OF_PART = Math.LN2 / PARTS
