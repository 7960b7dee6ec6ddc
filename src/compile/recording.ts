import type { ArraySymbol } from '../kernels/value.js'

/** A buffer that kernels fill row by row and the run loop empties before it can overflow. */
export interface Recording {
  /** Name of the monitor. */
  readonly monitor: string
  readonly columns: readonly RecordedColumn[]
  /** Number of rows in the buffer. */
  readonly rows: ArraySymbol
  readonly capacity: number
  readonly maximalRowsPerStep: number
}

export interface RecordedColumn {
  readonly name: string
  readonly array: ArraySymbol
  /** Values of this column in one row. */
  readonly width: number
}
