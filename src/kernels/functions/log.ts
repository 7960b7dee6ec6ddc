import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { assembleLogarithm, coverLogarithmDomain, splitPositive } from './logarithm-core.js'

export function log(b: Builder, x: Value): Value {
  return coverLogarithmDomain(b, x, assembleLogarithm(b, splitPositive(b, x)))
}
