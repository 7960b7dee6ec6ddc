import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname, extname } from 'node:path'
import { nearestNames } from '../errors/nearest-name.js'
import { InternalError, RheobaseError } from '../errors/rheobase-error.js'
import type { RowLayout, Rows, RowSink } from '../runtime/row-sink.js'
import { checkText } from '../units/options.js'
import { ROW_FORMATS, type RowFormat } from './row-format.js'

/**
 * A file that the rows of one monitor go to while the network runs, so that a recording may be larger than the memory. After each run the file is
 * complete; what there was before under its name is replaced when the network first runs.
 *
 * - `.npy`: an array of NumPy whose elements are rows with fields, `np.load('v.npy', mmap_mode='r')['v']`; singles stay singles
 * - `.csv`: the lines that `csv()` gives
 * - `.arrows`: the table that `arrow()` gives, in the format of streams: `pyarrow.ipc.open_stream`
 *
 *     const spikes = net.spikeMonitor(neurons, { to: fileSink('spikes.npy') })
 *     await net.run(second(3600))
 *
 * @throws {RheobaseError} kind `value` for other kinds of files
 */
export function fileSink(file: string): RowSink {
  checkText('the name of a file', file)
  const kind = extname(file).slice(1).toLowerCase()
  const format = Object.hasOwn(ROW_FORMATS, kind) ? ROW_FORMATS[kind] : undefined
  if (format !== undefined) return new FileSink(file, format)
  const known = Object.keys(ROW_FORMATS)
  const [nearest] = nearestNames(kind, known)
  throw new RheobaseError(
    'value',
    'unknown-file',
    `rows are written to files that end in ${known.map(each => `.${each}`).join(', ')}, not to "${file}".${nearest === undefined ? '' : ` Did you mean .${nearest}?`}`,
  )
}

class FileSink implements RowSink {
  readonly place: string
  readonly #formatOf: (layout: RowLayout) => RowFormat
  #format: RowFormat | undefined
  #file: number | undefined
  /** Where the next row goes, in bytes. */
  #end = 0
  #rows = 0

  constructor(place: string, formatOf: (layout: RowLayout) => RowFormat) {
    this.place = place
    this.#formatOf = formatOf
  }

  begin(layout: RowLayout): void {
    if (this.#format !== undefined)
      throw new RheobaseError(
        'state',
        'sink-taken',
        `${this.place} has the rows of another monitor already: give \`${layout.monitor}\` a file of its own`,
      )
    this.#format = this.#formatOf(layout)
    mkdirSync(dirname(this.place), { recursive: true })
    this.#file = openSync(this.place, 'w')
    this.#append(this.#format.head(0))
  }
  write(rows: Rows): void {
    if (this.#format === undefined) throw new InternalError(`${this.place} was not begun`)
    this.#append(this.#format.body(rows))
    this.#rows += rows.count
  }
  flush(): void {
    if (this.#format === undefined) return
    this.#put(this.#format.head(this.#rows), 0)
    this.#put(this.#format.tail, this.#end)
  }
  close(): void {
    if (this.#file !== undefined) closeSync(this.#file)
    this.#file = undefined
  }

  #append(bytes: Uint8Array): void {
    this.#put(bytes, this.#end)
    this.#end += bytes.length
  }
  #put(bytes: Uint8Array, at: number): void {
    if (this.#file === undefined) throw new InternalError(`${this.place} is not open`)
    for (let done = 0; done < bytes.length;)
      done += writeSync(this.#file, bytes, done, bytes.length - done, at + done)
  }
}
