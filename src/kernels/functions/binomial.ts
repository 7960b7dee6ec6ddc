import { kernelFunction, type Builder } from '../builder.js'
import type { Parameter, Value } from '../value.js'
import { DRAW_PARAMETERS, uniformPair } from './counted-draws.js'
import { deviance } from './deviance.js'
import { exp } from './exp.js'
import { floatArithmetic } from './float-arithmetic.js'
import { log } from './log.js'
import { log1p } from './log1p.js'
import type { Key, Words } from './philox.js'
import { stirlingRemainder } from './stirling-remainder.js'

/**
 * The number (i32) of successes in so many trials (i32), exact within rounding: by inversion for fewer than 10 expected successes (or
 * failures), by transformed rejection for more. 0 for no trials, fewer than none, or a probability of nan; probabilities outside
 * [0, 1] count as its nearer end. Scalar. The lower half of the last word of the counter must tell the draws apart; the upper half
 * counts the tries of one draw.
 */
export function binomial(b: Builder, trials: Value, probability: Value, counter: Words, key: Key): Value {
  return b.call(binomialFunction, [trials, probability, ...counter, ...key])
}

/** The first k at which the sum of the probabilities passes a uniform number. */
function inversion(b: Builder, n: Value, p: Value, words: readonly Parameter[]): Value {
  const { add, sub, mul, div, neg, less, greaterOrEqual, and } = floatArithmetic(b)
  const odds = div(p, sub(1, p))
  const rest = b.local('rest', uniformPair(b, words, b.i32(0))[0])
  const probability = b.local('probability', exp(b, mul(n, log1p(b, neg(p)))))
  const k = b.local('k', b.f64(0))
  b.while(
    () =>
      and(greaterOrEqual(b.read(rest), b.read(probability)), and(less(b.read(k), n), less(b.read(k), 100))),
    () => {
      b.assign(rest, sub(b.read(rest), b.read(probability)))
      const left = sub(n, b.read(k))
      b.assign(k, add(b.read(k), 1))
      b.assign(probability, mul(b.read(probability), mul(div(left, b.read(k)), odds)))
    },
  )
  return b.read(k)
}

/** Source: Hörmann 1993, J. Stat. Comput. Simul. 46, 101-110 (algorithm BTRS). */
function rejection(b: Builder, n: Value, p: Value, words: readonly Parameter[]): Value {
  const { abs, add, sub, mul, div, sqrt, floor, less, lessOrEqual, greater, greaterOrEqual, and, or, not } =
    floatArithmetic(b)
  const deviation = sqrt(mul(mul(n, p), sub(1, p)))
  const spread = add(1.15, mul(2.53, deviation))
  const a = add(add(-0.0873, mul(0.0248, spread)), mul(0.01, p))
  const center = add(mul(n, p), 0.5)
  const alpha = mul(add(2.83, div(5.1, spread)), deviation)
  const surely = sub(0.92, div(4.2, spread))
  const mode = floor(mul(add(n, 1), p))
  const highest = b.call(logProbability, [mode, n, p])
  const turn = b.local('turn', b.i32(0))
  const k = b.local('k', b.f64(-1))
  b.while(
    () => less(b.read(k), 0),
    () => {
      const [first, v] = uniformPair(b, words, b.read(turn))
      const u = sub(first, 0.5)
      const edge = sub(0.5, abs(u))
      const candidate = floor(add(mul(add(div(mul(2, a), edge), spread), u), center))
      b.if(
        and(greaterOrEqual(edge, 0.07), lessOrEqual(v, surely)),
        () => {
          b.assign(k, candidate)
        },
        () => {
          b.if(not(or(less(candidate, 0), greater(candidate, n))), () => {
            const height = log(b, div(mul(v, alpha), add(div(a, mul(edge, edge)), spread)))
            b.if(lessOrEqual(height, sub(b.call(logProbability, [candidate, n, p]), highest)), () => {
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

/** But for the terms that n alone gives. */
const logProbability = kernelFunction(
  'log of binomial probability',
  [
    ['k', 'f64'],
    ['n', 'f64'],
    ['p', 'f64'],
  ],
  (b, k, n, p) => {
    const { add, sub, mul, neg, equal, select } = floatArithmetic(b)
    const part = (count: Value, mean: Value): Value => {
      const isNone = equal(count, 0)
      const safe = select(isNone, 1, count)
      const terms = add(
        add(deviance(b, safe, mean), b.call(stirlingRemainder, [safe])),
        mul(0.5, log(b, safe)),
      )
      // 0! is 1, for which Stirling's formula has another remainder: log sqrt(2 pi) is missing.
      return select(isNone, sub(mean, 0.9189385332046728), terms)
    }
    return neg(add(part(k, mul(n, p)), part(sub(n, k), mul(n, sub(1, p)))))
  },
)

const binomialFunction = kernelFunction(
  'binomial',
  [['trials', 'i32'], ['probability', 'f64'], ...DRAW_PARAMETERS],
  (b, trials, probability, ...words) => {
    const { sub, mul, greater, greaterOrEqual, less, select, and } = floatArithmetic(b)
    const n = b.op('f64.from_i32', trials)
    // Successes are the rarer outcome; failures are counted instead if they are.
    const isMirrored = greater(probability, 0.5)
    const p = select(isMirrored, sub(1, probability), probability)
    const count = b.local('count', b.f64(0))
    b.if(and(greater(n, 0), greater(p, 0)), () => {
      const mean = mul(n, p)
      b.if(less(mean, 10), () => {
        b.assign(count, inversion(b, n, p, words))
      })
      b.if(greaterOrEqual(mean, 10), () => {
        b.assign(count, rejection(b, n, p, words))
      })
    })
    const rare = b.op('i32.from_f64', b.read(count))
    const number = b.op('i32.select', isMirrored, b.op('i32.sub', trials, rare), rare)
    return b.op('i32.select', greater(n, 0), number, b.i32(0))
  },
)
