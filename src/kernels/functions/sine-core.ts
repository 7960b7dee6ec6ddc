import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import type { DoubleDouble } from './double-double.js'
import { floatArithmetic } from './float-arithmetic.js'

/**
 * sin and cos on |x| <= pi/4, relative errors 2^-58 and below. Source of form and coefficients: fdlibm (Sun Microsystems 1993),
 * k_sin.c and k_cos.c.
 */
const SINE_FIRST = -1.66666666666666324348e-1
const SINE_OTHERS = [
  8.33333333332248946124e-3, -1.98412698298579493134e-4, 2.75573137070700676789e-6,
  -2.50507602534068634195e-8, 1.58969099521155010221e-10,
]
const COSINE = [
  4.16666666666666019037e-2, -1.38888888888741095749e-3, 2.48015872894767294178e-5,
  -2.75573143513906633035e-7, 2.0875723212981748279e-9, -1.13596475577881948265e-11,
]

/** sin(x + low) as a sum whose second part is small. */
export function sineParts(b: Builder, x: Value, low: Value): DoubleDouble {
  const { sub, mul, neg, polynomial } = floatArithmetic(b)
  const z = mul(x, x)
  const cube = mul(z, x)
  const bent = sub(mul(0.5, low), mul(cube, polynomial(z, SINE_OTHERS)))
  // Negated last, so that the sine of -0 is -0.
  return { high: x, low: neg(sub(sub(mul(z, bent), low), mul(cube, SINE_FIRST))) }
}

/** cos(x + low) as a sum whose second part is small. */
export function cosineParts(b: Builder, x: Value, low: Value): DoubleDouble {
  const { add, sub, mul, polynomial } = floatArithmetic(b)
  const z = mul(x, x)
  const half = mul(0.5, z)
  const leading = sub(1, half)
  const rest = sub(mul(z, mul(z, polynomial(z, COSINE))), mul(x, low))
  return { high: leading, low: add(sub(sub(1, leading), half), rest) }
}
