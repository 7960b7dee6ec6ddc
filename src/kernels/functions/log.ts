import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { assembleLogarithm, coverLogarithmDomain, splitPositive } from './logarithm-core.js'

/** The natural logarithm; -inf at zero, nan below. Largest error found: 0.85 ulp (single: 0.81). */
export function log(b: Builder, x: Value): Value {
  return coverLogarithmDomain(b, x, assembleLogarithm(b, splitPositive(b, x)))
}
