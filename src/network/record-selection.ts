import { evaluateRecords, recordsContext } from '../compile/evaluate-records.js'
import { EVALUATE } from '../compile/evaluate-text.js'
import { valueTypeOf } from '../compile/storage.js'
import type { NumberType } from '../language/syntax-tree.js'
import type { GroupModel } from '../model/group.js'
import type { Dimension } from '../units/dimension.js'
import { checkedText } from './checked-text.js'
import { column, type Columns } from './columns.js'
import type { Workspace } from './workspace.js'

/** Rows that generated code looks at together: few enough that their columns stay in the cache. */
const AT_ONCE = 8192

/** A column of what a monitor recorded. */
export interface Records {
  readonly name: string
  readonly dimension: Dimension
  readonly type: NumberType
  readonly values: Float64Array | Int32Array
}

/** Records as a table. */
export const tableOf = (records: readonly Records[]): Columns =>
  records.map(({ name, dimension, type, values }) => column(name, dimension, type, values))

/**
 * The rows for which a condition on their columns holds, in their order: copies.
 * @throws {DiagnosticError | RheobaseError} if the text is no condition on them
 */
export function selectRecords(
  workspace: Workspace,
  monitor: string,
  { stream, namespaces }: Pick<GroupModel, 'stream' | 'namespaces'>,
  records: readonly Records[],
  text: string,
): readonly Records[] {
  const columns = records.map(record => ({
    ...record,
    array: workspace.array(
      `given text.record ${record.name} ${record.type}`,
      valueTypeOf(record.type),
      AT_ONCE,
    ),
  }))
  const context = recordsContext(workspace, monitor, columns, namespaces)
  const { expression } = checkedText({
    title: `condition on the records of \`${monitor}\``,
    text,
    context,
    type: 'boolean',
    dimension: undefined,
    mayVary: true,
  })
  workspace.noteNames(expression)
  const result = workspace.array('given text.boolean', valueTypeOf('boolean'), AT_ONCE)
  const turn = workspace.nextTurn(monitor)
  const purpose = `condition on the records of ${monitor}`
  const procedure = evaluateRecords({
    storage: workspace,
    context,
    stream,
    purpose,
    condition: expression,
    result,
    turn,
  })
  const evaluate = workspace.compile({ name: monitor, procedures: [procedure] }).procedure(EVALUATE)
  const rows = records[0]?.values.length ?? 0
  const chosen = new Int32Array(rows)
  let count = 0
  for (let first = 0; first < rows; first += AT_ONCE) {
    const some = Math.min(AT_ONCE, rows - first)
    for (const { array, values } of columns)
      workspace.memory.view(array).set(values.subarray(first, first + some))
    evaluate(some, first)
    const holds = workspace.memory.view(result)
    for (let k = 0; k < some; k++) if (holds[k] !== 0) chosen[count++] = first + k
  }
  const numbers = chosen.subarray(0, count)
  return records.map(record => ({ ...record, values: picked(record.values, numbers) }))
}

function picked(values: Float64Array | Int32Array, rows: Int32Array): Float64Array | Int32Array {
  const chosen = values instanceof Float64Array ? new Float64Array(rows.length) : new Int32Array(rows.length)
  for (let k = 0; k < rows.length; k++) chosen[k] = values[rows[k] ?? 0] ?? NaN
  return chosen
}
