import { kernelFunction } from '../builder.js'
import { floatArithmetic } from './float-arithmetic.js'
import { log1p } from './log1p.js'

/** From here on five terms of the series give 1e-16. */
const SERIES_START = 16

/**
 * What Stirling's formula leaves of log n!: log n! - ((n + 1/2) log n - n + log(2 pi)/2) for n >= 1, absolute error 1e-15. Scalar.
 * Source: Loader 2000, "Fast and accurate computation of binomial probabilities".
 */
export const stirlingRemainder = kernelFunction('stirling remainder', [['n', 'f64']], (b, n) => {
  const { add, sub, mul, div, less, polynomial } = floatArithmetic(b)
  const x = b.local('x', n)
  const sum = b.local('sum', b.f64(0))
  // The remainder at n is that at n + 1, plus (n + 1/2) log(1 + 1/n) - 1.
  b.while(
    () => less(b.read(x), SERIES_START),
    () => {
      const present = b.read(x)
      const step = sub(mul(add(present, 0.5), log1p(b, div(1, present))), 1)
      b.assign(sum, add(b.read(sum), step))
      b.assign(x, add(present, 1))
    },
  )
  const inverse = div(1, b.read(x))
  const series = polynomial(mul(inverse, inverse), [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188])
  return add(b.read(sum), mul(inverse, series))
})
