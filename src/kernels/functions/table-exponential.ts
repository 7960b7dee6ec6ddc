import type { Builder } from '../builder.js'
import { WHOLE_SHIFT, type Value } from '../value.js'
import { LN2, LOG2_E } from './exponential-core.js'
import { floatArithmetic } from './float-arithmetic.js'
import { PARTS, partsOfDoubling, powersOfTwo, POWER_BIAS } from './powers-of-two.js'

// With x = (k + j/PARTS) ln 2 + r, |r| <= ln 2 / (2 PARTS), e^x is 2^k 2^(j/PARTS) e^r: the second factor comes from a table, and a few terms of the
// series are enough for the third. Method: P. T. P. Tang, ACM Transactions on Mathematical Software 15 (1989), 144-157.

/** What x is limited to, and by what the exponent k of 2 is moved. */
export interface TableRange {
  readonly most: number
  readonly least: number
  readonly bias: number
}

/** A double e^x as 2^k (1 + excess), -0.3 <= excess <= 0.42. */
export interface ExcessByTable {
  /** What `pow2_of_parts` makes 2^(k + bias - 1023) of; or its two halves, whose product is 2^(k + bias - 2046). */
  readonly counted: Value
  readonly excess: Value
  /** x, limited from above. */
  readonly limited: Value
}

/** The excess is right to its own last digits, not only to those of 1. */
export function excessByTable(b: Builder, x: Value, { most, least, bias }: TableRange): ExcessByTable {
  const { add, sub, mul, atLeast, atMost } = floatArithmetic(b)
  const limited = atMost(x, most)
  const exponent = atLeast(limited, least)
  // Half a doubling more: its whole part is the nearest k, and j counts from below.
  const shift = WHOLE_SHIFT + (bias + 0.5) * PARTS
  const counted = add(mul(exponent, PARTS_OF_E), shift)
  const parts = sub(counted, shift)
  const whole = b.load(partsOfDoubling(), placeOf(b, counted))
  const r = sub(sub(exponent, mul(parts, LN2.f64.high / PARTS)), mul(parts, LN2.f64.low / PARTS))
  // In pairs instead of by Horner's rule: as many operations, but fewer that wait for each other.
  const square = mul(r, r)
  const cubic = 1 / 6 + (SHARE_OF_LAST * UNIT ** 2) / 120
  const rest = add(r, mul(square, add(add(mul(r, cubic), 1 / 2), mul(square, 1 / 24))))
  return { counted, excess: add(whole, mul(rest, add(1, whole))), limited }
}

/** A double e^x as 2^k 2^(j/PARTS) (1 + rest), |rest| < 0.0004. */
export interface PowerByTable {
  /** What `times_parts` makes 2^(k + bias) 2^(j/PARTS) of with `counted`; or `times_upper_half` with `pow2_lower_half`, 2^(bias - 1023) times that. */
  readonly power: Value
  readonly counted: Value
  readonly rest: Value
  /** x, limited from above, in units of `unit`. */
  readonly limited: Value
  readonly unit: number
}

/**
 * For builders that approximate: x is turned into parts of a doubling first, and the product is rounded. It is e^x of an x that is wrong by one
 * rounding, as it is anyway if it was computed; the rest is then exact without another operation. Beyond that it is within a rounding of 1.
 */
export function powerByTable(b: Builder, x: Value, { most, least, bias }: TableRange): PowerByTable {
  const { add, sub, mul, atLeast, atMost } = floatArithmetic(b)
  const limited = atMost(mul(x, PARTS_OF_E), most * PARTS_OF_E)
  const exponent = atLeast(limited, least * PARTS_OF_E)
  const shift = WHOLE_SHIFT + (bias - POWER_BIAS) * PARTS
  const counted = add(exponent, shift)
  const r = sub(exponent, sub(counted, shift))
  const quadratic = (1 / 2 + (SHARE_OF_LAST * UNIT ** 2) / 24) * UNIT ** 2
  const rest = add(mul(r, UNIT), mul(mul(r, r), add(mul(r, UNIT ** 3 / 6), quadratic)))
  return { power: b.load(powersOfTwo(), placeOf(b, counted)), counted, rest, limited, unit: UNIT }
}

/** Of nan the place is any; the result is nan all the same. */
const placeOf = (b: Builder, counted: Value): Value =>
  b.op('i32.and', b.op('i32.low_word', counted), b.i32(PARTS - 1))

const PARTS_OF_E = LOG2_E * PARTS
const UNIT = Math.LN2 / PARTS

/**
 * What the last term but one takes over from the last one, which is left out, so that the largest error up to r = 1/2 of a part is least: in t = r²
 * the best multiple of t for t² is 2(√2 - 1)/4, and 0.17 of the term remains.
 */
const SHARE_OF_LAST = (Math.SQRT2 - 1) / 2
