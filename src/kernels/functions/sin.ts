import { kernelFunction, type Builder } from '../builder.js'
import type { KernelFunction, Value } from '../value.js'
import { reduceAngle, type ReducedAngle } from './angle-reduction.js'
import { fastTwoSum } from './double-double.js'
import { floatArithmetic } from './float-arithmetic.js'
import { reduceLargeAngle } from './large-angle.js'
import { cosineParts, sineParts } from './sine-core.js'

/** The sine of any angle in radians, nan for infinities. Largest error found: 0.78 ulp. */
export const sin = (b: Builder, x: Value): Value => ofAngle(b, x, sineAt, largeSin)
/** The cosine of any angle in radians, nan for infinities. Largest error found: 0.77 ulp. */
export const cos = (b: Builder, x: Value): Value => ofAngle(b, x, cosineAt, largeCos)
/** The tangent of any angle in radians, nan for infinities. Largest error found: 1.4 ulp. */
export const tan = (b: Builder, x: Value): Value => ofAngle(b, x, tangentAt, largeTan)

function ofAngle(
  b: Builder,
  x: Value,
  at: (b: Builder, angle: ReducedAngle) => Value,
  large: KernelFunction,
): Value {
  const { select, notEqual } = floatArithmetic(b)
  const { isRare, ...angle } = reduceAngle(b, x)
  const result = b.call(large, [x], { condition: isRare, otherwise: at(b, angle) })
  return select(notEqual(x, x), x, result)
}

/** Of the magnitude of x; nan for infinities. */
function ofLargeAngle(b: Builder, x: Value, at: (b: Builder, angle: ReducedAngle) => Value): Value {
  const { abs, less, select } = floatArithmetic(b)
  const magnitude = abs(x)
  const isFinite = less(magnitude, Infinity)
  return select(isFinite, at(b, reduceLargeAngle(b, select(isFinite, magnitude, 1))), NaN)
}

function sineAt(b: Builder, { quadrant, high, low }: ReducedAngle): Value {
  const { add, neg, select } = floatArithmetic(b)
  const [s, c] = [sineParts(b, high, low), cosineParts(b, high, low)]
  const value = select(hasBit(b, quadrant, 1), add(c.high, c.low), add(s.high, s.low))
  return select(hasBit(b, quadrant, 2), neg(value), value)
}

function cosineAt(b: Builder, { quadrant, high, low }: ReducedAngle): Value {
  return sineAt(b, { quadrant: b.op('i32.add', quadrant, b.i32(1)), high, low })
}

function tangentAt(b: Builder, { quadrant, high, low }: ReducedAngle): Value {
  const { add, sub, mul, div, neg, equal, select } = floatArithmetic(b)
  const sine = sineParts(b, high, low)
  const cosine = cosineParts(b, high, low)
  const [s, c] = [fastTwoSum(b, sine.high, sine.low), fastTwoSum(b, cosine.high, cosine.low)]
  const isOdd = hasBit(b, quadrant, 1)
  const choose = (odd: Value, even: Value): Value => select(isOdd, odd, even)
  const denominator = choose(s.high, c.high)
  const quotient = div(choose(neg(c.high), s.high), denominator)
  // What rounding sine and cosine lost.
  const lost = sub(choose(neg(c.low), s.low), mul(quotient, choose(s.low, c.low)))
  return select(equal(quotient, 0), quotient, add(quotient, div(lost, denominator)))
}

function hasBit(b: Builder, word: Value, bit: number): Value {
  return b.op('i32.ne', b.op('i32.and', word, b.i32(bit)), b.i32(0))
}

const largeSin = kernelFunction('sin of any', [['x', 'f64']], (b, x) => {
  const { copysign, mul } = floatArithmetic(b)
  return mul(ofLargeAngle(b, x, sineAt), copysign(1, x))
})
const largeCos = kernelFunction('cos of any', [['x', 'f64']], (b, x) => ofLargeAngle(b, x, cosineAt))
const largeTan = kernelFunction('tan of any', [['x', 'f64']], (b, x) => {
  const { copysign, mul } = floatArithmetic(b)
  return mul(ofLargeAngle(b, x, tangentAt), copysign(1, x))
})
