import type { Comparison } from './compare.js'
import type { Row, Spread } from './row.js'

interface Column {
  readonly title: string
  readonly cell: (row: Row, spread: Spread | undefined) => string
  /** Words begin in line; numbers end in line. */
  readonly isText?: boolean
}

const COLUMNS: readonly Column[] = [
  { title: 'benchmark', cell: row => row.benchmark, isText: true },
  { title: 'size', cell: row => String(row.size) },
  { title: 'engine', cell: row => row.engine, isText: true },
  { title: 'on', cell: row => row.host ?? '', isText: true },
  { title: 'threads', cell: row => (row.threads === 1 ? '' : String(row.threads)) },
  { title: 'precision', cell: row => (row.precision === 'double' ? '' : row.precision), isText: true },
  { title: 'build', cell: row => seconds(row.buildSeconds) },
  { title: 'compile', cell: row => seconds(row.compileSeconds) },
  { title: 'loop', cell: row => seconds(row.loopSeconds) },
  { title: 'input', cell: row => seconds(row.inputSeconds) },
  { title: 'events', cell: row => seconds(row.eventSeconds) },
  { title: 'wall', cell: row => seconds(row.wallSeconds) },
  { title: 'peak', cell: row => (row.peakBytes === 0 ? '' : `${(row.peakBytes / 1e6).toFixed(0)} MB`) },
  { title: 'rate', cell: row => `${row.rateHz.toFixed(2)} Hz` },
  { title: '', cell: row => (row.ratesAgree ? '' : 'FAIL'), isText: true },
  { title: 'ns/step', cell: row => short(row.nsPerNeuronStep) },
  { title: 'ns/event', cell: row => short(row.nsPerEvent) },
  { title: 'loop ratio', cell: (row, spread) => ratio(row.loopRatio, spread?.loopRatio), isText: true },
  {
    title: 'wall ratio',
    cell: (row, spread) => (row.priority ? '' : ratio(row.wallRatio, spread?.wallRatio)),
    isText: true,
  },
  {
    title: 'input ratio',
    cell: ({ engine, inputRatio }) => (engine === 'rheobase' ? '' : short(inputRatio)),
  },
  {
    title: 'event ratio',
    cell: ({ engine, eventRatio }) => (engine === 'rheobase' ? '' : short(eventRatio)),
  },
  { title: 'limit ratio', cell: row => short(row.limitRatio) },
  { title: 'thread ratio', cell: row => short(row.threadRatio) },
  { title: 'precision ratio', cell: row => short(row.precisionRatio) },
  { title: 'host ratio', cell: row => short(row.hostRatio) },
]

/** A table for people; ratios of a peer with their range over the repetitions. Columns in which nothing stands are left out. */
export function printTable(rows: readonly Comparison[]): string {
  const columns = COLUMNS.map(({ title, cell, isText = false }) => ({
    isText,
    cells: [title, ...rows.map(({ row, spread }) => cell(row, spread))],
  })).filter(({ cells: [, ...below] }) => below.some(text => text !== ''))
  const widths = columns.map(({ cells }) => Math.max(...cells.map(({ length }) => length)))
  return ['', ...rows]
    .map((_, line) =>
      columns
        .map(({ isText, cells }, column) => {
          const [cell, width] = [cells[line] ?? '', widths[column] ?? 0]
          return isText ? cell.padEnd(width) : cell.padStart(width)
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const seconds = (value: number | undefined): string => (value === undefined ? '' : `${value.toFixed(3)} s`)

const ratio = (median: number, range: Spread['loopRatio'] | undefined): string =>
  range === undefined ? '' : `${short(median)} (${short(range[0])} to ${short(range[1])})`

const short = (value: number | undefined): string =>
  value === undefined ? '' : String(Number(value.toPrecision(3)))
