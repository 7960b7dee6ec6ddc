import type { ValueType } from '../kernels/value.js'

/** Values as they lie in memory: doubles, singles, and integers or conditions. */
export type TypedValues = Float64Array | Float32Array | Int32Array

const ARRAYS = { f64: Float64Array, f32: Float32Array, i32: Int32Array, bool: Int32Array } as const

export const bytesPerValue = (type: ValueType): number => ARRAYS[type].BYTES_PER_ELEMENT

/** Zeros of a type. */
export const typedValues = (type: ValueType, length: number): TypedValues => new ARRAYS[type](length)

/** A view of values in memory. */
export function viewOfValues(
  type: ValueType,
  buffer: ArrayBufferLike,
  offset: number,
  length: number,
): TypedValues {
  if (type === 'f64') return new Float64Array(buffer, offset, length)
  return type === 'f32' ? new Float32Array(buffer, offset, length) : new Int32Array(buffer, offset, length)
}

/** Values as users get them: what is single in memory comes as double, so that nobody has to ask in which precision a network ran. */
export const widened = (values: TypedValues): Float64Array | Int32Array =>
  values instanceof Float32Array ? Float64Array.from(values) : values

/** The type that an array is for; conditions are told from integers by nothing. */
export function typeOfValues(values: TypedValues): 'f64' | 'f32' | 'i32' {
  if (values instanceof Float64Array) return 'f64'
  return values instanceof Float32Array ? 'f32' : 'i32'
}
