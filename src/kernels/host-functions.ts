import { kernelFunction } from './builder.js'
import { evaluateFunction } from './evaluate-function.js'
import { exp } from './functions/exp.js'
import { expm1 } from './functions/expm1.js'
import { ARTANH_SERIES, LN2_HIGH, LN2_LOW, MANTISSA_START } from './functions/logarithm-core.js'
import { PHILOX_MULTIPLIERS, PHILOX_ROUNDS, PHILOX_WEYL } from './functions/philox.js'
import { power } from './functions/power.js'

/*
 * Elementary functions and random numbers for host code, with the same bits as in kernels on every engine. `philoxWords`,
 * `hostUniform` and `hostLog` are written out, for the sampling of connections calls them for every pair; the others walk the
 * statements of the kernel function, which takes microseconds.
 */

const expFunction = kernelFunction('exp', [['x', 'f64']], exp)
const expm1Function = kernelFunction('expm1', [['x', 'f64']], expm1)
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
/** x^y with the special cases of IEEE 754. */
export const hostPower = (x: number, y: number): number => evaluateFunction(powerFunction, [x, y])

/** Philox 4x32-10, see `philox`: four words of 32 bits as signed integers. */
export function philoxWords(
  counter: readonly [number, number, number, number],
  key: readonly [number, number],
): [number, number, number, number] {
  const [m0, m1] = PHILOX_MULTIPLIERS
  let [w0, w1, w2, w3] = counter
  let [k0, k1] = key
  for (let round = 0; round < PHILOX_ROUNDS; round++) {
    const next1 = Math.imul(w2, m1)
    const next3 = Math.imul(w0, m0)
    const high0 = highProduct(w0, m0, next3)
    const high1 = highProduct(w2, m1, next1)
    w0 = high1 ^ w1 ^ k0
    w2 = high0 ^ w3 ^ k1
    w1 = next1
    w3 = next3
    k0 = (k0 + PHILOX_WEYL[0]) | 0
    k1 = (k1 + PHILOX_WEYL[1]) | 0
  }
  return [w0, w1, w2, w3]
}

/**
 * Upper 32 bits of the unsigned product, whose lower 32 bits are `low`: the product as a double is wrong by less than 2^12, and
 * what is left without `low` is a multiple of 2^32, so one half more decides which.
 */
const highProduct = (word: number, multiplier: number, low: number): number =>
  (((word >>> 0) * multiplier - (low >>> 0)) * 2.3283064365386963e-10 + 0.5) | 0

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
  key: readonly [number, number],
): void {
  const [m0, m1] = PHILOX_MULTIPLIERS
  const [weyl0, weyl1] = [PHILOX_WEYL[0] | 0, PHILOX_WEYL[1] | 0]
  const [key0, key1] = key
  for (let at = 0; at < into.length; at += 2) {
    const block = first + at / 2
    let w0 = block | 0
    let w1 = Math.floor(block / 2 ** 32) | 0
    let w2 = stream
    let w3 = 0
    let k0 = key0
    let k1 = key1
    for (let round = 0; round < PHILOX_ROUNDS; round++) {
      const next1 = Math.imul(w2, m1)
      const next3 = Math.imul(w0, m0)
      const high0 = highProduct(w0, m0, next3)
      const high1 = highProduct(w2, m1, next1)
      w0 = high1 ^ w1 ^ k0
      w2 = high0 ^ w3 ^ k1
      w1 = next1
      w3 = next3
      k0 = (k0 + weyl0) | 0
      k1 = (k1 + weyl1) | 0
    }
    into[at] = hostUniform(w0, w1)
    into[at + 1] = hostUniform(w2, w3)
  }
}

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
