import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { floatArithmetic } from './float-arithmetic.js'
import { coverLogarithmDomain, logarithmParts, splitPositive } from './logarithm-core.js'

/** A factor in two parts, the first of at most 33 bits. */
interface TwoParts {
  readonly high: number
  readonly low: number
}
/** log2(e), log10(e) and log10(2). */
const LOG2_E: TwoParts = { high: 1.44269504072144627571, low: 1.67517131648865118353e-10 }
const LOG10_E: TwoParts = { high: 4.34294481878168880939e-1, low: 2.50829467116452752298e-11 }
const LOG10_2: TwoParts = { high: 3.01029995663611771306e-1, low: 3.69423907715893078616e-13 }

/** The logarithm to base 2, exact for powers of 2. Largest error found: 0.83 ulp. */
export function log2(b: Builder, x: Value): Value {
  return coverLogarithmDomain(b, x, logarithmToBase(b, x, LOG2_E, { high: 1, low: 0 }))
}

/** The logarithm to base 10. Largest error found: 0.71 ulp. */
export function log10(b: Builder, x: Value): Value {
  return coverLogarithmDomain(b, x, logarithmToBase(b, x, LOG10_E, LOG10_2))
}

/** The natural logarithm in two parts, times `factor`, plus k times the logarithm of 2. Source of the scheme: fdlibm, e_log10.c. */
function logarithmToBase(b: Builder, x: Value, factor: TwoParts, two: TwoParts): Value {
  const { add, sub, mul } = floatArithmetic(b)
  const { k, f } = splitPositive(b, x)
  const { half, tail } = logarithmParts(b, f)
  // 21 bits, so that the product with the first part of the factor is exact.
  const high = b.op('f64.from_words', b.op('i32.high_word', sub(f, half)), b.i32(0))
  const low = add(sub(sub(f, high), half), tail)
  const leading = mul(high, factor.high)
  const whole = mul(k, two.high)
  const sum = add(whole, leading)
  const lost = add(sub(whole, sum), leading)
  const rest = add(mul(add(low, high), factor.low), mul(low, factor.high))
  return add(add(add(rest, mul(k, two.low)), lost), sum)
}
