import type { FloatType } from './value.js'

const double = new Float64Array(1)
const doubleBits = new BigInt64Array(double.buffer)
const single = new Float32Array(1)
const singleBits = new Int32Array(single.buffer)
const ALL_BUT_SIGN = { f64: 0x7fffffffffffffffn, f32: 0x7fffffffn } as const

/** Numbers of a type as integers in the same order, neighbours one apart; -0 and 0 are neighbours. */
export function rankOf(type: FloatType, value: number): bigint {
  const pattern = bitsOf(type, value)
  return pattern >= 0n ? pattern : -(pattern & ALL_BUT_SIGN[type]) - 1n
}

export function numberAtRank(type: FloatType, rank: bigint): number {
  const magnitude = rank >= 0n ? rank : -rank - 1n
  const number = numberOfBits(type, magnitude)
  return rank >= 0n ? number : -number
}

function bitsOf(type: FloatType, value: number): bigint {
  if (type === 'f32') {
    single[0] = value
    return BigInt(singleBits[0] ?? 0)
  }
  double[0] = value
  return doubleBits[0] ?? 0n
}

function numberOfBits(type: FloatType, bits: bigint): number {
  if (type === 'f32') {
    singleBits[0] = Number(bits)
    return single[0] ?? 0
  }
  doubleBits[0] = bits
  return double[0] ?? 0
}
