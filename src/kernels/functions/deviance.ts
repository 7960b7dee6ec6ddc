import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { floatArithmetic } from './float-arithmetic.js'
import { log1p } from './log1p.js'

/**
 * k log(k/mean) + mean - k for k > 0: how far a count is from its mean, as it enters the logarithm of Poisson and binomial
 * probabilities; without the cancellation of large terms. Source: Loader 2000, "Fast and accurate computation of binomial
 * probabilities".
 */
export function deviance(b: Builder, k: Value, mean: Value): Value {
  const { sub, mul, div } = floatArithmetic(b)
  const difference = sub(k, mean)
  return sub(mul(k, log1p(b, div(difference, mean))), difference)
}
