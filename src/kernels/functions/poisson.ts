import { kernelFunction, type Builder } from '../builder.js'
import type { Parameter, Value } from '../value.js'
import { DRAW_PARAMETERS, uniformPair } from './counted-draws.js'
import { deviance } from './deviance.js'
import { exp } from './exp.js'
import { floatArithmetic } from './float-arithmetic.js'
import { log } from './log.js'
import type { Key, Words } from './philox.js'
import { stirlingRemainder } from './stirling-remainder.js'

const LARGEST = 2147483647
const HALF_LOG_TWO_PI = 0.9189385332046728

/**
 * A number (i32) with the Poisson distribution of this mean, exact within rounding: by inversion below 10, by transformed rejection
 * above. 0 for a mean of zero, below zero, or nan; held at 2^31 - 1. Scalar. The lower half of the last word of the counter must
 * tell the draws apart; the upper half counts the tries of one draw.
 */
export function poisson(b: Builder, mean: Value, counter: Words, key: Key): Value {
  return b.call(poissonFunction, [mean, ...counter, ...key])
}

/** The first k at which the sum of the probabilities passes a uniform number. */
function inversion(b: Builder, mean: Value, words: readonly Parameter[]): Value {
  const { add, sub, mul, div, less, greaterOrEqual, and } = floatArithmetic(b)
  const rest = b.local('rest', uniformPair(b, words, b.i32(0))[0])
  const probability = b.local('probability', exp(b, b.op('f64.neg', mean)))
  const k = b.local('k', b.f64(0))
  b.while(
    // The sum may stay below the largest uniform number by rounding; no count beyond 100 has a chance of 2^-53.
    () => and(greaterOrEqual(b.read(rest), b.read(probability)), less(b.read(k), 100)),
    () => {
      b.assign(rest, sub(b.read(rest), b.read(probability)))
      b.assign(k, add(b.read(k), 1))
      b.assign(probability, div(mul(b.read(probability), mean), b.read(k)))
    },
  )
  return b.read(k)
}

/** Source: Hörmann 1993, Insurance: Mathematics and Economics 12, 39-45 (algorithm PTRS). */
function rejection(b: Builder, mean: Value, words: readonly Parameter[]): Value {
  const { abs, add, sub, mul, div, sqrt, floor, less, lessOrEqual, greater, greaterOrEqual, and, or, not } =
    floatArithmetic(b)
  const spread = add(0.931, mul(2.53, sqrt(mean)))
  const a = add(-0.059, mul(0.02483, spread))
  const inverseAlpha = add(1.1239, div(1.1328, sub(spread, 3.4)))
  const surely = sub(0.9277, div(3.6224, sub(spread, 2)))
  const turn = b.local('turn', b.i32(0))
  const k = b.local('k', b.f64(-1))
  b.while(
    () => less(b.read(k), 0),
    () => {
      const [first, v] = uniformPair(b, words, b.read(turn))
      const u = sub(first, 0.5)
      const edge = sub(0.5, abs(u))
      const candidate = floor(add(add(mul(add(div(mul(2, a), edge), spread), u), mean), 0.43))
      b.if(
        and(greaterOrEqual(edge, 0.07), lessOrEqual(v, surely)),
        () => {
          b.assign(k, candidate)
        },
        () => {
          const isHopeless = or(less(candidate, 0), and(less(edge, 0.013), greater(v, edge)))
          b.if(not(isHopeless), () => {
            const height = log(b, div(mul(v, inverseAlpha), add(div(a, mul(edge, edge)), spread)))
            b.if(lessOrEqual(height, b.call(logProbability, [candidate, mean])), () => {
              b.assign(k, candidate)
            })
          })
        },
      )
      b.assign(turn, b.op('i32.add', b.read(turn), b.i32(1)))
    },
  )
  return b.read(k)
}

const logProbability = kernelFunction(
  'log of poisson probability',
  [
    ['k', 'f64'],
    ['mean', 'f64'],
  ],
  (b, k, mean) => {
    const { add, mul, neg, equal, select } = floatArithmetic(b)
    const safe = select(equal(k, 0), 1, k)
    const shape = add(HALF_LOG_TWO_PI, mul(0.5, log(b, safe)))
    const value = neg(add(add(deviance(b, safe, mean), b.call(stirlingRemainder, [safe])), shape))
    return select(equal(k, 0), neg(mean), value)
  },
)

const poissonFunction = kernelFunction(
  'poisson',
  [['mean', 'f64'], ...DRAW_PARAMETERS],
  (b, mean, ...words) => {
    const { greater, greaterOrEqual, less, select } = floatArithmetic(b)
    const count = b.local('count', b.f64(0))
    b.if(less(mean, 10), () => {
      b.if(greater(mean, 0), () => {
        b.assign(count, inversion(b, mean, words))
      })
    })
    // For larger means a draw above the largest result is all but certain.
    b.if(greaterOrEqual(mean, 10), () => {
      b.assign(count, b.f64(LARGEST))
      b.if(less(mean, 2 * LARGEST), () => {
        b.assign(count, rejection(b, mean, words))
      })
    })
    const drawn = b.read(count)
    return b.op('i32.from_f64', select(greater(drawn, LARGEST), LARGEST, drawn))
  },
)
