/**
 * `base` to the power of `exponent`, the same bits on every engine. Squares, cubes, roots and reciprocals are
 * the elementary operations of the equation language; everything else is exp(exponent · log(base)) in
 * double-double arithmetic, rounded once.
 *
 * The engine's own operator is used only where its standard fixes the result: zero, infinite and nan
 * operands.
 * Sources: Dekker 1971, Numerische Mathematik 18, 224-242 (products and sums without error); logarithm as 2
 * artanh((m-1)/(m+1)).
 */
export function realPower(base: number, exponent: number): number {
  switch (exponent) {
    case 0:
      return 1
    case 1:
      return base
    case 2:
      return base * base
    case 3:
      return base * base * base
    case 0.5:
      return Math.sqrt(base)
    case -1:
      return 1 / base
  }
  if (base === 0 || !Number.isFinite(base) || !Number.isFinite(exponent)) return base ** exponent
  if (base > 0) return positivePower(base, exponent)
  if (!Number.isInteger(exponent)) return NaN
  const magnitude = positivePower(-base, exponent)
  return exponent % 2 === 0 ? magnitude : -magnitude
}

/**
 * An unevaluated sum `high + low` with `low` below half a unit in the last place of `high`: some 106 bits.
 */
interface Double2 {
  readonly high: number
  readonly low: number
}

/**
 * Beyond it every result but that of the base 1 is infinite or zero; far larger factors would overflow in
 * `halves`.
 */
const HUGE_EXPONENT = 1e20
const LARGEST_LOG = 709.8
const SMALLEST_LOG = -745.2
const MOST_FACTORS = 64
const BEYOND_DOUBLES = 2400
const ONE: Double2 = { high: 1, low: 0 }
const LN2: Double2 = { high: 0.6931471805599453, low: 2.3190468138462996e-17 }

function positivePower(base: number, exponent: number): number {
  if (Number.isInteger(exponent) && Math.abs(exponent) <= MOST_FACTORS) return wholePower(base, exponent)
  const limited = Math.max(-HUGE_EXPONENT, Math.min(exponent, HUGE_EXPONENT))
  const logarithm = times(log(base), { high: limited, low: 0 })
  if (logarithm.high > LARGEST_LOG) return Infinity
  if (logarithm.high < SMALLEST_LOG) return 0
  return exp(logarithm)
}

/**
 * Repeated products: exact in 106 bits, so that whole numbers to small powers are right even halfway between
 * two doubles.
 */
function wholePower(base: number, exponent: number): number {
  const { mantissa, exponent: binary } = split(base)
  let result = ONE
  let square: Double2 = { high: mantissa, low: 0 }
  for (let rest = Math.abs(exponent); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = times(result, square)
    square = times(square, square)
  }
  const { high, low } = exponent < 0 ? quotient(ONE, result) : result
  return scaled(high + low, binary * exponent)
}

function log(value: number): Double2 {
  let { mantissa, exponent } = split(value)
  if (mantissa > Math.SQRT2) {
    mantissa /= 2
    exponent++
  }
  const z = quotient(exactSum(mantissa, -1), exactSum(mantissa, 1))
  const square = times(z, z)
  let series: Double2 = { high: 0, low: 0 }
  // |z| ≤ 0.172: the term after z^47 is below 2^-116 of the sum.
  for (let odd = 47; odd >= 1; odd -= 2) {
    series = plus(times(series, square), quotient(ONE, { high: odd, low: 0 }))
  }
  const mantissaLog = times(times(series, z), { high: 2, low: 0 })
  return plus(times(LN2, { high: exponent, low: 0 }), mantissaLog)
}

function exp(value: Double2): number {
  const halvings = Math.round(value.high / LN2.high)
  const rest = plus(value, times(LN2, { high: -halvings, low: 0 }))
  let series: Double2 = ONE
  // |rest| ≤ 0.35: rest^28 / 28! is below 2^-110.
  for (let k = 28; k >= 1; k--) {
    series = plus(quotient(times(series, rest), { high: k, low: 0 }), ONE)
  }
  return scaled(series.high + series.low, halvings)
}

/** `value` · 2^exponent for `value` near 1; in three steps, because the factor alone may be out of range. */
function scaled(value: number, exponent: number): number {
  const limited = Math.max(-BEYOND_DOUBLES, Math.min(exponent, BEYOND_DOUBLES))
  const third = Math.trunc(limited / 3)
  return value * powerOfTwo(third) * powerOfTwo(third) * powerOfTwo(limited - 2 * third)
}

const SMALLEST_NORMAL = 2.2250738585072014e-308
const TWO_54 = 18014398509481984
const view = new DataView(new ArrayBuffer(8))

/** `value` = mantissa · 2^exponent with 1 ≤ mantissa < 2, for positive finite values. */
function split(value: number): { mantissa: number; exponent: number } {
  const subnormal = value < SMALLEST_NORMAL
  view.setFloat64(0, subnormal ? value * TWO_54 : value)
  const word = view.getInt32(0)
  view.setInt32(0, (word & 0xfffff) | 0x3ff00000)
  return { mantissa: view.getFloat64(0), exponent: (word >> 20) - 1023 - (subnormal ? 54 : 0) }
}

/** For exponents of normal numbers. */
function powerOfTwo(exponent: number): number {
  view.setInt32(0, (exponent + 1023) << 20)
  view.setInt32(4, 0)
  return view.getFloat64(0)
}

function exactSum(a: number, b: number): Double2 {
  const high = a + b
  const partOfB = high - a
  return { high, low: a - (high - partOfB) + (b - partOfB) }
}

function exactProduct(a: number, b: number): Double2 {
  const high = a * b
  const [a1, a2] = halves(a)
  const [b1, b2] = halves(b)
  return { high, low: a1 * b1 - high + a1 * b2 + a2 * b1 + a2 * b2 }
}

const SPLITTER = 134217729

function halves(value: number): [number, number] {
  const scaled = SPLITTER * value
  const upper = scaled - (scaled - value)
  return [upper, value - upper]
}

/** For |high| ≥ |low|. */
function normalised(high: number, low: number): Double2 {
  const sum = high + low
  return { high: sum, low: low - (sum - high) }
}

function plus(a: Double2, b: Double2): Double2 {
  const highs = exactSum(a.high, b.high)
  const lows = exactSum(a.low, b.low)
  const first = normalised(highs.high, highs.low + lows.high)
  return normalised(first.high, first.low + lows.low)
}

function times(a: Double2, b: Double2): Double2 {
  const { high, low } = exactProduct(a.high, b.high)
  return normalised(high, low + (a.high * b.low + a.low * b.high))
}

function quotient(a: Double2, b: Double2): Double2 {
  const high = a.high / b.high
  const rest = plus(a, times(b, { high: -high, low: 0 }))
  const low = rest.high / b.high
  const restOfRest = plus(rest, times(b, { high: -low, low: 0 }))
  return plus(normalised(high, low), { high: restOfRest.high / b.high, low: 0 })
}
