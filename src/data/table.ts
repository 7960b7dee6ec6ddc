import { RheobaseError } from '../errors/rheobase-error.js'
import { column, type Columns } from '../network/columns.js'
import { SpikeMonitor } from '../network/spike-monitor.js'
import { describeValue } from '../units/options.js'
import { dimensionless } from '../units/dimension.js'

/** Something that can be written as a table: a group, synapses, a monitor, the table of a sweep. */
export interface Tabular {
  columns(): Columns
}

/**
 * The columns of a table, all of one length. A monitor that only counts spikes is a table of its neurons with their counts.
 * @throws {RheobaseError} kind `type` for what is no table
 */
export function columnsOf(source: Tabular | Columns): Columns {
  if (source instanceof SpikeMonitor && !source.keepsEvents && source.columns().length === 0) {
    const counts = source.countOfEach()
    return [
      column(
        'i',
        dimensionless,
        'integer',
        counts.map((_, neuron) => neuron),
      ),
      column('count', dimensionless, 'integer', counts),
    ]
  }
  if (isTabular(source)) return source.columns()
  if (Array.isArray(source)) return source as Columns
  throw new RheobaseError(
    'type',
    'not-a-table',
    `a table is made of a monitor, a group, synapses, or columns, not of ${describeValue(source)}`,
  )
}

export const isTabular = (source: unknown): source is Tabular =>
  typeof source === 'object' && source !== null && 'columns' in source && typeof source.columns === 'function'
