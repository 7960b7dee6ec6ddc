/** A grid over two axes, in the units of the axes. */
export interface Grid {
  readonly x: readonly [left: number, right: number]
  readonly y: readonly [bottom: number, top: number]
  readonly columns: number
  readonly rows: number
}

/** What falls into each cell of a grid, row after row from the lowest. */
export interface BinnedPoints {
  readonly counts: Float64Array
  /** Sums of the values of the points. */
  readonly sums: Float64Array
}

/** Counts points in the cells of a grid, and adds up a value of each. Points outside are left out; the upper edges belong to the last cells. */
export function binPoints(
  { x, y, columns, rows }: Grid,
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  values?: ArrayLike<number>,
): BinnedPoints {
  const counts = new Float64Array(columns * rows)
  const sums = new Float64Array(columns * rows)
  const perX = columns / (x[1] - x[0] || 1)
  const perY = rows / (y[1] - y[0] || 1)
  for (let k = 0; k < xs.length; k++) {
    const column = cellOf(((xs[k] ?? NaN) - x[0]) * perX, columns)
    const row = cellOf(((ys[k] ?? NaN) - y[0]) * perY, rows)
    if (column < 0 || row < 0) continue
    const cell = row * columns + column
    counts[cell] = (counts[cell] ?? 0) + 1
    sums[cell] = (sums[cell] ?? 0) + (values?.[k] ?? 0)
  }
  return { counts, sums }
}

/** -1 for what is outside. Times are multiples of a step and miss an edge by their last bits only. */
function cellOf(place: number, cells: number): number {
  const cell = Math.floor(place + 1e-9)
  if (cell === cells && place <= cells + 1e-9) return cells - 1
  return cell >= 0 && cell < cells ? cell : -1
}
