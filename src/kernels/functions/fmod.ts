import { kernelFunction } from '../builder.js'
import { floatArithmetic } from './float-arithmetic.js'

/**
 * The remainder of the division cut towards zero, exact for every quotient; it has the sign of x. nan for x infinite or y zero.
 * A loop over the digits of the quotient: scalar code for the rare case.
 */
export const fmod = kernelFunction(
  'fmod',
  [
    ['x', 'f64'],
    ['y', 'f64'],
  ],
  (b, x, y) => {
    const { abs, add, sub, mul, less, lessOrEqual, greater, greaterOrEqual, copysign, select, and } =
      floatArithmetic(b)
    const hasRemainder = and(less(abs(x), Infinity), greater(abs(y), 0))
    const isDivided = and(hasRemainder, less(abs(y), Infinity))
    const divisor = select(isDivided, abs(y), 1)
    const rest = b.local('rest', select(isDivided, abs(x), 0))
    const multiple = b.local('multiple', divisor)
    // The largest divisor * 2^n up to the rest, then down again; doubling, the difference of such neighbours and halving are exact.
    b.while(
      () => lessOrEqual(add(b.read(multiple), b.read(multiple)), b.read(rest)),
      () => {
        b.assign(multiple, mul(b.read(multiple), 2))
      },
    )
    b.while(
      () => greaterOrEqual(b.read(multiple), divisor),
      () => {
        const present = b.read(rest)
        const step = b.read(multiple)
        b.assign(rest, select(greaterOrEqual(present, step), sub(present, step), present))
        b.assign(multiple, mul(step, 0.5))
      },
    )
    return select(hasRemainder, select(isDivided, copysign(b.read(rest), x), x), NaN)
  },
)
