import { Builder } from '../kernels/builder.js'
import type { ArraySymbol, Parameter, Procedure, Value, ValueType } from '../kernels/value.js'
import type { Expression } from '../language/syntax-tree.js'
import { drawnElementOf } from './drawn-element.js'
import type { CodeContext } from './binding.js'
import { convert } from './convert.js'
import { contextOf, placesOf, streamOf, type Evaluated } from './evaluated.js'
import { lowerExpression } from './lower-expression.js'
import { Lowering } from './lowering.js'
import { polish } from './optimise.js'
import type { Storage } from './storage.js'

/** The names that text of the host can use: it may write everything. */
export const evaluationContext = (storage: Storage, evaluated: Evaluated): CodeContext =>
  contextOf(storage, evaluated, { writesShared: true, guarded: false })

export const EVALUATE = 'evaluate'

export interface TextEvaluation {
  readonly storage: Storage
  readonly context: CodeContext
  readonly evaluated: Evaluated
  readonly expression: Expression
  /** Room for some absolute elements, or nothing for a value that all elements share. */
  readonly elements: ArraySymbol | undefined
  readonly result: ArraySymbol
  /** Number of this evaluation among those of the object: random numbers differ from one to the next. */
  readonly turn: number
}

/** The procedure `evaluate(count)`: the value of an expression for each of the first `count` elements, in their order; or the one value. */
export function evaluateText({
  storage,
  context,
  evaluated,
  expression,
  elements,
  result,
  turn,
}: TextEvaluation): Procedure {
  const builder = new Builder()
  const count: Parameter = { kind: 'parameter', type: 'i32', name: 'count' }
  const key = storage.randomKey(streamOf(evaluated), 'values given as text')
  const step = [builder.i32(turn), builder.i32(0)] as const
  const lowered = (lowering: Lowering, type: ValueType): Value =>
    convert(builder, lowerExpression(lowering, expression), type)
  if (elements === undefined) {
    const lowering = new Lowering(
      builder,
      context,
      {},
      { key, element: builder.i32(-1), float: 'f64', step, occurrence: 0 },
    )
    builder.storeScalar(result, lowered(lowering, result.type))
  } else {
    builder.for(
      'k',
      builder.i32(0),
      count,
      position => {
        const element = builder.load(elements, position)
        const lowering = new Lowering(builder, context, placesOf(builder, storage, evaluated, element), {
          key,
          element: drawnElementOf(builder, evaluated, element),
          float: 'f64',
          step,
          occurrence: 0,
        })
        builder.store(result, position, lowered(lowering, result.type))
      },
      { padded: true },
    )
  }
  return polish({
    name: EVALUATE,
    comment: 'values given as text',
    parameters: [count],
    body: builder.statements,
  })
}
