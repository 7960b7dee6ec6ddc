import type { Row, Spread } from './row.js'

const COLUMNS = [
  'benchmark',
  'size',
  'engine',
  'threads',
  'build',
  'compile',
  'loop',
  'wall',
  'peak',
  'rate',
  'loop ratio',
  'wall ratio',
]
/** Columns of words; the others are numbers and end in line. */
const LEFT = new Set(['benchmark', 'engine', 'loop ratio', 'wall ratio'])

/** A table for people; ratios of a peer with their range over the repetitions. */
export function printTable(
  rows: readonly { readonly row: Row; readonly spread: Spread | undefined }[],
): string {
  const lines = [COLUMNS, ...rows.map(({ row, spread }) => cells(row, spread))]
  const widths = COLUMNS.map((_, column) => Math.max(...lines.map(line => line[column]?.length ?? 0)))
  const printed = lines.map(line =>
    COLUMNS.map((name, column) => {
      const cell = line[column] ?? ''
      const width = widths[column] ?? 0
      return LEFT.has(name) ? cell.padEnd(width) : cell.padStart(width)
    })
      .join('  ')
      .trimEnd(),
  )
  return printed.join('\n')
}

const cells = (row: Row, spread: Spread | undefined): readonly string[] => [
  row.benchmark,
  String(row.size),
  row.engine,
  String(row.threads),
  seconds(row.buildSeconds),
  seconds(row.compileSeconds),
  seconds(row.loopSeconds),
  seconds(row.wallSeconds),
  `${(row.peakBytes / 1e6).toFixed(0)} MB`,
  `${row.rateHz.toFixed(2)} Hz`,
  ratio(row.loopRatio, spread?.loopRatio),
  ratio(row.wallRatio, spread?.wallRatio),
]

const seconds = (value: number): string => `${value.toFixed(3)} s`

const ratio = (median: number, range: Spread['loopRatio'] | undefined): string =>
  range === undefined ? '' : `${short(median)} (${short(range[0])} to ${short(range[1])})`

const short = (value: number): string => String(Number(value.toPrecision(3)))
