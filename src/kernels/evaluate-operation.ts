import { PART_DIGITS, type Operator } from './value.js'

const double = new Float64Array(1)
const words = new Int32Array(double.buffer)
const single = new Float32Array(1)
const singleBits = new Int32Array(single.buffer)
/** Place of the low word: typed arrays have the byte order of the machine, and every engine we run on is little-endian. */
const LOW = 0
const HIGH = 1
/** The bits of a high word that hold the exponent, and what would be its carry. */
const EXPONENT = -0x100000

/**
 * What each operator computes, on plain numbers (booleans are 0 and 1). This is the definition that constant folding uses and
 * every target must match bit for bit.
 */
export function evaluateOperation(operator: Operator, operands: readonly number[]): number {
  const a = operands[0] ?? NaN
  const b = operands[1] ?? NaN
  switch (operator) {
    case 'f64.add':
      return a + b
    case 'f64.sub':
      return a - b
    case 'f64.mul':
      return a * b
    case 'f64.div':
      return a / b
    // A sum, product, quotient or root of two singles, rounded to double and then to single, is rounded right: double has more than
    // twice the digits (Figueroa 1995, "When is double rounding innocuous?").
    case 'f32.add':
      return Math.fround(a + b)
    case 'f32.sub':
      return Math.fround(a - b)
    case 'f32.mul':
      return Math.fround(a * b)
    case 'f32.div':
      return Math.fround(a / b)
    case 'f32.sqrt':
      return Math.fround(Math.sqrt(a))
    case 'f64.neg':
    case 'f32.neg':
      return -a
    case 'f64.abs':
    case 'f32.abs':
      return Math.abs(a)
    case 'f64.copysign':
    case 'f32.copysign':
      return b < 0 || Object.is(b, -0) ? -Math.abs(a) : Math.abs(a)
    case 'f64.sqrt':
      return Math.sqrt(a)
    case 'f64.floor':
    case 'f32.floor':
      return Math.floor(a)
    case 'f64.ceil':
    case 'f32.ceil':
      return Math.ceil(a)
    case 'f64.trunc':
    case 'f32.trunc':
      return Math.trunc(a)
    case 'f64.at_most':
    case 'f32.at_most':
      return b < a ? b : a
    case 'f64.at_least':
    case 'f32.at_least':
      return a < b ? b : a
    case 'f64.lt':
    case 'f32.lt':
      return Number(a < b)
    case 'f64.le':
    case 'f32.le':
      return Number(a <= b)
    case 'f64.gt':
    case 'f32.gt':
      return Number(a > b)
    case 'f64.ge':
    case 'f32.ge':
      return Number(a >= b)
    case 'f64.eq':
    case 'f32.eq':
      return Number(a === b)
    case 'f64.ne':
    case 'f32.ne':
      return Number(a !== b)
    case 'f64.select':
    case 'f32.select':
    case 'i32.select':
      return a !== 0 ? b : (operands[2] ?? NaN)
    case 'bool.and':
      return a & b
    case 'bool.or':
      return a | b
    case 'bool.not':
      return 1 - a
    case 'i32.add':
      return (a + b) | 0
    case 'i32.sub':
      return (a - b) | 0
    case 'i32.mul':
      return Math.imul(a, b)
    case 'i32.mulhi_u':
      return mulhiUnsigned(a, b)
    case 'i32.and':
      return a & b
    case 'i32.or':
      return a | b
    case 'i32.xor':
      return a ^ b
    case 'i32.shl':
      return a << b
    case 'i32.shr_s':
      return a >> b
    case 'i32.shr_u':
      return (a >>> b) | 0
    case 'i32.eq':
      return Number(a === b)
    case 'i32.ne':
      return Number(a !== b)
    case 'i32.lt_s':
      return Number(a < b)
    case 'i32.le_s':
      return Number(a <= b)
    case 'i32.gt_s':
      return Number(a > b)
    case 'i32.ge_s':
      return Number(a >= b)
    case 'i32.lt_u':
      return Number(a >>> 0 < b >>> 0)
    case 'f64.from_i32':
      return a
    case 'f64.from_u32':
      return a >>> 0
    case 'i32.from_f64':
      return Math.abs(a) < 9223372036854775808 ? a | 0 : 0
    case 'i32.from_bool':
    case 'f64.from_bool':
    case 'f32.from_bool':
    case 'f64.from_f32':
      return a
    case 'f32.from_i32':
    case 'f32.from_f64':
      return Math.fround(a)
    case 'i32.bits_of_f32':
      single[0] = a
      return singleBits[0] ?? 0
    case 'f32.from_bits':
      singleBits[0] = a
      return single[0] ?? 0
    case 'f32.pow2_shifted':
      single[0] = a
      singleBits[0] = (singleBits[0] ?? 0) << 23
      return single[0]
    case 'i32.high_word':
      double[0] = a
      return words[HIGH] ?? 0
    case 'i32.low_word':
      double[0] = a
      return words[LOW] ?? 0
    case 'f64.from_words':
      words[HIGH] = a
      words[LOW] = b
      return double[0] ?? 0
    case 'f64.pow2_shifted':
      double[0] = a
      words[HIGH] = (words[LOW] ?? 0) << 20
      words[LOW] = 0
      return double[0]
    case 'f64.pow2_of_parts':
    case 'f64.pow2_lower_half':
    case 'f64.pow2_upper_half': {
      double[0] = a
      const parts = (words[LOW] ?? 0) << (20 - PART_DIGITS)
      const lower = (parts >>> 1) & EXPONENT
      const whole = parts & EXPONENT
      words[HIGH] =
        operator === 'f64.pow2_of_parts' ? whole : operator === 'f64.pow2_lower_half' ? lower : whole - lower
      words[LOW] = 0
      return double[0]
    }
    case 'f64.times_parts':
    case 'f64.times_upper_half': {
      double[0] = b
      const parts = (words[LOW] ?? 0) << (20 - PART_DIGITS)
      const added = operator === 'f64.times_parts' ? parts : parts - ((parts >>> 1) & EXPONENT)
      double[0] = a
      words[HIGH] = (words[HIGH] ?? 0) + added
      return double[0]
    }
    default:
      return operator satisfies never
  }
}

function mulhiUnsigned(a: number, b: number): number {
  const aLow = a & 0xffff
  const aHigh = a >>> 16
  const bLow = b & 0xffff
  const bHigh = b >>> 16
  const low = aLow * bLow
  const middle = aHigh * bLow + (low >>> 16)
  const cross = aLow * bHigh + (middle & 0xffff)
  // Each partial sum is below 2^33 and therefore exact; Math.floor keeps what `>>>` would cut.
  return (aHigh * bHigh + Math.floor(middle / 65536) + Math.floor(cross / 65536)) | 0
}
