import { kernelFunction } from './builder.js'
import { evaluateFunction } from './evaluate-function.js'
import { exp } from './functions/exp.js'
import { expm1 } from './functions/expm1.js'
import { LN2 } from './functions/exponential-core.js'
import { ARTANH_SERIES, MANTISSA_START } from './functions/logarithm-core.js'
import { PHILOX_MULTIPLIERS, PHILOX_ROUNDS, PHILOX_WEYL } from './functions/philox.js'
import { power } from './functions/power.js'
import { cos, sin } from './functions/sin.js'

/*
 * Elementary functions and random numbers for host code, with the same bits as in kernels on every engine. `philoxWords`,
 * `hostUniforms` and `hostLog` are written out, for the sampling of connections needs them for every pair; the others walk the
 * statements of the kernel function, which takes microseconds.
 */

const expFunction = kernelFunction('exp', [['x', 'f64']], exp)
const expm1Function = kernelFunction('expm1', [['x', 'f64']], expm1)
const sinFunction = kernelFunction('sin', [['x', 'f64']], sin)
const cosFunction = kernelFunction('cos', [['x', 'f64']], cos)
const powerFunction = kernelFunction(
  'power',
  [
    ['x', 'f64'],
    ['y', 'f64'],
  ],
  power,
)

/** e^x. */
export const hostExp = (x: number): number => evaluateFunction(expFunction, [x])
/** e^x - 1, accurate near zero. */
export const hostExpm1 = (x: number): number => evaluateFunction(expm1Function, [x])
/** The sine of an angle in radians. */
export const hostSin = (x: number): number => evaluateFunction(sinFunction, [x])
/** The cosine of an angle in radians. */
export const hostCos = (x: number): number => evaluateFunction(cosFunction, [x])
/** x^y with the special cases of IEEE 754. */
export const hostPower = (x: number, y: number): number => evaluateFunction(powerFunction, [x, y])

const [M0, M1] = PHILOX_MULTIPLIERS
const [WEYL0, WEYL1] = PHILOX_WEYL

/** The words of the latest block: a list for each would cost more than the block. */
const block = new Int32Array(4)

function philoxBlock(w0: number, w1: number, w2: number, w3: number, k0: number, k1: number): void {
  for (let round = 0; round < PHILOX_ROUNDS; round++) {
    const next1 = Math.imul(w2, M1)
    const next3 = Math.imul(w0, M0)
    const high0 = highProduct(w0, M0 >>> 16, M0 & 0xffff)
    const high1 = highProduct(w2, M1 >>> 16, M1 & 0xffff)
    w0 = high1 ^ w1 ^ k0
    w2 = high0 ^ w3 ^ k1
    w1 = next1
    w3 = next3
    k0 = (k0 + WEYL0) | 0
    k1 = (k1 + WEYL1) | 0
  }
  block[0] = w0
  block[1] = w1
  block[2] = w2
  block[3] = w3
}

/** Philox 4x32-10, see `philox`: four words of 32 bits as signed integers. */
export function philoxWords(
  counter: readonly [number, number, number, number],
  key: readonly [number, number],
): [number, number, number, number] {
  philoxBlock(...counter, ...key)
  const [w0 = 0, w1 = 0, w2 = 0, w3 = 0] = block
  return [w0, w1, w2, w3]
}

/** Upper 32 bits of the unsigned product, in integers of 32 bits alone: no partial sum passes 2^32 - 1. */
function highProduct(word: number, multiplierHigh: number, multiplierLow: number): number {
  const low = word & 0xffff
  const high = word >>> 16
  const middle = (Math.imul(high, multiplierLow) + (Math.imul(low, multiplierLow) >>> 16)) | 0
  const carry = (Math.imul(low, multiplierHigh) + (middle & 0xffff)) | 0
  return (Math.imul(high, multiplierHigh) + (middle >>> 16) + (carry >>> 16)) | 0
}

/** A number from 0 up to, not including, 1 from two words, see `uniformFromWords`. */
export const hostUniform = (high: number, low: number): number =>
  ((high >>> 5) * 67108864 + (low >>> 6)) * 1.1102230246251565e-16

/**
 * Fills `into` with the uniform numbers of the blocks `first`, `first` + 1, … of a stream, two per block: the numbers of
 * `philoxWords` and `hostUniform`, without a list per block.
 */
export function hostUniforms(
  into: Float64Array,
  first: number,
  stream: number,
  [key0, key1]: readonly [number, number],
): void {
  for (let at = 0; at < into.length; at += 2) {
    const number = first + at / 2
    philoxBlock(number | 0, Math.floor(number / 2 ** 32) | 0, stream, 0, key0, key1)
    into[at] = hostUniform(block[0] ?? 0, block[1] ?? 0)
    into[at + 1] = hostUniform(block[2] ?? 0, block[3] ?? 0)
  }
}

const { high: LN2_HIGH, low: LN2_LOW } = LN2.f64
const [A0, A1, A2, A3, A4, A5, A6] = ARTANH_SERIES
const double = new Float64Array(1)
const words = new Int32Array(double.buffer)

/** 2^1022, 2^1021, … 2^-1024. */
const SCALES = new Float64Array(2047)
for (let position = 0, scale = 2 ** 1022; position < SCALES.length; position++, scale /= 2)
  SCALES[position] = scale

/** The natural logarithm, see `log`: the same operations in the same order. */
export function hostLog(x: number): number {
  if (!(x > 0 && x < Infinity)) return x === 0 ? -Infinity : x < 0 ? NaN : x
  const isSubnormal = x < 2.2250738585072014e-308
  const normal = isSubnormal ? x * 18014398509481984 : x
  double[0] = normal
  const exponent = (((words[1] ?? 0) + (0x3ff00000 - MANTISSA_START)) >> 20) - 1023
  const k = isSubnormal ? exponent - 54 : exponent
  // A product with a power of two is exact, and does not wait for a word that was written just now.
  const f = normal * (SCALES[exponent + 1022] ?? 0) - 1
  const s = f / (2 + f)
  const square = s * s
  const half = 0.5 * f * f
  const series =
    A0 + square * (A1 + square * (A2 + square * (A3 + square * (A4 + square * (A5 + square * A6)))))
  const correction = s * (half + square * series) + k * LN2_LOW
  return k * LN2_HIGH - (half - correction - f)
}
