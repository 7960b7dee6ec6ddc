import type { Recording } from '../compile/recording.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import type { NetworkMemory } from './network-memory.js'
import type { RowLayout, Rows, RowSink } from './row-sink.js'
import { typedValues, typeOfValues } from './typed-values.js'

/** Takes over the rows of a recording whenever its buffers fill. */
export interface RowTarget {
  drain(memory: NetworkMemory, recording: Recording): void
}

/** The rows of a monitor on their way to a sink. Nothing stays here but their number. */
export class StreamedRows implements RowTarget {
  readonly sink: RowSink
  readonly #monitor: string
  #waiting: Rows[] = []
  #rows = 0
  #layout: RowLayout | undefined
  /** Ends when all that was handed over has been written. */
  #pending: Promise<void> | undefined
  #hasFailed = false

  constructor(monitor: string, sink: RowSink) {
    this.#monitor = monitor
    this.sink = sink
  }

  /** Rows so far. */
  get rows(): number {
    return this.#rows
  }
  get place(): string {
    return this.sink.place ?? 'its sink'
  }

  /** Before the steps of a run. @throws {RheobaseError} kind `state` if rows are lost already or would look different from those before */
  async begin(layout: RowLayout): Promise<void> {
    if (this.#hasFailed)
      throw new RheobaseError(
        'state',
        'rows-lost',
        `\`${this.#monitor}\` could not write all of its rows to ${this.place} in a run before: what came now would follow a gap. Make a new monitor with a sink of its own`,
      )
    if (this.#layout !== undefined) {
      this.#checkSame(this.#layout, layout)
      return
    }
    this.#layout = layout
    await this.#guarded(() => this.sink.begin(layout))
  }
  #checkSame(before: RowLayout, now: RowLayout): void {
    if (
      JSON.stringify(before.fields) === JSON.stringify(now.fields) &&
      before.elements?.join() === now.elements?.join()
    )
      return
    throw new RheobaseError(
      'state',
      'rows-changed',
      `\`${this.#monitor}\` records other elements than before, and its rows would not fit those in ${this.place}. Make a new monitor`,
    )
  }

  drain(memory: NetworkMemory, { rows, columns }: Recording): void {
    const count = memory.scalar(rows)
    if (count === 0) return
    const values = columns.map(({ array, width }) => {
      const filled = memory.view(array).subarray(0, count * width)
      const copy = typedValues(typeOfValues(filled), filled.length)
      copy.set(filled)
      return copy
    })
    this.#waiting.push({ count, values })
    this.#rows += count
    memory.setScalar(rows, 0)
  }

  /** Hands over what waits; gives a promise if the sink needs time, or has failed. */
  deliver(): Promise<void> | undefined {
    for (const rows of this.#waiting.splice(0)) {
      if (this.#pending === undefined) this.#keep(this.#attempt(() => this.sink.write(rows)))
      else this.#keep(this.#pending.then(() => this.sink.write(rows)))
    }
    return this.#pending
  }
  #keep(written: void | Promise<void>): void {
    if (written === undefined) return
    const pending = this.#guarded(() => written).then(() => {
      if (this.#pending === pending) this.#pending = undefined
    })
    // Whoever waits for it hears of a failure; until then nobody may.
    pending.catch(() => undefined)
    this.#pending = pending
  }
  /** What throws at once fails as a promise does. */
  #attempt(work: () => void | Promise<void>): void | Promise<void> {
    try {
      return work()
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)))
    }
  }

  /** At the end of a run: when everything is written. */
  async flush(): Promise<void> {
    await this.deliver()
    if (this.#layout !== undefined && !this.#hasFailed) await this.#guarded(() => this.sink.flush?.())
  }
  async close(): Promise<void> {
    await this.sink.close?.()
  }

  async #guarded(work: () => void | Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.#hasFailed = true
      throw error
    }
  }
}
