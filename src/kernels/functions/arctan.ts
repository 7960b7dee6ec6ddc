import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { floatArithmetic } from './float-arithmetic.js'

/**
 * Around each point c of these, arctan(x) = arctan(c) + arctan((x - c)/(1 + c x)) with a small second argument; `until` is where the
 * next interval begins. Beyond the last, arctan(x) = pi/2 - arctan(1/x). Source of intervals: fdlibm (Sun Microsystems 1993), s_atan.c.
 */
const INTERVALS = [
  { until: 7 / 16, at: 0, high: 0, low: 0 },
  { until: 11 / 16, at: 0.5, high: 0.4636476090008061, low: 2.2698777452961687e-17 },
  { until: 19 / 16, at: 1, high: 0.7853981633974483, low: 3.061616997868383e-17 },
  { until: 39 / 16, at: 1.5, high: 0.982793723247329, low: 1.3903311031230998e-17 },
]
const HALF_PI = { high: 1.5707963267948966, low: 6.123233995736766e-17 }

/** (t - arctan t)/t³ as a polynomial in t², |t| <= 7/16, relative error 2^-57; coefficients of fdlibm. */
const SERIES = [
  3.33333333333329318027e-1, -1.99999999998764832476e-1, 1.42857142725034663711e-1, -1.1111110405462355788e-1,
  9.09088713343650656196e-2, -7.69187620504482999495e-2, 6.66107313738753120669e-2,
  -5.83357013379057348645e-2, 4.97687799461593236017e-2, -3.6531572744216915527e-2, 1.62858201153657823623e-2,
]

/** The angle from -pi/2 to pi/2 with this tangent. Largest error found: 0.84 ulp. */
export function arctan(b: Builder, x: Value): Value {
  const { abs, add, sub, mul, div, less, copysign, select, polynomial } = floatArithmetic(b)
  const magnitude = abs(x)
  const choose = (quantity: 'at' | 'high' | 'low', beyond: number): Value =>
    INTERVALS.toReversed().reduce<Value>(
      (later, interval) => select(less(magnitude, interval.until), interval[quantity], later),
      b.f64(beyond),
    )
  const isBeyond = b.op('bool.not', less(magnitude, INTERVALS.at(-1)?.until ?? 0))
  const center = choose('at', 0)
  const numerator = select(isBeyond, -1, sub(magnitude, center))
  const t = div(numerator, select(isBeyond, magnitude, add(1, mul(center, magnitude))))
  const square = mul(t, t)
  const bent = sub(mul(t, mul(square, polynomial(square, SERIES))), choose('low', HALF_PI.low))
  return copysign(sub(choose('high', HALF_PI.high), sub(bent, t)), x)
}

/**
 * The angle from -pi to pi of the point (x, y), with the special cases of IEEE 754 (arctan2(0, -0) is pi). Largest error found:
 * 1.5 ulp.
 */
export function arctan2(b: Builder, y: Value, x: Value): Value {
  const { abs, sub, div, equal, notEqual, less, copysign, select, and, or } = floatArithmetic(b)
  const [height, width] = [abs(y), abs(x)]
  // Both infinite: an angle of 45 degrees. Height zero: none, whatever the width.
  const ratio = select(equal(height, 0), 0, select(equal(height, width), 1, div(height, width)))
  const angle = arctan(b, ratio)
  // Straight up or down there is nothing to turn, whatever the sign of the zero.
  const isLeft = or(less(x, 0), and(less(copysign(1, x), 0), equal(height, 0)))
  const turned = select(isLeft, sub(Math.PI, sub(angle, PI_LOW)), angle)
  return select(or(notEqual(x, x), notEqual(y, y)), NaN, copysign(turned, y))
}

const PI_LOW = 1.2246467991473532e-16
