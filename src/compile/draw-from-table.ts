import { aliasTable, drawFromAliasTable, outcomesAround } from '../kernels/functions/alias-table.js'
import { philox } from '../kernels/functions/philox.js'
import type { Value } from '../kernels/value.js'
import { drawCounter, lowerRandom } from './random-functions.js'
import type { Lowering } from './lowering.js'
import type { Storage } from './storage.js'

/** More outcomes would leave the nearest cache; the functions for any parameters are as good then. */
const MOST_OUTCOMES = 2048

export type CountedDraw = 'binomial' | 'poisson'

/** A binomial or Poisson number; from a table if its distribution is known when the code is made, as it is for the inputs of a model. */
export function drawCount(
  storage: Storage,
  lowering: Lowering,
  name: CountedDraw,
  operands: readonly Value[],
): Value {
  const outcomes = knownOutcomes(name, operands)
  if (outcomes === undefined) return lowerRandom(lowering, name, operands)
  const { builder } = lowering
  // By its distribution: two inputs may share a stream of random numbers, and then also the place of the draw.
  const key = `table of ${name}(${operands.map(numberOf).join(', ')})`
  const { first, share, other } = aliasTable(outcomes.first, outcomes.weights)
  const table = {
    first,
    share: storage.filled(`${key}.share`, 'f64', share),
    other: storage.filled(`${key}.other`, 'i32', other),
  }
  const { counter, key: stream } = drawCounter(lowering)
  const [high, low] = philox(builder, counter, stream)
  return drawFromAliasTable(builder, table, [high, low])
}

const numberOf = (operand: Value): string => (operand.kind === 'constant' ? String(operand.value) : '')

function knownOutcomes(
  name: CountedDraw,
  [first, second]: readonly Value[],
): ReturnType<typeof outcomesAround> {
  if (first?.kind !== 'constant') return undefined
  if (name === 'poisson') return poissonOutcomes(first.value)
  return second?.kind === 'constant' ? binomialOutcomes(Math.trunc(first.value), second.value) : undefined
}

function poissonOutcomes(mean: number): ReturnType<typeof outcomesAround> {
  if (!(mean > 0 && mean < 1e6)) return undefined
  return outcomesAround(Math.floor(mean), {
    up: k => mean / (k + 1),
    down: k => k / mean,
    most: MOST_OUTCOMES,
  })
}

function binomialOutcomes(n: number, p: number): ReturnType<typeof outcomesAround> {
  if (!(n > 0 && n < 2 ** 31 && p > 0 && p < 1)) return undefined
  const odds = p / (1 - p)
  return outcomesAround(Math.min(n, Math.floor((n + 1) * p)), {
    up: k => ((n - k) / (k + 1)) * odds,
    down: k => k / ((n - k + 1) * odds),
    most: MOST_OUTCOMES,
  })
}
