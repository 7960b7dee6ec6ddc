import { Builder } from '../kernels/builder.js'
import type { ArraySymbol, Parameter, Procedure, Value } from '../kernels/value.js'
import type { Expression } from '../language/syntax-tree.js'
import type { SynapsesModel } from '../model/synapses.js'
import type { CodeContext } from './binding.js'
import { convert } from './convert.js'
import { EVALUATE } from './evaluate-text.js'
import { lowerExpression } from './lower-expression.js'
import { Lowering, type Place } from './lowering.js'
import { lowerRandom } from './random-functions.js'
import { polish } from './optimise.js'
import type { Storage } from './storage.js'
import { neuronAt } from './neuron-place.js'

/** The result for a probability that is nan. */
export const UNDEFINED_CHANCE = 2

/** Candidates for synapses, column by column: neurons counted from the start of their side, and the present value of a counter. */
export interface CandidateColumns {
  readonly pre?: ArraySymbol
  readonly post?: ArraySymbol
  readonly counter?: { readonly name: string; readonly values: ArraySymbol }
}

export interface CandidateEvaluation {
  readonly storage: Storage
  readonly context: CodeContext
  readonly synapses: SynapsesModel
  readonly expression: Expression
  readonly columns: CandidateColumns
  readonly result: ArraySymbol
  /** Whether the value is a probability, and the result whether a random number falls below it: 1 or 0, or `UNDEFINED_CHANCE`. */
  readonly isChance: boolean
  /** What tells the random numbers of this evaluation from those of others. */
  readonly purpose: string
  readonly turn: number
}

/**
 * The procedure `evaluate(count, before, high)`: the value of an expression for each of the first `count` candidates of the columns.
 * `before` and `high` are the number of candidates evaluated earlier, in digits of 31 bits, so that each has random numbers of its own.
 */
export function evaluateCandidates(request: CandidateEvaluation): Procedure {
  const { storage, context, synapses, expression, columns, result, isChance, purpose, turn } = request
  const builder = new Builder()
  const parameter = (name: string): Parameter => ({ kind: 'parameter', type: 'i32', name })
  const [count, before, high] = [parameter('count'), parameter('before'), parameter('high')]
  const key = storage.randomKey(synapses.stream, `connection: ${purpose}`)
  const step = [builder.i32(turn), high] as const
  builder.for(
    'k',
    builder.i32(0),
    count,
    position => {
      const element = builder.op('i32.add', position, before)
      const places: Partial<Record<Place, Value>> = {}
      for (const side of ['pre', 'post'] as const) {
        const column = columns[side]
        const part = side === 'pre' ? synapses.source : synapses.target
        if (column !== undefined)
          places[side] = neuronAt(builder, storage, part, builder.load(column, position))
      }
      const lowering = new Lowering(builder, context, places, {
        key,
        element,
        float: 'f64',
        step,
        occurrence: 0,
      })
      if (columns.counter !== undefined)
        lowering.locals.set(columns.counter.name, builder.load(columns.counter.values, position))
      const value = convert(builder, lowerExpression(lowering, expression), isChance ? 'f64' : result.type)
      builder.store(result, position, isChance ? chance(lowering, value) : value)
    },
    { padded: true },
  )
  return polish({
    name: EVALUATE,
    comment: purpose,
    parameters: [count, before, high],
    body: builder.statements,
  })
}

/** Whether a random number falls below a probability, as 1 or 0; or that it is nan. */
function chance(lowering: Lowering, probability: Value): Value {
  const { builder } = lowering
  const isBelow = builder.op('f64.lt', lowerRandom(lowering, 'rand', []), probability)
  return builder.op(
    'i32.select',
    builder.op('f64.ne', probability, probability),
    builder.i32(UNDEFINED_CHANCE),
    builder.op('i32.from_bool', isBelow),
  )
}
