import type { NumberType } from '../language/syntax-tree.js'
import type { Dimension } from '../units/dimension.js'
import { baseUnitText } from '../units/print-quantity.js'

/** One column of a table: numbers in SI base units. */
export interface Column {
  readonly name: string
  /** The SI unit as equations name it, `'volt'` or `'siemens/metre**2'`; `'1'` for plain numbers. */
  readonly unit: string
  readonly type: NumberType
  /** Integers, and booleans as 0 and 1, in an Int32Array. */
  readonly values: Float64Array | Int32Array
}

/** What was recorded or is stored, as a table: columns of equal length. */
export type Columns = readonly Column[]

export function column(
  name: string,
  dimension: Dimension,
  type: NumberType,
  values: Float64Array | Int32Array,
): Column {
  return { name, unit: baseUnitText(dimension), type, values }
}

/** Values that stand for all rows, once for each. */
export function repeated(values: Float64Array | Int32Array, rows: number): Float64Array | Int32Array {
  if (values.length === rows) return values
  const all = values instanceof Float64Array ? new Float64Array(rows) : new Int32Array(rows)
  return all.fill(values[0] ?? NaN)
}
