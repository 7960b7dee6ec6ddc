import type { NumberType } from '../language/syntax-tree.js'
import type { TypedValues } from './typed-values.js'

/** A field of the rows of a monitor: what a row holds under one name. */
export interface RowField {
  readonly name: string
  /** The SI unit as equations name it, `'volt'`; `'1'` for plain numbers. */
  readonly unit: string
  readonly type: NumberType
  /** How floats are stored: what a network of single precision records is single, but for times. */
  readonly precision: 'single' | 'double'
  /** Set if a row holds a value for each of so many elements. */
  readonly width?: number
}

/** What the rows of a monitor look like. */
export interface RowLayout {
  readonly monitor: string
  readonly fields: readonly RowField[]
  /** Of a state monitor: the elements whose values stand in a row, in order. */
  readonly elements?: Int32Array
}

/** Some rows, one after the other. */
export interface Rows {
  readonly count: number
  /** The values of each field of the layout, row after row, in SI units; booleans are 0 and 1. They belong to whoever gets them. */
  readonly values: readonly TypedValues[]
}

/**
 * Where the rows of a monitor go while the network runs. What gives back a promise is waited for, between two steps; if one of the functions fails, the
 * run breaks off with its error.
 *
 *     net.stateMonitor(neurons, 'v', { record: true, to: { begin: () => {}, write: rows => socket.send(rows.values[1]) } })
 */
export interface RowSink {
  /** Where the rows are, for messages: the name of a file. */
  readonly place?: string
  /** Called once, before the first rows. */
  begin(layout: RowLayout): void | Promise<void>
  write(rows: Rows): void | Promise<void>
  /** Called at the end of each run: what was written so far should be complete. */
  flush?(): void | Promise<void>
  /** Called when the network is disposed of. */
  close?(): void | Promise<void>
}
