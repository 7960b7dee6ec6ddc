import { PART_DIGITS } from '../../kernels/value.js'

/** From parts of a doubling in a low word to an exponent in a high word, and the bits that are its whole part. */
const TO_EXPONENT = String(20 - PART_DIGITS)
const EXPONENT = '-0x100000'

/** Functions that generated code needs for operations which JavaScript has no operator for. */
const PRELUDE = {
  fround: `const fround = Math.fround`,
  copysign: `function copysign(magnitude, sign) {
  const absolute = Math.abs(magnitude)
  return sign < 0 || Object.is(sign, -0) ? -absolute : absolute
}`,
  toInt32: `function toInt32(x) {
  return Math.abs(x) < 9223372036854775808 ? x | 0 : 0
}`,
  mulhi: `function mulhi(a, b) {
  const aLow = a & 0xffff
  const aHigh = a >>> 16
  const bLow = b & 0xffff
  const bHigh = b >>> 16
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16)
  const cross = aLow * bHigh + (middle & 0xffff)
  return (aHigh * bHigh + Math.floor(middle / 65536) + Math.floor(cross / 65536)) | 0
}`,
  scratch: `const scratch = new Float64Array(1)
const scratchWords = new Int32Array(scratch.buffer)`,
  highWord: `function highWord(x) {
  scratch[0] = x
  return scratchWords[1]
}`,
  lowWord: `function lowWord(x) {
  scratch[0] = x
  return scratchWords[0]
}`,
  fromWords: `function fromWords(high, low) {
  scratchWords[1] = high
  scratchWords[0] = low
  return scratch[0]
}`,
  atMost: `function atMost(x, limit) {
  return limit < x ? limit : x
}`,
  atLeast: `function atLeast(x, limit) {
  return x < limit ? limit : x
}`,
  powerOfShifted: `function powerOfShifted(x) {
  scratch[0] = x
  scratchWords[1] = scratchWords[0] << 20
  scratchWords[0] = 0
  return scratch[0]
}`,
  powerOfParts: `function powerOfParts(x) {
  scratch[0] = x
  scratchWords[1] = (scratchWords[0] << ${TO_EXPONENT}) & ${EXPONENT}
  scratchWords[0] = 0
  return scratch[0]
}`,
  powerOfLowerHalf: `function powerOfLowerHalf(x) {
  scratch[0] = x
  scratchWords[1] = ((scratchWords[0] << ${TO_EXPONENT}) >>> 1) & ${EXPONENT}
  scratchWords[0] = 0
  return scratch[0]
}`,
  powerOfUpperHalf: `function powerOfUpperHalf(x) {
  scratch[0] = x
  const parts = scratchWords[0] << ${TO_EXPONENT}
  scratchWords[1] = (parts & ${EXPONENT}) - ((parts >>> 1) & ${EXPONENT})
  scratchWords[0] = 0
  return scratch[0]
}`,
  timesParts: `function timesParts(factor, x) {
  scratch[0] = x
  const parts = scratchWords[0] << ${TO_EXPONENT}
  scratch[0] = factor
  scratchWords[1] += parts
  return scratch[0]
}`,
  timesUpperHalf: `function timesUpperHalf(factor, x) {
  scratch[0] = x
  const parts = scratchWords[0] << ${TO_EXPONENT}
  scratch[0] = factor
  scratchWords[1] += parts - ((parts >>> 1) & ${EXPONENT})
  return scratch[0]
}`,
  scratchSingle: `const scratchSingle = new Float32Array(1)
const scratchBits = new Int32Array(scratchSingle.buffer)`,
  bitsOfSingle: `function bitsOfSingle(x) {
  scratchSingle[0] = x
  return scratchBits[0]
}`,
  singleFromBits: `function singleFromBits(bits) {
  scratchBits[0] = bits
  return scratchSingle[0]
}`,
  powerOfShiftedSingle: `function powerOfShiftedSingle(x) {
  scratchSingle[0] = x
  scratchBits[0] <<= 23
  return scratchSingle[0]
}`,
} as const

export type PreludeName = keyof typeof PRELUDE

/** Names that generated code may not give to anything else. */
export const PRELUDE_NAMES: readonly string[] = [...Object.keys(PRELUDE), 'scratchWords', 'scratchBits']

const USING_SCRATCH: ReadonlySet<PreludeName> = new Set<PreludeName>([
  'highWord',
  'lowWord',
  'fromWords',
  'powerOfShifted',
  'powerOfParts',
  'powerOfLowerHalf',
  'powerOfUpperHalf',
  'timesParts',
  'timesUpperHalf',
])
const USING_SCRATCH_SINGLE: ReadonlySet<PreludeName> = new Set<PreludeName>([
  'bitsOfSingle',
  'singleFromBits',
  'powerOfShiftedSingle',
])

/** The text of the functions in `used`. */
export function printPrelude(used: ReadonlySet<PreludeName>): readonly string[] {
  const names = [...used]
  if (names.some(name => USING_SCRATCH.has(name))) names.unshift('scratch')
  if (names.some(name => USING_SCRATCH_SINGLE.has(name))) names.unshift('scratchSingle')
  return names.map(name => PRELUDE[name])
}
