import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { floatArithmetic } from './float-arithmetic.js'

const HALF_PI = { high: 1.5707963267948966, low: 6.123233995736766e-17 }

/**
 * arcsin(x) = x + x R(x²) on |x| <= 1/2 with a rational R, relative error 2^-58. Source of form and coefficients: fdlibm (Sun
 * Microsystems 1993), e_asin.c.
 */
const NUMERATOR = [
  1.66666666666666657415e-1, -3.25565818622400915405e-1, 2.01212532134862925881e-1,
  -4.00555345006794114027e-2, 7.91534994289814532176e-4, 3.4793310759602116757e-5,
]
const DENOMINATOR = [
  1, -2.40339491173441421878, 2.02094576023350569471, -6.8828397160545329303e-1, 7.70381505559019352791e-2,
]

interface Parts {
  readonly isSmall: Value
  /** The argument of the series, |x| or sqrt((1 - |x|)/2), and its R. */
  readonly s: Value
  readonly ratio: Value
  /** s = upper + lost, the first of 26 bits. */
  readonly upper: Value
  readonly lost: Value
}

/** Up to 1/2 the series holds for x itself, beyond for the half angle: arccos(x) = 2 arcsin(sqrt((1 - x)/2)). */
function partsOf(b: Builder, x: Value): Parts {
  const { abs, add, sub, mul, div, sqrt, less, select, polynomial } = floatArithmetic(b)
  const magnitude = abs(x)
  const isSmall = less(magnitude, 0.5)
  const z = select(isSmall, mul(x, x), mul(sub(1, magnitude), 0.5))
  const ratio = div(mul(z, polynomial(z, NUMERATOR)), polynomial(z, DENOMINATOR))
  const s = sqrt(z)
  const spread = mul(s, 134217729)
  const upper = sub(spread, sub(spread, s))
  // The tiny term keeps 0/0 away at x = 1.
  const lost = div(sub(z, mul(upper, upper)), add(add(s, upper), 1e-300))
  return { isSmall, s, ratio, upper, lost }
}

/** The angle from -pi/2 to pi/2 with this sine, nan beyond 1. Largest error found: 0.88 ulp. */
export function arcsin(b: Builder, x: Value): Value {
  const { abs, add, sub, mul, copysign, select } = floatArithmetic(b)
  const { isSmall, s, ratio, upper, lost } = partsOf(b, x)
  const small = add(abs(x), mul(abs(x), ratio))
  const bent = sub(mul(mul(2, s), ratio), sub(HALF_PI.low, mul(2, lost)))
  const quarter = 0.5 * HALF_PI.high
  const large = sub(quarter, sub(bent, sub(quarter, mul(2, upper))))
  return copysign(select(isSmall, small, large), x)
}

/** The angle from 0 to pi with this cosine, nan beyond 1. Largest error found: 0.90 ulp. */
export function arccos(b: Builder, x: Value): Value {
  const { add, sub, mul, less, select } = floatArithmetic(b)
  const { isSmall, s, ratio, upper, lost } = partsOf(b, x)
  const small = sub(HALF_PI.high, sub(x, sub(HALF_PI.low, mul(x, ratio))))
  const right = mul(2, add(upper, add(mul(ratio, s), lost)))
  const left = mul(2, sub(HALF_PI.high, add(s, sub(mul(ratio, s), HALF_PI.low))))
  return select(isSmall, small, select(less(x, 0), left, right))
}
