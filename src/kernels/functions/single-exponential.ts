import type { Builder } from '../builder.js'
import { POWER_SHIFT, type Value } from '../value.js'
import { exponentialTail, LOG2_E, reduceExponent } from './exponential-core.js'
import { floatArithmetic } from './float-arithmetic.js'

/** A single e^x as 2^k (1 + excess), -0.3 <= excess <= 0.42. */
export interface SingleExponential {
  /** k - `moved` + `POWER_SHIFT`. */
  readonly shifted: Value
  readonly excess: Value
  /** x, limited from above, in units of `unit`. */
  readonly limited: Value
  readonly unit: number
}

export interface SingleRange {
  readonly most: number
  readonly least: number
  /** Binary digits by which the power is to be smaller. */
  readonly moved?: number
}

/**
 * Splits the exponential of a single. Where the builder approximates, x is first turned into doublings, and the product is rounded: the rest is then
 * exact, instead of three operations, and the result is that of an x that is wrong by one rounding.
 */
export function splitSingle(
  b: Builder,
  x: Value,
  { most, least, moved = 0 }: SingleRange,
): SingleExponential {
  const { add, sub, mul, atLeast, atMost } = floatArithmetic(b, 'f32')
  if (!b.approximates) {
    const limited = atMost(x, most)
    const reduced = reduceExponent(b, atLeast(limited, least))
    const excess = add(reduced.high, exponentialTail(b, reduced))
    return { shifted: moved === 0 ? reduced.shifted : sub(reduced.shifted, moved), excess, limited, unit: 1 }
  }
  const limited = atMost(mul(x, LOG2_E), most * LOG2_E)
  const exponent = atLeast(limited, least * LOG2_E)
  const shift = POWER_SHIFT.f32 - moved
  const shifted = add(exponent, shift)
  const r = sub(exponent, sub(shifted, shift))
  // In pairs instead of by Horner's rule: fewer operations wait for each other.
  const square = mul(r, r)
  const pair = ([even, odd]: readonly [number, number]): Value => add(mul(r, odd), even)
  const upper = add(pair(PAIRS[1]), mul(square, pair(PAIRS[2])))
  return { shifted, excess: mul(r, add(pair(PAIRS[0]), mul(square, upper))), limited, unit: PAIRS[0][0] }
}

/** (2^r - 1)/r on |r| <= 1/2, within 2^-26.1 of itself, by a minimax fit of our own to coefficients that are singles; the first is ln 2. */
const PAIRS = [
  [0.6931471824645996, 0.24022649228572845],
  [0.055503662675619125, 0.009618327021598816],
  [0.0013387893559411168, 0.00015375005023088306],
] as const
