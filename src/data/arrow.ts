import { bool, columnFromArray, float64, int32, Table, tableFromColumns, tableToIPC } from '@uwdata/flechette'
import { InternalError } from '../errors/rheobase-error.js'
import type { Column, Columns } from '../network/columns.js'
import { columnsOf, type Tabular } from './table.js'

/**
 * A table of Apache Arrow, in memory: floats as float64, integers as int32, booleans as bool. The unit of each column stands in the
 * metadata of its field, under `unit`.
 *
 *     const table = arrowTable(net.spikeMonitor(neurons))
 *
 * @throws {RheobaseError} kind `type` for what is no table
 */
export function arrowTable(source: Tabular | Columns): Table {
  const columns = columnsOf(source)
  const { schema, children } = tableFromColumns(columns.map(each => [each.name, arrowColumn(each)]))
  const fields = schema.fields.map((field, k) => ({
    ...field,
    metadata: new Map([['unit', columns[k]?.unit ?? '1']]),
  }))
  return new Table({ ...schema, fields }, children)
}

/**
 * The bytes of such a table: as a file (`.arrow`, also called Feather 2), or in the format of streams (`.arrows`).
 *
 *     writeFileSync('spikes.arrow', arrow(spikes))
 */
export function arrow(source: Tabular | Columns, format: 'file' | 'stream' = 'file'): Uint8Array {
  const bytes = tableToIPC(arrowTable(source), { format })
  if (bytes === null) throw new InternalError('the Arrow table has no bytes')
  return bytes
}

function arrowColumn({ type, values }: Column): ReturnType<typeof columnFromArray> {
  if (type === 'boolean')
    return columnFromArray(
      Array.from(values, value => value !== 0),
      bool(),
    )
  if (values.length > 0) return columnFromArray(values)
  return columnFromArray([], values instanceof Float64Array ? float64() : int32())
}
