import { Builder } from '../kernels/builder.js'
import type { ArraySymbol, Parameter, Procedure } from '../kernels/value.js'
import type { Expression, NumberType } from '../language/syntax-tree.js'
import type { Namespace } from '../model/namespace.js'
import type { Dimension } from '../units/dimension.js'
import { layeredContext, tableContext, type Binding, type CodeContext } from './binding.js'
import { convert } from './convert.js'
import { EVALUATE } from './evaluate-text.js'
import { externalContext } from './external-context.js'
import { lowerExpression } from './lower-expression.js'
import { Lowering } from './lowering.js'
import { polish } from './optimise.js'
import type { Storage } from './storage.js'

/** A column of what was recorded: one value for each row. */
export interface RecordedColumn {
  readonly name: string
  readonly dimension: Dimension
  readonly type: NumberType
  /** Room for the rows that are looked at together. */
  readonly array: ArraySymbol
}

/** The names of a condition on recorded events: their columns, and what no object defines. */
export const recordsContext = (
  storage: Storage,
  monitor: string,
  columns: readonly RecordedColumn[],
  namespaces: readonly Namespace[],
): CodeContext =>
  layeredContext([
    tableContext(new Map(columns.map(column => [column.name, () => columnBinding(monitor, column)]))),
    externalContext(storage, namespaces),
  ])

const columnBinding = (owner: string, { name, dimension, type, array }: RecordedColumn): Binding => ({
  meaning: { kind: 'variable', name, dimension, type, scalar: false, owner, readOnly: 'read-only' },
  read: lowering => lowering.builder.load(array, lowering.place('own')),
})

export interface RecordEvaluation {
  readonly storage: Storage
  readonly context: CodeContext
  /** Whose random numbers are drawn, and for what. */
  readonly stream: string
  readonly purpose: string
  readonly condition: Expression
  readonly result: ArraySymbol
  /** Number of this evaluation: random numbers differ from one to the next. */
  readonly turn: number
}

/** The procedure `evaluate(count, first)`: whether a condition holds for each of `count` rows, of which the first has that number. */
export function evaluateRecords({
  storage,
  context,
  stream,
  purpose,
  condition,
  result,
  turn,
}: RecordEvaluation): Procedure {
  const builder = new Builder()
  const parameter = (name: string): Parameter => ({ kind: 'parameter', type: 'i32', name })
  const [count, first] = [parameter('count'), parameter('first')]
  const key = storage.randomKey(stream, purpose)
  builder.for(
    'k',
    builder.i32(0),
    count,
    position => {
      const element = builder.op('i32.add', position, first)
      const step = [builder.i32(turn), builder.i32(0)] as const
      const lowering = new Lowering(
        builder,
        context,
        { own: position },
        { key, element, float: 'f64', step, occurrence: 0 },
      )
      builder.store(result, position, convert(builder, lowerExpression(lowering, condition), result.type))
    },
    { padded: true },
  )
  return polish({
    name: EVALUATE,
    comment: purpose,
    parameters: [count, first],
    body: builder.statements,
  })
}
