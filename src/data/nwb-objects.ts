import { RheobaseError } from '../errors/rheobase-error.js'
import type { NumberType } from '../language/syntax-tree.js'
import type { Hdf5Data, Hdf5Dataset, Hdf5Group } from './hdf5.js'

/** Values that are compressed: fewer are not worth a chunk. */
const LEAST_COMPRESSED = 4096
const VALUES_IN_CHUNK = 1 << 15
/** Nobody needs more digits than these to find a column again. */
const MOST_SPANS = 200

/** Types of objects that the extensions of the format, and their versions, are named by. */
type Namespace = 'core' | 'hdmf-common'

/** What every object of the format says of itself. */
export function mark(object: Pick<Hdf5Group, 'create_attribute'>, namespace: Namespace, type: string): void {
  object.create_attribute('namespace', namespace)
  object.create_attribute('neurodata_type', type)
  object.create_attribute('object_id', randomId())
}

/** Numbers of a variable in row-major order. Truth values are bytes, 0 and 1. */
export interface NwbNumbers {
  readonly type: NumberType
  readonly shape: readonly number[]
  readonly values: Float64Array | Int32Array
}

export function writeNumbers(
  group: Hdf5Group,
  name: string,
  { type, shape, values }: NwbNumbers,
): Hdf5Dataset {
  const data = type === 'boolean' ? Uint8Array.from(values) : values
  const dtype = data instanceof Float64Array ? '<d' : data instanceof Int32Array ? '<i' : '<B'
  if (values.length < LEAST_COMPRESSED) return group.create_dataset({ name, data, shape, dtype })
  const [rows = 0, ...rest] = shape
  const width = rest.reduce((product, size) => product * size, 1)
  const chunks = [Math.min(rows, Math.max(1, Math.floor(VALUES_IN_CHUNK / width))), ...rest]
  return group.create_dataset({ name, data, shape, dtype, chunks, compression: 'gzip', compression_opts: 4 })
}

/** A series of samples: [samples, elements] of one variable over time (`TimeSeries`). */
export interface NwbSeries extends NwbNumbers {
  readonly name: string
  readonly unit: string
  readonly description: string
  readonly comments: string
  readonly times: Float64Array
}

export function writeSeries(group: Hdf5Group, series: NwbSeries): void {
  const { name, unit, description, comments, times } = series
  const object = group.create_group(name)
  mark(object, 'core', 'TimeSeries')
  object.create_attribute('description', description)
  object.create_attribute('comments', comments)
  const data = writeNumbers(object, 'data', series)
  data.create_attribute('unit', nwbUnit(unit))
  data.create_attribute('conversion', 1, [], '<f')
  data.create_attribute('offset', 0, [], '<f')
  data.create_attribute('resolution', -1, [], '<f')
  const rate = steadyRate(times)
  if (rate === undefined) {
    const stamps = writeNumbers(object, 'timestamps', { type: 'float', shape: [times.length], values: times })
    stamps.create_attribute('interval', 1, [], '<i')
    stamps.create_attribute('unit', 'seconds')
  } else {
    const start = object.create_dataset({
      name: 'starting_time',
      data: times.slice(0, 1),
      shape: [],
      dtype: '<d',
    })
    start.create_attribute('rate', rate, [], '<f')
    start.create_attribute('unit', 'seconds')
  }
}

/** The rate of samples that follow each other in equal steps, if a number of 32 bits, as the format has it, leads to their times. */
function steadyRate(times: Float64Array): number | undefined {
  const [start = NaN, second = NaN] = times
  const rate = Math.fround((1 / ((times.at(-1) ?? NaN) - start)) * (times.length - 1))
  const tolerance = 1e-6 * (second - start)
  return times.length > 1 && times.every((time, k) => Math.abs(start + k / rate - time) <= tolerance)
    ? rate
    : undefined
}

/** A column of a table: a value for each row, or several, which stand one after the other and end where `ends` says. */
export interface NwbColumn {
  readonly name: string
  readonly description: string
  readonly values: NwbNumbers | readonly string[]
  readonly ends?: Uint32Array
  /** Smallest difference between two values that there can be. */
  readonly resolution?: number
}

/** A table (`DynamicTable`, or a kind of it). */
export function writeTable(
  group: Hdf5Group,
  name: string,
  [namespace, type]: readonly [Namespace, string],
  description: string,
  rows: number,
  columns: readonly NwbColumn[],
): void {
  const table = group.create_group(name)
  mark(table, namespace, type)
  table.create_attribute('description', description)
  table.create_attribute(
    'colnames',
    columns.map(column => column.name),
  )
  const numbers = Int32Array.from({ length: rows }, (_, row) => row)
  mark(
    writeNumbers(table, 'id', { type: 'integer', shape: [rows], values: numbers }),
    'hdmf-common',
    'ElementIdentifiers',
  )
  for (const column of columns) writeColumn(table, column)
}

function writeColumn(table: Hdf5Group, { name, description, values, ends, resolution }: NwbColumn): void {
  const data =
    'values' in values && 'type' in values
      ? writeNumbers(table, name, values)
      : writeTexts(table, name, values)
  mark(data, 'hdmf-common', 'VectorData')
  data.create_attribute('description', description)
  if (resolution !== undefined) data.create_attribute('resolution', resolution, [], '<d')
  if (ends === undefined) return
  const index = table.create_dataset({ name: `${name}_index`, data: ends, shape: [ends.length], dtype: '<I' })
  mark(index, 'hdmf-common', 'VectorIndex')
  index.create_attribute('description', `where the values of each row of ${name} end`)
  index.create_attribute('target', data.create_reference())
}

export function writeTexts(group: Hdf5Group, name: string, texts: readonly string[]): Hdf5Dataset {
  return group.create_dataset({ name, data: texts, shape: [texts.length], dtype: 'S' })
}

export const writeText = (group: Hdf5Group, name: string, text: Hdf5Data): Hdf5Dataset =>
  group.create_dataset({ name, data: text })

/** As the format writes units: in the plural, and `n/a` for plain numbers. */
export const nwbUnit = (unit: string): string => PLURALS[unit] ?? unit

const PLURALS: Readonly<Record<string, string>> = {
  '1': 'n/a',
  volt: 'volts',
  ampere: 'amperes',
  amp: 'amperes',
  second: 'seconds',
  metre: 'meters',
  ohm: 'ohms',
  farad: 'farads',
  coulomb: 'coulombs',
}

/** Whole numbers in words: `0-3, 7`. */
export function spansOf(numbers: ArrayLike<number>): string {
  const spans: string[] = []
  for (let k = 0; k < numbers.length && spans.length < MOST_SPANS;) {
    const first = numbers[k] ?? NaN
    let length = 1
    while (numbers[k + length] === first + length) length++
    spans.push(length === 1 ? String(first) : `${String(first)}-${String(first + length - 1)}`)
    k += length
    if (spans.length === MOST_SPANS && k < numbers.length) spans.push('…')
  }
  return spans.join(', ')
}

/** An identifier of version 4 (RFC 9562). */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const digits = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** @throws {RheobaseError} kind `value` for a date that is none */
export function isoTime(what: string, date: unknown): string {
  if (date instanceof Date && !Number.isNaN(date.getTime())) return date.toISOString()
  throw new RheobaseError(
    'type',
    'not-a-date',
    `${what} must be a Date, such as new Date('2026-03-01T12:00:00Z')`,
  )
}
