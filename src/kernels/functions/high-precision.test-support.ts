import { bitLength, FixedPoint, shift } from './fixed-point.test-support.js'

/** A real number mantissa * 2^exponent, known to some 120 bits or more. */
export interface Real {
  readonly mantissa: bigint
  readonly exponent: number
}

/** The value of a double, exactly. */
export function exactly(x: number): Real {
  if (!Number.isFinite(x)) throw new RangeError(`${String(x)} is not finite`)
  if (x === 0) return { mantissa: 0n, exponent: 0 }
  const bits = new BigUint64Array(new Float64Array([x]).buffer)[0] ?? 0n
  const biased = Number((bits >> 52n) & 0x7ffn)
  const fraction = bits & 0xfffffffffffffn
  const magnitude = biased === 0 ? fraction : fraction | 0x10000000000000n
  return { mantissa: x < 0 ? -magnitude : magnitude, exponent: Math.max(biased, 1) - 1075 }
}

/** log2 |x|, rounded down; 0 for 0. */
const magnitudeOf = (x: number): number =>
  x === 0 ? 0 : bitLength(exactly(x).mantissa) + exactly(x).exponent - 1

/** Fixed point with enough places for functions of x that are about x near zero, and for products with large x. */
function placesFor(x: number): { f: FixedPoint; x: bigint; real: (value: bigint, k?: number) => Real } {
  const f = new FixedPoint(256 + 64 * Math.ceil((2 * Math.abs(magnitudeOf(x))) / 64))
  const { mantissa, exponent } = exactly(x)
  return {
    f,
    x: shift(mantissa, exponent + f.bits),
    real: (value, k = 0) => ({ mantissa: value, exponent: k - f.bits }),
  }
}

function exponentials(x: number): { f: FixedPoint; up: bigint; down: bigint } {
  const { f, x: value } = placesFor(x)
  const [up, down] = [f.exp(value), f.exp(-value)]
  return { f, up: shift(up.value, up.k), down: shift(down.value, down.k) }
}

/** The remainder of x by pi/2 and the quadrant. */
function angle(x: number): { f: FixedPoint; r: bigint; quadrant: number } {
  const { f, x: value } = placesFor(x)
  const n = (2n * value + f.pi / 2n) / f.pi - (2n * value + f.pi / 2n < 0n ? 1n : 0n)
  return { f, r: value - (n * f.pi) / 2n, quadrant: Number(BigInt.asUintN(2, n)) }
}
function sine(x: number, turn: number): { f: FixedPoint; value: bigint } {
  const { f, r, quadrant } = angle(x)
  const place = (quadrant + turn) % 4
  const value = place % 2 === 0 ? f.sin(r) : f.cos(r)
  return { f, value: place < 2 ? value : -value }
}
const over = (f: FixedPoint, value: bigint): Real => ({ mantissa: value, exponent: -f.bits })

/** log of a fixed-point number times 1/log(base). */
function logarithm(f: FixedPoint, value: bigint, base?: bigint): Real {
  const natural = f.log(value)
  return over(f, base === undefined ? natural : f.div(natural, f.log(base * f.one)))
}

// prettier-ignore
type UnaryName =
  | 'exp' | 'expm1' | 'exprel' | 'exp2' | 'log' | 'log1p' | 'log2' | 'log10'
  | 'sin' | 'cos' | 'tan' | 'arctan' | 'arcsin' | 'arccos'
  | 'sinh' | 'cosh' | 'tanh' | 'arcsinh' | 'arccosh' | 'arctanh'

/** Reference values by name. */
export const references: Readonly<Record<UnaryName, (x: number) => Real>> = {
  exp(x: number): Real {
    const { f, x: value, real } = placesFor(x)
    const { value: mantissa, k } = f.exp(value)
    return real(mantissa, k)
  },
  expm1(x: number): Real {
    const { f, up } = exponentials(x)
    return over(f, up - f.one)
  },
  exprel(x: number): Real {
    const { f, up } = exponentials(x)
    return over(f, f.div(up - f.one, placesFor(x).x))
  },
  exp2(x: number): Real {
    const { f, x: value, real } = placesFor(x)
    const { value: mantissa, k } = f.exp(f.mul(value, f.ln2))
    return real(mantissa, k)
  },
  log: (x: number): Real => logarithm(placesFor(x).f, placesFor(x).x),
  log2: (x: number): Real => logarithm(placesFor(x).f, placesFor(x).x, 2n),
  log10: (x: number): Real => logarithm(placesFor(x).f, placesFor(x).x, 10n),
  log1p(x: number): Real {
    const { f, x: value } = placesFor(x)
    return logarithm(f, f.one + value)
  },
  sin(x: number): Real {
    const { f, value } = sine(x, 0)
    return over(f, value)
  },
  cos(x: number): Real {
    const { f, value } = sine(x, 1)
    return over(f, value)
  },
  tan(x: number): Real {
    const { f, value } = sine(x, 0)
    return over(f, f.div(value, sine(x, 1).value))
  },
  arctan(x: number): Real {
    const { f, x: value } = placesFor(x)
    return over(f, f.arctan(value))
  },
  arcsin(x: number): Real {
    const { f, x: value } = placesFor(x)
    if (Math.abs(x) === 1) return over(f, (f.pi / 2n) * BigInt(x))
    return over(f, f.arctan(f.div(value, f.sqrt(f.one - f.mul(value, value)))))
  },
  arccos(x: number): Real {
    const { f, x: value } = placesFor(x)
    return over(f, x === -1 ? f.pi : 2n * f.arctan(f.sqrt(f.div(f.one - value, f.one + value))))
  },
  sinh(x: number): Real {
    const { f, up, down } = exponentials(x)
    return over(f, (up - down) / 2n)
  },
  cosh(x: number): Real {
    const { f, up, down } = exponentials(x)
    return over(f, (up + down) / 2n)
  },
  tanh(x: number): Real {
    const { f, up, down } = exponentials(x)
    return over(f, f.div(up - down, up + down))
  },
  arcsinh(x: number): Real {
    const { f, x: value } = placesFor(Math.abs(x))
    const { mantissa, exponent } = logarithm(f, value + f.sqrt(f.one + f.mul(value, value)))
    return { mantissa: x < 0 ? -mantissa : mantissa, exponent }
  },
  arccosh(x: number): Real {
    const { f, x: value } = placesFor(x)
    return logarithm(f, value + f.sqrt(f.mul(value, value) - f.one))
  },
  arctanh(x: number): Real {
    const { f, x: value } = placesFor(x)
    return over(f, f.log(f.div(f.one + value, f.one - value)) / 2n)
  },
}

/** x^y for positive x. */
export function powerReference(x: number, y: number): Real {
  const f = new FixedPoint(512)
  const [base, exponent] = [exactly(x), exactly(y)]
  // log x = log m + k ln 2 with the mantissa in [1, 2), whatever the exponent of x.
  const k = magnitudeOf(x)
  const mantissa = shift(base.mantissa, base.exponent - k + f.bits)
  const logarithmOfBase = f.log(mantissa) + BigInt(k) * f.ln2
  const { value, k: power } = f.exp(shift(exponent.mantissa * logarithmOfBase, exponent.exponent))
  return { mantissa: value, exponent: power - f.bits }
}

/** The angle of a point with positive x. */
export function arctan2Reference(y: number, x: number): Real {
  const f = new FixedPoint(256 + Math.abs(magnitudeOf(y) - magnitudeOf(x)))
  const [height, width] = [exactly(y), exactly(x)]
  const ratio = shift(height.mantissa, f.bits + 1100)
  return over(f, f.arctan(shift(ratio / width.mantissa, height.exponent - width.exponent - 1100)))
}

/**
 * How far a result is from the true value, in units of the last place that the true value has as a double (the smallest subnormal
 * number at least). Beyond the largest double infinity is right.
 */
export function ulpError(result: number, { mantissa, exponent }: Real): number {
  if (Number.isNaN(result)) return Infinity
  const top = bitLength(mantissa) + exponent
  if (!Number.isFinite(result)) {
    // Halfway between the largest double and 2^1024 rounds to infinity.
    const limit = (1n << 1024n) - (1n << 970n)
    const isBeyond = top > 1024 || shift(mantissa < 0n ? -mantissa : mantissa, exponent) >= limit
    return isBeyond && mantissa > 0n === result > 0 ? 0 : Infinity
  }
  const unit = Math.max(top - 53, -1074)
  const actual = exactly(result)
  // Both in units of 2^-32 ulp.
  const difference =
    shift(actual.mantissa, actual.exponent - unit + 32) - shift(mantissa, exponent - unit + 32)
  return Math.abs(Number(difference)) / 2 ** 32
}
