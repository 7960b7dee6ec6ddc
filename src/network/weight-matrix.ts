import { RheobaseError } from '../errors/rheobase-error.js'
import { dimensionless, type Dimension } from '../units/dimension.js'
import { Quantity, type ReadonlyFloat64Array } from '../units/quantity.js'
import { describeValue } from './options.js'

/** A value for each pair of neurons, row by row: that from source i to target j is at place `i*columns + j`. */
export interface DenseMatrix {
  /** Rows are sources, columns are targets. */
  readonly shape: readonly [rows: number, columns: number]
  /** With units, or plain numbers. */
  readonly values: Quantity | ArrayLike<number>
  /** What stands where there is no synapse, besides nan: 0 if left out. With nan, a 0 is the value of a synapse. */
  readonly missing?: number
}

/**
 * Compressed sparse rows: the entries of row i have the places `rowPointers[i]` up to, not including, `rowPointers[i + 1]` in `columns` and
 * `values`. Every entry is a synapse, also a 0; entries for the same pair are parallel synapses.
 */
export interface SparseMatrix {
  readonly shape: readonly [rows: number, columns: number]
  /** One more than there are rows. */
  readonly rowPointers: ArrayLike<number>
  /** Target of each entry. */
  readonly columns: ArrayLike<number>
  readonly values: Quantity | ArrayLike<number>
}

/** A dense matrix as `matrix()` gives it. */
export interface DenseWeights extends DenseMatrix {
  readonly values: Quantity<Float64Array>
  readonly missing: number
}
/** A sparse matrix as `sparse()` gives it. */
export interface SparseWeights extends SparseMatrix {
  readonly rowPointers: Int32Array
  readonly columns: Int32Array
  readonly values: Quantity<Float64Array>
}

export type WeightMatrix = DenseMatrix | SparseMatrix

/** The entries of a matrix that stand for synapses, row by row. */
export interface MatrixEntries {
  readonly i: Int32Array
  readonly j: Int32Array
  readonly values: Float64Array
  readonly dimension: Dimension
}

export const isMatrix = (value: unknown): value is WeightMatrix =>
  typeof value === 'object' && value !== null && 'shape' in value && 'values' in value

export const isSparse = (matrix: WeightMatrix): matrix is SparseMatrix => 'rowPointers' in matrix

export function numbersOf({ values }: WeightMatrix): ReadonlyFloat64Array | ArrayLike<number> {
  if (!(values instanceof Quantity)) return values
  const numbers = values.values
  return typeof numbers === 'number' ? [numbers] : numbers
}

export const dimensionOf = ({ values }: WeightMatrix): Dimension =>
  values instanceof Quantity ? values.dimension : dimensionless

/**
 * Checks that a matrix has the shape of the synapses and is whole in itself.
 * @throws {RheobaseError} kind `value` for another shape or a wrong number of values, `index` for a column outside, `type` for what is no matrix
 */
export function checkMatrix(where: string, given: unknown, rows: number, columns: number): WeightMatrix {
  const wrong = (kind: 'type' | 'value' | 'index', code: string, text: string): RheobaseError =>
    new RheobaseError(kind, code, `${where}: ${text}`)
  if (!isMatrix(given)) {
    throw wrong(
      'type',
      'not-a-matrix',
      `a matrix is { shape: [sources, targets], values } or { shape, rowPointers, columns, values }, not ${describeValue(given)}`,
    )
  }
  const [height, width] = given.shape
  if (height !== rows || width !== columns) {
    throw wrong(
      'value',
      'matrix-shape',
      `the matrix has ${String(height)} rows and ${String(width)} columns; there are ${String(rows)} sources and ${String(columns)} targets`,
    )
  }
  const { length } = numbersOf(given)
  const expected = isSparse(given) ? given.columns.length : rows * columns
  if (length !== expected) {
    throw wrong(
      'value',
      'number-of-values',
      `the matrix has ${String(length)} values for ${String(expected)} ${isSparse(given) ? 'columns of entries' : 'pairs'}`,
    )
  }
  if (isSparse(given)) checkRows(wrong, given, rows, columns)
  return given
}

function checkRows(
  wrong: (kind: 'value' | 'index', code: string, text: string) => RheobaseError,
  { rowPointers, columns }: SparseMatrix,
  rows: number,
  width: number,
): void {
  const isAscending = Array.from(
    rowPointers,
    (pointer, row) =>
      Number.isInteger(pointer) && (row === 0 ? pointer === 0 : pointer >= (rowPointers[row - 1] ?? 0)),
  ).every(Boolean)
  if (rowPointers.length !== rows + 1 || !isAscending || rowPointers[rows] !== columns.length) {
    throw wrong(
      'value',
      'row-pointers',
      `rowPointers are ${String(rows + 1)} ascending whole numbers, from 0 to the number of entries, ${String(columns.length)}`,
    )
  }
  for (let entry = 0; entry < columns.length; entry++) {
    const column = columns[entry] ?? NaN
    if (Number.isInteger(column) && column >= 0 && column < width) continue
    throw wrong(
      'index',
      'index-out-of-range',
      `the matrix has an entry in column ${String(column)}; there are ${String(width)} targets: 0 to ${String(width - 1)}`,
    )
  }
}

/** The entries that stand for synapses: of a dense matrix, those that are neither nan nor what it says is missing. */
export function entriesOf(matrix: WeightMatrix): MatrixEntries {
  const numbers = numbersOf(matrix)
  const dimension = dimensionOf(matrix)
  const [rows, columns] = matrix.shape
  if (isSparse(matrix)) {
    const i = new Int32Array(numbers.length)
    for (let row = 0; row < rows; row++)
      i.fill(row, matrix.rowPointers[row] ?? 0, matrix.rowPointers[row + 1] ?? 0)
    return { i, j: Int32Array.from(matrix.columns), values: Float64Array.from(numbers), dimension }
  }
  const { missing = 0 } = matrix
  const isEntry = (value: number): boolean => !Number.isNaN(value) && value !== missing
  let count = 0
  for (let place = 0; place < numbers.length; place++) if (isEntry(numbers[place] ?? NaN)) count++
  const [i, j, values] = [new Int32Array(count), new Int32Array(count), new Float64Array(count)]
  let entry = 0
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const value = numbers[row * columns + column] ?? NaN
      if (!isEntry(value)) continue
      i[entry] = row
      j[entry] = column
      values[entry++] = value
    }
  }
  return { i, j, values, dimension }
}
