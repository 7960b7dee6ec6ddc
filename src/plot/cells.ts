/** A rectangle of cells whose colours stand for numbers. */
export interface Cells {
  readonly columns: number
  readonly rows: number
  /** Row after row, the lowest first, each from left to right. A cell that is nan stays empty. */
  readonly values: ArrayLike<number>
  /** The rectangle that they fill, in the units of the axes. */
  readonly x: readonly [left: number, right: number]
  readonly y: readonly [bottom: number, top: number]
  /** Values that have the first and the last colour. */
  readonly range: readonly [low: number, high: number]
  /** What the colours say: values in an order, how much there is of something, or values on both sides of the middle of the range. */
  readonly colors: 'sequential' | 'density' | 'diverging'
  /** What the colours show, with its unit: the label of the bar beside the panel. Without one there is no bar. */
  readonly label?: string
}

/** The number of cells that many rows or columns are put together to: more than a panel has room for are not seen. */
export const MOST_CELLS = 640

/** As many cells as fit, each the mean of those that it stands for; what is nan does not count. */
export function fittedCells(cells: Cells, most = MOST_CELLS): Cells {
  const [columns, rows] = [Math.min(cells.columns, most), Math.min(cells.rows, most)]
  if (columns === cells.columns && rows === cells.rows) return cells
  const sums = new Float64Array(columns * rows)
  const counts = new Float64Array(columns * rows)
  for (let row = 0; row < cells.rows; row++) {
    const to = Math.floor((row * rows) / cells.rows) * columns
    for (let column = 0; column < cells.columns; column++) {
      const value = cells.values[row * cells.columns + column] ?? NaN
      if (Number.isNaN(value)) continue
      const place = to + Math.floor((column * columns) / cells.columns)
      sums[place] = (sums[place] ?? 0) + value
      counts[place] = (counts[place] ?? 0) + 1
    }
  }
  return { ...cells, columns, rows, values: sums.map((sum, k) => sum / (counts[k] ?? 0)) }
}
