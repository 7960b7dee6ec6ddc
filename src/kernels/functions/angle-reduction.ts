import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { floatArithmetic } from './float-arithmetic.js'

/** Adding and subtracting 1.5 * 2^52 rounds to a whole number, half to even, as long as the magnitude is below 2^51. */
const ROUNDING_SHIFT = 6755399441055744

/** x = quadrant * pi/2 + high + low with |high| <= 0.79; only the last two bits of `quadrant` (i32) count. */
export interface ReducedAngle {
  readonly quadrant: Value
  readonly high: Value
  readonly low: Value
}

/** pi/2 = first + second + third; n * first and n * second are exact for |n| < 2^20. Source: fdlibm (Sun Microsystems 1993), e_rem_pio2.c. */
const HALF_PI = {
  first: 1.57079632673412561417,
  second: 6.0771005063039659766e-11,
  third: 2.02226624879595063154e-21,
}
const TWO_OVER_PI = 0.6366197723675814

/**
 * Subtracts a multiple of pi/2 in three parts (Cody & Waite 1980). Not reduced, and marked `isRare`, are magnitudes of 2^20 or more,
 * infinities, and the few numbers so near a multiple of pi/2 that three parts do not give all digits.
 */
export function reduceAngle(b: Builder, x: Value): ReducedAngle & { readonly isRare: Value } {
  const { abs, add, sub, mul, less, greaterOrEqual, notEqual, select, and, or } = floatArithmetic(b)
  const magnitude = abs(x)
  const safe = select(less(magnitude, 2 ** 20), x, 0)
  const shifted = add(mul(safe, TWO_OVER_PI), ROUNDING_SHIFT)
  const n = sub(shifted, ROUNDING_SHIFT)
  const first = sub(safe, mul(n, HALF_PI.first))
  const second = mul(n, HALF_PI.second)
  const difference = sub(first, second)
  const undone = sub(difference, first)
  const lost = sub(sub(first, sub(difference, undone)), add(second, undone))
  const rest = sub(mul(n, HALF_PI.third), lost)
  const high = sub(difference, rest)
  const isTooNear = and(less(abs(high), 2 ** -30), notEqual(n, 0))
  return {
    quadrant: b.op('i32.low_word', shifted),
    high,
    low: sub(sub(difference, high), rest),
    isRare: or(greaterOrEqual(magnitude, 2 ** 20), isTooNear),
  }
}
