import type { Recording } from '../compile/recording.js'
import type { NetworkMemory } from './network-memory.js'
import { typedValues, typeOfValues, type TypedValues } from './typed-values.js'

/** Values in the first chunk of a column, and in the largest. */
const FIRST_CHUNK = 1024
const LARGEST_CHUNK = 1 << 20

/** One column at a moment: chunks are only ever appended to, so a state shares them with what is recorded later. */
interface SavedColumn {
  readonly chunks: readonly TypedValues[]
  readonly length: number
  readonly skipped: number
}

/** What a monitor had recorded at one moment. */
export interface SavedColumns {
  readonly rows: number
  readonly columns: ReadonlyMap<string, SavedColumn>
}

/**
 * A column that grows in chunks: what was recorded once is never copied again, however much follows. With a limit, chunks that lie
 * wholly before the last values are let go.
 */
class Column {
  readonly #empty: TypedValues
  readonly #limit: number
  #chunks: TypedValues[] = []
  /** Values in the chunks, those before the limit included. */
  #length = 0
  /** Values at the start of the first chunk that no longer count. */
  #skipped = 0
  /** Free places at the end of the last chunk. */
  #free = 0

  constructor(empty: TypedValues, limit: number) {
    this.#empty = empty
    this.#limit = limit
  }
  get chunks(): readonly TypedValues[] {
    return this.#chunks
  }
  append(more: TypedValues): void {
    let done = 0
    while (done < more.length) {
      if (this.#free === 0) this.#addChunk()
      const chunk = this.#chunks.at(-1) ?? this.#empty
      const count = Math.min(this.#free, more.length - done)
      chunk.set(more.subarray(done, done + count), chunk.length - this.#free)
      this.#free -= count
      this.#length += count
      done += count
    }
    this.#skipped = Math.max(this.#skipped, this.#length - this.#limit)
    this.#dropChunks()
  }
  #addChunk(): void {
    const last = this.#chunks.at(-1)?.length ?? FIRST_CHUNK / 2
    const length = Math.max(1, Math.min(2 * last, LARGEST_CHUNK, this.#limit))
    this.#chunks.push(typedValues(typeOfValues(this.#empty), length))
    this.#free = length
  }
  #dropChunks(): void {
    for (;;) {
      const first = this.#chunks[0]
      if (first === undefined || this.#skipped < first.length) return
      this.#chunks = this.#chunks.slice(1)
      this.#skipped -= first.length
      this.#length -= first.length
    }
  }
  /** One copy of all values, in order. */
  copy(): TypedValues {
    const length = this.#length - this.#skipped
    const copy = typedValues(typeOfValues(this.#empty), length)
    let at = -this.#skipped
    for (const chunk of this.#chunks) {
      const from = Math.max(0, -at)
      const to = Math.min(chunk.length, length - at)
      copy.set(chunk.subarray(from, to), at + from)
      at += chunk.length
    }
    return copy
  }
  save(): SavedColumn {
    return { chunks: [...this.#chunks], length: this.#length, skipped: this.#skipped }
  }
  restore(saved: SavedColumn | undefined): void {
    const { chunks, length, skipped } = saved ?? { chunks: [], length: 0, skipped: 0 }
    const held = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
    this.#free = held - length
    // What follows goes into a copy of the last chunk: other saved states may hold that one.
    this.#chunks = chunks.map((chunk, k) => (k === chunks.length - 1 ? chunk.slice() : chunk))
    this.#length = length
    this.#skipped = skipped
  }
}

/** Everything a monitor has recorded, or the last rows of it. Buffers of the network are emptied into it. */
export class RecordedColumns {
  readonly #columns = new Map<string, Column>()
  readonly #mostRows: number
  #rows = 0

  constructor(mostRows = Infinity) {
    this.#mostRows = mostRows
  }

  /** Rows that are kept. */
  get rows(): number {
    return Math.min(this.#rows, this.#mostRows)
  }

  /** The values of a column, row after row: a copy. */
  values(name: string): TypedValues {
    return this.#columns.get(name)?.copy() ?? new Float64Array(0)
  }
  get names(): readonly string[] {
    return [...this.#columns.keys()]
  }
  /** The values of a column as they were when this was saved: a copy. */
  savedValues({ columns }: SavedColumns, name: string): TypedValues {
    const saved = columns.get(name)
    const empty = this.#columns.get(name)?.copy().subarray(0, 0) ?? new Float64Array(0)
    const column = new Column(empty, Infinity)
    column.restore(saved)
    return column.copy()
  }
  /** @internal The pieces that a column lies in. */
  chunks(name: string): readonly TypedValues[] {
    return this.#columns.get(name)?.chunks ?? []
  }

  /** Takes over the rows that wait in the buffers of a recording. */
  drain(memory: NetworkMemory, recording: Recording): void {
    const rows = memory.scalar(recording.rows)
    if (rows === 0) return
    for (const { name, array, width } of recording.columns)
      this.append(name, memory.view(array).subarray(0, rows * width), width)
    this.#rows += rows
    memory.setScalar(recording.rows, 0)
  }

  /** Puts values at the end of a column, `width` of them for each row. */
  append(name: string, values: TypedValues, width: number): void {
    let column = this.#columns.get(name)
    if (column === undefined) {
      const empty = typedValues(typeOfValues(values), 0)
      column = new Column(empty, this.#mostRows * width)
      this.#columns.set(name, column)
    }
    column.append(values)
  }
  /** Counts rows whose values were appended column by column. */
  addRows(rows: number): void {
    this.#rows += rows
  }

  /** Forgets everything. */
  clear(): void {
    for (const column of this.#columns.values()) column.restore(undefined)
    this.#rows = 0
  }

  /** The present state, which shares its values with what is recorded later, and back. */
  save(): SavedColumns {
    return {
      rows: this.#rows,
      columns: new Map([...this.#columns].map(([name, column]) => [name, column.save()])),
    }
  }
  restore({ rows, columns }: SavedColumns): void {
    for (const [name, column] of this.#columns) column.restore(columns.get(name))
    this.#rows = rows
  }
}
