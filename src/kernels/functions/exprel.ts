import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { floatArithmetic, floatTypeOf } from './float-arithmetic.js'
import { splitSingle } from './single-exponential.js'
import { excessByTable, powerByTable } from './table-exponential.js'

/**
 * (e^x - 1)/x, 1 at zero; what exponential integration needs, in one pass. Largest error found: 3.2 ulp (single: 2.4), up to the overflow of the
 * result at 716.35 (single: 93.3), which comes later than that of e^x. Where the builder approximates, x may be wrong by a rounding, e^x - 1 by one
 * unit in the last place of 1, but by no more than 5e-13 of itself, and the result by one rounding more.
 */
export function exprel(b: Builder, x: Value): Value {
  const { mul, div, select } = floatArithmetic(b, floatTypeOf(x))
  const { numerator, limited, unit, isOne } = exprelQuotient(b, x)
  // Where it may be rounded once more, the quotient does not wait for the exponential.
  const quotient = b.approximates
    ? mul(numerator, div(1 / unit, limited))
    : div(numerator, mul(limited, unit))
  return select(isOne, 1, quotient)
}

/** a/exprel(x), the form of voltage-dependent rates such as x/(exp(x) - 1), with one quotient instead of two. */
export function divideByExprel(b: Builder, a: Value, x: Value): Value {
  const { mul, div, select } = floatArithmetic(b, floatTypeOf(x))
  const { numerator, limited, unit, isOne } = exprelQuotient(b, x)
  return select(isOne, a, div(mul(a, mul(limited, unit)), numerator))
}

/** What x is limited to, where exprel(x) has overflowed, and the binary digits by which e^x must be moved to be finite there. */
const LIMIT = { f64: { most: 775, moved: 100 }, f32: { most: 99, moved: 16 } } as const

interface ExprelQuotient {
  readonly numerator: Value
  /** x, limited from above; times `unit` it is the denominator. */
  readonly limited: Value
  readonly unit: number
  readonly isOne: Value
}

/**
 * exprel(x) as a quotient. Both sides are some binary digits smaller than they are, for e^x overflows before exprel does, and so that beyond
 * the limit of x one quotient is infinite and the other one zero, or next to it.
 */
function exprelQuotient(b: Builder, x: Value): ExprelQuotient {
  const type = floatTypeOf(x)
  const { add, sub, mul, equal } = floatArithmetic(b, type)
  const { scale, excess, limited, unit } = type === 'f32' ? splitOfSingle(b, x) : splitOfDouble(b, x)
  const one = 2 ** -LIMIT[type].moved
  const beyond = mul(scale, excess)
  return {
    numerator: add(sub(scale, one), beyond),
    limited,
    unit: unit * one,
    // Before x is so small that the sides of the quotient have lost digits.
    isOne: equal(add(scale, beyond), one),
  }
}

/** e^x, some binary digits smaller, as scale (1 + excess). */
interface SplitExponential {
  readonly scale: Value
  readonly excess: Value
  /** x, limited from above, in units of `unit`. */
  readonly limited: Value
  readonly unit: number
}

/** Below this e^x - 1 is -1 in relation to x. */
const LEAST = -50

function splitOfDouble(b: Builder, x: Value): SplitExponential {
  const { most, moved } = LIMIT.f64
  const range = { most, least: LEAST, bias: -moved }
  if (b.approximates) {
    const { power, counted, rest, limited, unit } = powerByTable(b, x, range)
    return { scale: b.op('f64.times_parts', power, counted), excess: rest, limited, unit }
  }
  const { counted, excess, limited } = excessByTable(b, x, { ...range, bias: 1023 - moved })
  return { scale: b.op('f64.pow2_of_parts', counted), excess, limited, unit: 1 }
}

function splitOfSingle(b: Builder, x: Value): SplitExponential {
  const { pow2Shifted } = floatArithmetic(b, 'f32')
  const { shifted, excess, limited, unit } = splitSingle(b, x, { ...LIMIT.f32, least: LEAST })
  return { scale: pow2Shifted(shifted), excess, limited, unit }
}
