import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { fastTwoSum } from './double-double.js'
import { floatArithmetic } from './float-arithmetic.js'
import { log } from './log.js'
import { log1p } from './log1p.js'

const LN2 = 0.6931471805599453

/** The inverse of sinh, log(x + sqrt(x² + 1)). Largest error found: 1.7 ulp. */
export function arcsinh(b: Builder, x: Value): Value {
  const { abs, add, mul, div, sqrt, greater, copysign, select } = floatArithmetic(b)
  const magnitude = abs(x)
  const isLarge = greater(magnitude, 2 ** 60)
  const square = mul(magnitude, magnitude)
  const excess = add(magnitude, div(square, add(1, sqrt(add(square, 1)))))
  const logarithm = log1p(b, select(isLarge, magnitude, excess))
  return copysign(add(logarithm, select(isLarge, LN2, 0)), x)
}

/** The inverse of cosh on x >= 1, log(x + sqrt(x² - 1)); nan below 1. Largest error found: 1.9 ulp. */
export function arccosh(b: Builder, x: Value): Value {
  const { add, sub, mul, div, sqrt, greater, select } = floatArithmetic(b)
  const isLarge = greater(x, 2 ** 60)
  const t = sub(x, 1)
  const excess = fastTwoSum(b, sqrt(add(mul(2, t), mul(t, t))), t)
  const logarithm = add(log1p(b, excess.high), div(excess.low, add(1, excess.high)))
  return select(isLarge, add(log(b, x), LN2), logarithm)
}

/** The inverse of tanh, log((1 + x)/(1 - x))/2; ±inf at ±1, nan beyond. Largest error found: 1.9 ulp. */
export function arctanh(b: Builder, x: Value): Value {
  const { abs, add, sub, mul, div, copysign } = floatArithmetic(b)
  const magnitude = abs(x)
  const excess = div(add(magnitude, magnitude), sub(1, magnitude))
  return copysign(mul(0.5, log1p(b, excess)), x)
}
