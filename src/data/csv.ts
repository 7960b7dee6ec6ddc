import { RheobaseError } from '../errors/rheobase-error.js'
import type { NumberType } from '../language/syntax-tree.js'
import type { Column, Columns } from '../network/columns.js'
import { columnsOf, type Tabular } from './table.js'

/** Rows of one piece of text. */
const ROWS_AT_ONCE = 1 << 14
/** An engine holds no longer text than about this. */
const LONGEST_TEXT = 2 ** 29 - 2 ** 20

/**
 * A table as comma-separated values (RFC 4180): a line with the names of the columns and their units, then one for each row. Numbers are in SI base
 * units and have all their digits, so that they read back to the same bits; booleans are `true` and `false`, and what is not finite is `NaN`, `Inf`
 * and `-Inf`. Samples of a state monitor are a row for each sample and element.
 *
 *     writeFileSync('spikes.csv', csv(net.spikeMonitor(neurons)))   // i,t (second)
 *
 * @throws {RheobaseError} kind `type` for what is no table, `value` if the text is longer than an engine can hold
 */
export function csv(source: Tabular | Columns): string {
  const parts: string[] = []
  let length = 0
  for (const part of csvParts(source)) {
    length += part.length
    if (length > LONGEST_TEXT)
      throw new RheobaseError(
        'value',
        'text-too-long',
        'the table is too long for one text. Write it as .npz or .arrow, or give the monitor a file to write to while the network runs: { to: fileSink(name) }',
      )
    parts.push(part)
  }
  return parts.join('')
}

/** The same in pieces, for tables that are longer than a text can be. */
export function* csvParts(source: Tabular | Columns): Generator<string> {
  const columns = columnsOf(source)
  yield csvHeader(columns)
  const rows = columns[0]?.values.length ?? 0
  for (let row = 0; row < rows; row += ROWS_AT_ONCE)
    yield csvRows(columns, row, Math.min(rows, row + ROWS_AT_ONCE))
}

/** The first line. */
export const csvHeader = (columns: readonly Pick<Column, 'name' | 'unit'>[]): string =>
  `${columns.map(({ name, unit }) => field(unit === '1' ? name : `${name} (${unit})`)).join(',')}\n`

/** The lines of some rows. */
export function csvRows(columns: readonly CsvColumn[], from: number, to: number): string {
  let text = ''
  for (let row = from; row < to; row++) {
    for (const [k, { type, values }] of columns.entries())
      text += `${k === 0 ? '' : ','}${csvNumber(type, values[row] ?? NaN)}`
    text += '\n'
  }
  return text
}

interface CsvColumn {
  readonly type: NumberType
  readonly values: ArrayLike<number>
}

/** As pandas, R, Matlab and spreadsheets read it. */
export function csvNumber(type: NumberType, value: number): string {
  if (type === 'boolean') return value === 0 ? 'false' : 'true'
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value)
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Inf' : '-Inf'
}

const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
