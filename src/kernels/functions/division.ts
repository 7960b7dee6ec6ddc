import { kernelFunction, type Builder } from '../builder.js'
import type { Value } from '../value.js'
import { twoProduct } from './double-double.js'
import { floatArithmetic } from './float-arithmetic.js'
import { fmod } from './fmod.js'
import { throughDouble } from './through-double.js'

/**
 * `x % y`: the exact remainder of the division cut towards zero, plus y where it is not zero and of the other sign than y; so the
 * result has the sign of y. `x % ±inf` is x or ±inf; `x % 0`, `inf % y` and nan give nan. Correctly rounded.
 */
export const floatRemainder = throughDouble((b, x, y) => {
  const { condition, remainder } = divideQuickly(b, x, y)
  return b.call(remainderOfAny, [x, y], { condition, otherwise: floored(b, remainder, y) })
})

/**
 * `x // y`: the floor of the exact quotient below 2^26 in magnitude; beyond, (x - x % y)/y rounded to a whole number. `x // 0` is
 * ±inf or nan, `inf // y` is nan.
 */
export const floatFloorDivide = throughDouble((b, x, y) => {
  const { sub, select } = floatArithmetic(b)
  const { condition, quotient, remainder } = divideQuickly(b, x, y)
  const otherwise = select(isOpposite(b, remainder, y), sub(quotient, 1), quotient)
  return b.call(floorDivisionOfAny, [x, y], { condition, otherwise })
})

/** `x // y` of integers, rounded towards -inf; `x // 0` is 0. */
export function integerFloorDivide(b: Builder, x: Value, y: Value): Value {
  const isZero = b.op('i32.eq', y, b.i32(0))
  return b.op('i32.select', isZero, b.i32(0), floorOfQuotient(b, x, b.op('i32.select', isZero, b.i32(1), y)))
}

/** `x % y` of integers, with the sign of y; `x % 0` is 0. */
export function integerRemainder(b: Builder, x: Value, y: Value): Value {
  const divisor = b.op('i32.select', b.op('i32.eq', y, b.i32(0)), b.i32(1), y)
  return b.op('i32.sub', x, b.op('i32.mul', floorOfQuotient(b, x, divisor), divisor))
}

/** Exact: the quotient of two 32-bit integers is too far from the next whole number for a double to round to it. */
function floorOfQuotient(b: Builder, x: Value, divisor: Value): Value {
  const quotient = b.op('f64.div', b.op('f64.from_i32', x), b.op('f64.from_i32', divisor))
  return b.op('i32.from_f64', b.op('f64.floor', quotient))
}

interface QuickDivision {
  /** Where the other two do not hold: large quotients, divisors near overflow, infinities, nan. */
  readonly condition: Value
  /** Whole, with x = quotient * y + remainder exactly and |remainder| < |y|. */
  readonly quotient: Value
  readonly remainder: Value
}

function divideQuickly(b: Builder, x: Value, y: Value): QuickDivision {
  const { abs, sub, div, trunc, less, not, and } = floatArithmetic(b)
  const ratio = div(x, y)
  // The ratio may have been rounded up to the next whole number; the remainder is exact all the same.
  const quotient = trunc(ratio)
  const product = twoProduct(b, quotient, y)
  const remainder = sub(sub(x, product.high), product.low)
  return { condition: not(and(less(abs(ratio), 2 ** 26), less(abs(y), 2 ** 990))), quotient, remainder }
}

function isOpposite(b: Builder, remainder: Value, y: Value): Value {
  const { less, greater, or, and } = floatArithmetic(b)
  return or(and(less(remainder, 0), greater(y, 0)), and(greater(remainder, 0), less(y, 0)))
}

function floored(b: Builder, remainder: Value, y: Value): Value {
  const { add, equal, select, copysign } = floatArithmetic(b)
  const moved = select(isOpposite(b, remainder, y), add(remainder, y), remainder)
  return select(equal(remainder, 0), copysign(0, y), moved)
}

const remainderOfAny = kernelFunction(
  'remainder of any',
  [
    ['x', 'f64'],
    ['y', 'f64'],
  ],
  (b, x, y) => floored(b, b.call(fmod, [x, y]), y),
)

const floorDivisionOfAny = kernelFunction(
  'floor division of any',
  [
    ['x', 'f64'],
    ['y', 'f64'],
  ],
  (b, x, y) => {
    const { add, sub, div, floor, equal, greater, copysign, select } = floatArithmetic(b)
    const ratio = div(x, y)
    const remainder = b.call(fmod, [x, y])
    const cut = div(sub(x, remainder), y)
    const quotient = select(isOpposite(b, remainder, y), sub(cut, 1), cut)
    const whole = floor(quotient)
    const nearest = select(greater(sub(quotient, whole), 0.5), add(whole, 1), whole)
    return select(equal(y, 0), ratio, select(equal(quotient, 0), copysign(0, ratio), nearest))
  },
)
