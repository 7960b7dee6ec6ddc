import { describeEntrant } from './entrant.js'
import { logLogFigure, type Series } from './log-log-figure.js'
import type { Row } from './row.js'

/** Loop time against size, a panel for each benchmark, a line for each engine and how it was set up: the text of an SVG file. */
export function plotRows(rows: readonly Row[]): string {
  const panels = grouped(rows, row => row.benchmark).map(([title, all]) => ({
    title,
    xLabel: 'Size',
    yLabel: 'Loop (s)',
    series: seriesOf(all),
  }))
  return logLogFigure(panels)
}

function seriesOf(rows: readonly Row[]): readonly Series[] {
  return grouped(rows, describeEntrant).map(([name, same]) => ({
    name,
    points: same.map(row => [row.size, row.loopSeconds] as const).sort(([a], [b]) => a - b),
  }))
}

function grouped(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): readonly (readonly [key: string, rows: readonly Row[]])[] {
  return [...new Set(rows.map(keyOf))].map(key => [key, rows.filter(row => keyOf(row) === key)])
}
