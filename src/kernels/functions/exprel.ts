import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { EXPONENTIAL_RANGE, splitExponential } from './exponential-core.js'
import { floatArithmetic, floatTypeOf } from './float-arithmetic.js'

/**
 * (e^x - 1)/x, 1 at zero; what exponential integration needs, in one pass. Largest error found: 3.2 ulp (single: 2.4), up to the overflow of the
 * result at 716.35 (single: 93.3), which comes later than that of e^x.
 */
export function exprel(b: Builder, x: Value): Value {
  const { div, select } = floatArithmetic(b, floatTypeOf(x))
  const { numerator, denominator, isOne } = exprelQuotient(b, x)
  return select(isOne, 1, div(numerator, denominator))
}

/** a/exprel(x), the form of voltage-dependent rates such as x/(exp(x) - 1), with one quotient instead of two. */
export function divideByExprel(b: Builder, a: Value, x: Value): Value {
  const { mul, div, select } = floatArithmetic(b, floatTypeOf(x))
  const { numerator, denominator, isOne } = exprelQuotient(b, x)
  return select(isOne, a, div(mul(a, denominator), numerator))
}

/** What x is limited to, where exprel(x) has overflowed, and the binary digits by which e^x must be moved to be finite there. */
const LIMIT = { f64: { most: 775, moved: 100 }, f32: { most: 99, moved: 16 } } as const

/**
 * exprel(x) as a quotient. Both sides are some binary digits smaller than they are, for e^x overflows before exprel does, and so that beyond
 * the limit of x one quotient is infinite and the other one zero, or next to it.
 */
function exprelQuotient(b: Builder, x: Value): { numerator: Value; denominator: Value; isOne: Value } {
  const type = floatTypeOf(x)
  const { abs, add, sub, mul, atLeast, atMost, less, pow2Shifted } = floatArithmetic(b, type)
  const { most, moved } = LIMIT[type]
  const divisor = atMost(x, most)
  const { shifted, excess } = splitExponential(b, atLeast(divisor, -50), { isRelative: true, moved })
  const scale = pow2Shifted(shifted)
  const numerator = add(sub(scale, 2 ** -moved), mul(scale, excess))
  return {
    numerator,
    denominator: mul(divisor, 2 ** -moved),
    isOne: less(abs(x), EXPONENTIAL_RANGE[type].tiny),
  }
}
