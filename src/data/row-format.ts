import type { Column, Columns } from '../network/columns.js'
import type { RowField, RowLayout, Rows } from '../runtime/row-sink.js'
import { arrow } from './arrow.js'
import { csvHeader, csvRows } from './csv.js'
import { littleEndian, npyHeader } from './npy.js'

/** How rows that come bit by bit are written to a file that is complete after each run. */
export interface RowFormat {
  /** The begin of the file, for so many rows. Its length does not depend on them. */
  head(rows: number): Uint8Array
  body(rows: Rows): Uint8Array
  /** What stands after the last row, until more come. */
  readonly tail: Uint8Array
}

const NOTHING = new Uint8Array(0)

/** Kinds of files that grow while a network runs. */
export const ROW_FORMATS: Readonly<Record<string, (layout: RowLayout) => RowFormat>> = {
  npy: recordsOfNumpy,
  csv: linesOfCsv,
  arrows: batchesOfArrow,
}

/** An array of NumPy whose elements are rows with fields: `np.load('spikes.npy')['t']`, `np.load('v.npy', mmap_mode='r')['v']` of [samples, elements]. */
function recordsOfNumpy({ fields }: RowLayout): RowFormat {
  const type = `[${fields.map(field => `('${field.name}', '${numpyType(field)}'${field.width === undefined ? '' : `, (${String(field.width)},)`})`).join(', ')}]`
  const { length } = npyHeader(type, [Number.MAX_SAFE_INTEGER])
  const parts = fields.map(field => ({
    field,
    width: field.width ?? 1,
    size: Number(numpyType(field).slice(2)),
  }))
  const rowBytes = parts.reduce((sum, { width, size }) => sum + width * size, 0)
  return {
    head: rows => npyHeader(type, [rows], length),
    body: ({ count, values }) => {
      const bytes = new Uint8Array(count * rowBytes)
      let offset = 0
      for (const [k, { field, width, size }] of parts.entries()) {
        const numbers = values[k] ?? new Float64Array(0)
        const source = field.type === 'boolean' ? Uint8Array.from(numbers, Number) : littleEndian(numbers)
        const length = width * size
        for (let row = 0; row < count; row++)
          bytes.set(source.subarray(row * length, (row + 1) * length), row * rowBytes + offset)
        offset += length
      }
      return bytes
    },
    tail: NOTHING,
  }
}

const numpyType = ({ type, precision }: RowField): string =>
  type === 'boolean' ? '|b1' : type === 'integer' ? '<i4' : precision === 'single' ? '<f4' : '<f8'

function linesOfCsv(layout: RowLayout): RowFormat {
  const encoder = new TextEncoder()
  return {
    head: () => encoder.encode(csvHeader(tableOf(layout, { count: 0, values: [] }))),
    body: rows => {
      const columns = tableOf(layout, rows)
      return encoder.encode(csvRows(columns, 0, columns[0]?.values.length ?? 0))
    },
    tail: NOTHING,
  }
}

/** The marks at the end of a stream: no further message. */
const END_OF_STREAM = Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0)

/** The format of streams of Arrow: a message with the schema, then one for each batch of rows. */
function batchesOfArrow(layout: RowLayout): RowFormat {
  const stream = (rows: Rows): Uint8Array => arrow(tableOf(layout, rows), 'stream')
  const lengthOfSchema = (bytes: Uint8Array): number =>
    8 + new DataView(bytes.buffer, bytes.byteOffset).getInt32(4, true)
  return {
    head: () => {
      const bytes = stream({ count: 0, values: [] })
      return bytes.slice(0, lengthOfSchema(bytes))
    },
    body: rows => {
      const bytes = stream(rows)
      return bytes.subarray(lengthOfSchema(bytes), bytes.length - END_OF_STREAM.length)
    },
    tail: END_OF_STREAM,
  }
}

/** The table that a monitor gives that keeps its rows: of state monitors, a row for each sample and element. */
function tableOf({ fields, elements }: RowLayout, { count, values }: Rows): Columns {
  const width = elements?.length ?? 1
  const columns: Column[] = fields.map(({ name, unit, type, width: own }, k) => {
    const recorded = values[k] ?? new Float64Array(0)
    const all = type === 'float' ? new Float64Array(count * width) : new Int32Array(count * width)
    if (own !== undefined || width === 1) all.set(recorded)
    else for (let row = 0; row < count; row++) all.fill(recorded[row] ?? NaN, row * width, (row + 1) * width)
    return { name, unit, type, values: all }
  })
  if (elements === undefined) return columns
  const numbers = Int32Array.from({ length: count * width }, (_, row) => elements[row % width] ?? 0)
  const [time, ...rest] = columns
  const element: Column = { name: 'i', unit: '1', type: 'integer', values: numbers }
  return [...(time === undefined ? [] : [time]), element, ...rest.filter(({ name }) => name !== 'i')]
}
