import { RheobaseError } from '../errors/rheobase-error.js'
import { describeValue } from '../units/options.js'
import { Quantity } from '../units/quantity.js'

/** Numbers of one type that a typed array holds. */
type NumberArray =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array
  | BigInt64Array
  | BigUint64Array

/** Elements in row-major order, with the shape of their array. */
export interface ShapedArray {
  readonly shape: readonly number[]
  readonly values: NumberArray | readonly number[] | readonly boolean[] | readonly string[]
}

/** What becomes an array of NumPy: numbers, truth values or texts, one, a list, a list of equally long lists, or with a shape. */
export type NumpyArray =
  | Quantity
  | NumberArray
  | ShapedArray
  | number
  | boolean
  | string
  | readonly number[]
  | readonly boolean[]
  | readonly string[]
  | readonly (readonly number[] | Float64Array | Int32Array | Quantity)[]

/**
 * An array as a file of NumPy (`.npy`, version 1.0): little-endian, rows after rows. Quantities are written in SI base units.
 *
 *     writeFileSync('v.npy', npy(trace.matrix('v')))     // np.load('v.npy')
 *
 * @throws {RheobaseError} kind `type` for what is no array of numbers, `value` if the shape does not fit
 */
export function npy(array: NumpyArray): Uint8Array {
  const { type, shape, bytes } = elementsOf(array)
  const header = npyHeader(`'${type}'`, shape)
  const file = new Uint8Array(header.length + bytes.length)
  file.set(header)
  file.set(bytes, header.length)
  return file
}

/**
 * What stands before the elements: a multiple of 64 bytes, so that they can be mapped into memory.
 * @param type a type of NumPy as Python writes it: `'<f8'` with its quotes, or a list of fields
 * @param atLeast a length in bytes that it has even if it needs less, for a shape that is not known yet
 */
export function npyHeader(type: string, shape: readonly number[], atLeast = 0): Uint8Array {
  const tuple = shape.length === 1 ? `(${String(shape[0])},)` : `(${shape.join(', ')})`
  const text = new TextEncoder().encode(`{'descr': ${type}, 'fortran_order': False, 'shape': ${tuple}, }`)
  // Two bytes hold the length up to 65535; a list of very many fields needs four.
  const before = text.length + 75 < 65536 ? 10 : 12
  const length = Math.max(atLeast, Math.ceil((before + text.length + 1) / 64) * 64)
  const header = new Uint8Array(length).fill(0x20)
  header.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, before === 10 ? 1 : 2, 0])
  const view = new DataView(header.buffer)
  if (before === 10) view.setUint16(8, length - before, true)
  else view.setUint32(8, length - before, true)
  header.set(text, before)
  header[length - 1] = 0x0a
  return header
}

interface Elements {
  readonly type: string
  readonly shape: readonly number[]
  readonly bytes: Uint8Array
}

const TYPES = {
  Float64Array: '<f8',
  Float32Array: '<f4',
  Int32Array: '<i4',
  Uint32Array: '<u4',
  Int16Array: '<i2',
  Uint16Array: '<u2',
  Int8Array: '|i1',
  Uint8Array: '|u1',
  BigInt64Array: '<i8',
  BigUint64Array: '<u8',
} as const

function elementsOf(array: NumpyArray): Elements {
  const given: unknown = array
  if (given instanceof Quantity) return ofNumbers(given.isScalar ? [] : [given.length], numbersOf(given))
  if (isNumberArray(given)) return ofNumbers([given.length], given)
  if (typeof given === 'number') return ofNumbers([], Float64Array.of(given))
  if (typeof given === 'boolean') return ofFlags([], [given])
  if (typeof given === 'string') return ofTexts([], [given])
  if (Array.isArray(given)) return ofList(given as readonly unknown[])
  if (isShaped(given)) return shaped(given)
  throw notAnArray(given)
}

function ofList(list: readonly unknown[]): Elements {
  if (list.every(each => typeof each === 'number')) return ofNumbers([list.length], Float64Array.from(list))
  if (list.every(each => typeof each === 'boolean')) return ofFlags([list.length], list)
  if (list.every(each => typeof each === 'string')) return ofTexts([list.length], list)
  const rows = list.map(numbersOf)
  const length = rows[0]?.length ?? 0
  const ragged = rows.findIndex(row => row.length !== length)
  if (ragged >= 0)
    throw new RheobaseError(
      'value',
      'rows-of-different-length',
      `the rows of an array have one length: the first has ${String(length)} numbers, number ${String(ragged)} has ${String(rows[ragged]?.length)}. Write rows of different length as arrays of their own`,
    )
  const values = new Float64Array(length * rows.length)
  for (const [k, row] of rows.entries()) values.set(row, k * length)
  return ofNumbers([rows.length, length], values)
}

function shaped({ shape, values }: ShapedArray): Elements {
  const count = shape.reduce((product, size) => product * size, 1)
  if (shape.every(size => Number.isInteger(size) && size >= 0) && count === values.length)
    return { ...(isNumberArray(values) ? ofNumbers(shape, values) : ofList(values)), shape }
  throw new RheobaseError(
    'value',
    'impossible-shape',
    `an array of the shape (${shape.join(', ')}) does not have ${String(values.length)} elements`,
  )
}

function ofNumbers(shape: readonly number[], values: NumberArray): Elements {
  return { type: TYPES[values[Symbol.toStringTag]], shape, bytes: littleEndian(values) }
}

const ofFlags = (shape: readonly number[], flags: readonly boolean[]): Elements => ({
  type: '|b1',
  shape,
  bytes: Uint8Array.from(flags, Number),
})

/** Truth values that are kept as numbers. */
export const flagsOf = (values: ArrayLike<number>): boolean[] => Array.from(values, value => value !== 0)

/** Characters as NumPy has them: 32 bits each, all texts as long as the longest. */
function ofTexts(shape: readonly number[], texts: readonly string[]): Elements {
  const points = texts.map(text => Array.from(text, character => character.codePointAt(0) ?? 0))
  const longest = Math.max(1, ...points.map(({ length }) => length))
  const characters = new Uint32Array(longest * texts.length)
  for (const [k, text] of points.entries()) characters.set(text, k * longest)
  return { type: `<U${String(longest)}`, shape, bytes: littleEndian(characters) }
}

function numbersOf(row: unknown): Float64Array {
  if (row instanceof Quantity)
    return row.isScalar ? Float64Array.of(row.value) : Float64Array.from(row.values as ArrayLike<number>)
  if (row instanceof Float64Array || row instanceof Int32Array) return Float64Array.from(row)
  if (Array.isArray(row) && row.every(each => typeof each === 'number')) return Float64Array.from(row)
  throw notAnArray(row)
}

const isNumberArray = (value: unknown): value is NumberArray =>
  ArrayBuffer.isView(value) &&
  !(value instanceof DataView) &&
  (value as NumberArray)[Symbol.toStringTag] in TYPES

const isShaped = (value: unknown): value is ShapedArray =>
  typeof value === 'object' &&
  value !== null &&
  'shape' in value &&
  Array.isArray(value.shape) &&
  'values' in value &&
  (isNumberArray(value.values) || Array.isArray(value.values))

const notAnArray = (value: unknown): RheobaseError =>
  new RheobaseError(
    'type',
    'not-an-array',
    `an array is made of numbers, quantities, truth values or texts, or of equally long lists of numbers, not of ${describeValue(value)}`,
  )

const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/** The bytes of numbers: their own where the machine has them in that order, as almost all have. */
export function littleEndian(values: NumberArray): Uint8Array {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  if (IS_LITTLE_ENDIAN || values.BYTES_PER_ELEMENT === 1) return bytes
  const turned = bytes.slice()
  const size = values.BYTES_PER_ELEMENT
  for (let start = 0; start < turned.length; start += size) turned.subarray(start, start + size).reverse()
  return turned
}
