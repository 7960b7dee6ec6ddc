import type { Recording } from '../compile/recording.js'
import type { NetworkMemory } from './network-memory.js'

type Values = Float64Array | Int32Array

/** A column that grows: what a monitor has recorded of one variable, row after row. */
class Column {
  readonly width: number
  #values: Values
  #length = 0

  constructor(width: number, empty: Values) {
    this.width = width
    this.#values = empty
  }
  append(more: Values): void {
    const length = this.#length + more.length
    if (length > this.#values.length) {
      const capacity = Math.max(length, Math.ceil(this.#values.length * 1.5), 1024)
      const grown =
        this.#values instanceof Float64Array ? new Float64Array(capacity) : new Int32Array(capacity)
      grown.set(this.#values.subarray(0, this.#length))
      this.#values = grown
    }
    this.#values.set(more, this.#length)
    this.#length = length
  }
  get values(): Values {
    return this.#values.subarray(0, this.#length)
  }
  restore(values: Values): void {
    this.#values = values.slice()
    this.#length = values.length
  }
}

/** Everything a monitor has recorded. Buffers of the network are emptied into it. */
export class RecordedColumns {
  readonly #columns = new Map<string, Column>()
  #rows = 0

  get rows(): number {
    return this.#rows
  }

  /** The values of a column, row after row; a view, to be copied before it is handed out. */
  values(name: string): Values {
    return this.#columns.get(name)?.values ?? new Float64Array(0)
  }

  /** Takes over the rows that wait in the buffers of a recording. */
  drain(memory: NetworkMemory, recording: Recording): void {
    const rows = memory.scalar(recording.rows)
    if (rows === 0) return
    for (const { name, array, width } of recording.columns) {
      const buffer = memory.view(array)
      let column = this.#columns.get(name)
      if (column === undefined) {
        column = new Column(width, array.type === 'f64' ? new Float64Array(0) : new Int32Array(0))
        this.#columns.set(name, column)
      }
      column.append(buffer.subarray(0, rows * width))
    }
    this.#rows += rows
    memory.setScalar(recording.rows, 0)
  }

  /** A copy of all that was recorded, and back. */
  save(): ReadonlyMap<string, Values> {
    return new Map([...this.#columns].map(([name, column]) => [name, column.values.slice()]))
  }
  restore(saved: ReadonlyMap<string, Values>, rows: number): void {
    for (const [name, column] of this.#columns)
      column.restore(saved.get(name) ?? column.values.subarray(0, 0))
    this.#rows = rows
  }
}
