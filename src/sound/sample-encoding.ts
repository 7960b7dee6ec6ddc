import type { SampleEncoding } from '../network/input-format.js'

interface Decoder {
  readonly bytes: number
  /** From -1 to 1: whole numbers over half of what there is of them. */
  readonly read: (view: DataView, offset: number) => number
}

export const DECODERS: Readonly<Record<SampleEncoding, Decoder>> = {
  'unsigned 8': { bytes: 1, read: (view, offset) => (view.getUint8(offset) - 128) / 128 },
  'signed 16': { bytes: 2, read: (view, offset) => view.getInt16(offset, true) / 2 ** 15 },
  'signed 24': {
    bytes: 3,
    read: (view, offset) => (view.getUint16(offset, true) + view.getInt8(offset + 2) * 2 ** 16) / 2 ** 23,
  },
  'signed 32': { bytes: 4, read: (view, offset) => view.getInt32(offset, true) / 2 ** 31 },
  'float 32': { bytes: 4, read: (view, offset) => view.getFloat32(offset, true) },
  'float 64': { bytes: 8, read: (view, offset) => view.getFloat64(offset, true) },
}

/** All samples in these bytes, which are a whole number of them. */
export function decodeSamples(bytes: Uint8Array, encoding: SampleEncoding): Float32Array {
  const { bytes: size, read } = DECODERS[encoding]
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Float32Array.from({ length: Math.floor(bytes.length / size) }, (_, k) => read(view, k * size))
}
