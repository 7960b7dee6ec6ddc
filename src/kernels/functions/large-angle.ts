import { kernelFunction, type Builder } from '../builder.js'
import type { Value } from '../value.js'
import type { ReducedAngle } from './angle-reduction.js'
import { fastTwoSum, twoProduct, type DoubleDouble } from './double-double.js'
import { floatArithmetic } from './float-arithmetic.js'

/** 1/(2 pi) = 0.w0 w1 w2 … in words of 32 bits. Computed with 1600 bits. */
// prettier-ignore
const TURNS_PER_RADIAN = [
  0x28be60db, 0x9391054a, 0x7f09d5f4, 0x7d4d3770, 0x36d8a566, 0x4f10e410, 0x7f9458ea, 0xf7aef158,
  0x6dc91b8e, 0x909374b8, 0x01924bba, 0x82746487, 0x3f877ac7, 0x2c4a69cf, 0xba208d7d, 0x4baed121,
  0x3a671c09, 0xad17df90, 0x4e64758e, 0x60d4ce7d, 0x272117e2, 0xef7e4a0e, 0xc7fe25ff, 0xf7816603,
  0xfbcbc462, 0xd6829b47, 0xdb4d9fb3, 0xc9f2c26d, 0xd3d18fd9, 0xa797fa8b, 0x5d49eeb1, 0xfaf97c5e,
  0xcf41ce7d, 0xe294a4ba, 0x9afed7ec, 0x47e35742, 0x1580cc11, 0xbf1edaea,
]

/** Words of 1/(2 pi) that are multiplied: 192 bits, of which up to 64 turn out zero for an angle near a multiple of pi/2. */
const WINDOW = 6

/**
 * Reduces a finite angle x >= 2^-5 exactly: turns = frac(x / 2 pi) from those words of 1/(2 pi) that matter for the exponent of x.
 * Scalar code for the rare case. Source: Payne & Hanek 1983, ACM SIGNUM Newsletter 18, 19-24.
 */
export function reduceLargeAngle(b: Builder, x: Value): ReducedAngle {
  const high = b.op('i32.high_word', x)
  const exponent = b.op('i32.sub', b.op('i32.shr_u', high, b.i32(20)), b.i32(1075))
  const mantissa: readonly [Value, Value] = [
    b.op('i32.or', b.op('i32.and', high, b.i32(0xfffff)), b.i32(0x100000)),
    b.op('i32.low_word', x),
  ]
  const turns = multiply(b, mantissa, windowAt(b, exponent))
  const top = turns[0] ?? b.i32(0)
  // Nearest quadrant; what is left is a signed fraction of it, below 1/2.
  const quadrant = b.op('i32.shr_u', b.op('i32.add', b.op('i32.shr_u', top, b.i32(29)), b.i32(1)), b.i32(1))
  return { quadrant, ...radians(b, shiftLeft(b, turns, b.i32(2))) }
}

/** The bits of 1/(2 pi) after the first `position`, zeros for negative places. */
function windowAt(b: Builder, position: Value): readonly Value[] {
  const first = b.op('i32.shr_s', position, b.i32(5))
  const words = Array.from({ length: WINDOW + 1 }, (_, place) =>
    b.call(wordOfTurn, [b.op('i32.add', first, b.i32(place))]),
  )
  return shiftLeft(b, words, b.op('i32.and', position, b.i32(31))).slice(0, WINDOW)
}

const wordOfTurn = kernelFunction('word of turns per radian', [['place', 'i32']], (b, place) =>
  TURNS_PER_RADIAN.reduce<Value>(
    (found, word, index) => b.op('i32.select', b.op('i32.eq', place, b.i32(index)), b.i32(word), found),
    b.i32(0),
  ),
)

/** Words, most significant first, shifted by 0 to 31 bits. */
function shiftLeft(b: Builder, words: readonly Value[], count: Value): readonly Value[] {
  const complement = b.op('i32.sub', b.i32(31), count)
  return words.map((word, place) => {
    // In two shifts, for a shift by 32 is a shift by 0.
    const carried = b.op('i32.shr_u', b.op('i32.shr_u', words[place + 1] ?? b.i32(0), b.i32(1)), complement)
    return b.op('i32.or', b.op('i32.shl', word, count), carried)
  })
}

/** The product modulo 2^(32 * WINDOW), most significant word first. */
function multiply(
  b: Builder,
  [upper, lower]: readonly [Value, Value],
  window: readonly Value[],
): readonly Value[] {
  const sum: Value[] = window.map(() => b.i32(0))
  const addAt = (place: number, word: Value): void => {
    let carry = word
    for (let at = place; at >= 0; at--) {
      const total = b.op('i32.add', sum[at] ?? b.i32(0), carry)
      sum[at] = total
      carry = b.op('i32.from_bool', b.op('i32.lt_u', total, carry))
    }
  }
  window.forEach((word, place) => {
    addAt(place, b.op('i32.mul', word, lower))
    addAt(place - 1, b.op('i32.mulhi_u', word, lower))
    addAt(place - 1, b.op('i32.mul', word, upper))
    addAt(place - 2, b.op('i32.mulhi_u', word, upper))
  })
  return sum
}

const HALF_PI = { high: 1.5707963267948966, low: 6.123233995736766e-17 }

/** A signed fraction of pi/2, in words, as radians. */
function radians(b: Builder, fraction: readonly Value[]): DoubleDouble {
  const { add, mul, neg, select } = floatArithmetic(b)
  const top = fraction[0] ?? b.i32(0)
  const sign = b.op('i32.shr_s', top, b.i32(31))
  let size: DoubleDouble = { high: b.f64(0), low: b.f64(0) }
  fraction.slice(0, 5).forEach((word, place) => {
    const part = mul(b.op('f64.from_u32', b.op('i32.xor', word, sign)), 2 ** (-32 * (place + 1)))
    size = fastTwoSum(b, size.high, add(size.low, part))
  })
  const product = twoProduct(b, size.high, HALF_PI.high)
  const rest = add(mul(size.high, HALF_PI.low), mul(size.low, HALF_PI.high))
  const { high, low } = fastTwoSum(b, product.high, add(product.low, rest))
  const isNegative = b.op('i32.ne', sign, b.i32(0))
  return { high: select(isNegative, neg(high), high), low: select(isNegative, neg(low), low) }
}
