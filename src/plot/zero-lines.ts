/**
 * Where values on a grid are 0, as pieces of straight lines between the middles of its cells ("marching squares"): x and y of both ends of each,
 * in steps of the grid from its first point. A piece touches no point that is nan.
 * @param values row after row
 */
export function zeroLines(
  values: ArrayLike<number>,
  columns: number,
  rows: number,
): readonly (readonly [x1: number, y1: number, x2: number, y2: number])[] {
  const pieces: (readonly [number, number, number, number])[] = []
  const at = (column: number, row: number): number => values[row * columns + column] ?? NaN
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      // Corners around the square; a side is crossed where the signs of its ends differ.
      const corners = [
        { x: column, y: row, value: at(column, row) },
        { x: column + 1, y: row, value: at(column + 1, row) },
        { x: column + 1, y: row + 1, value: at(column + 1, row + 1) },
        { x: column, y: row + 1, value: at(column, row + 1) },
      ]
      if (corners.some(({ value }) => !Number.isFinite(value))) continue
      const crossings: (readonly [number, number])[] = []
      corners.forEach((from, k) => {
        const to = corners[(k + 1) % 4] ?? from
        if (from.value >= 0 === to.value >= 0) return
        const share = from.value / (from.value - to.value)
        crossings.push([from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)])
      })
      for (let k = 0; k + 1 < crossings.length; k += 2) {
        const [from, to] = [crossings[k], crossings[k + 1]]
        if (from !== undefined && to !== undefined) pieces.push([...from, ...to])
      }
    }
  }
  return pieces
}
