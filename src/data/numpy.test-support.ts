import { checksum } from '../network/checksum.js'

/** An array as it stands in a file of NumPy. */
export interface ReadArray {
  readonly type: string
  readonly shape: readonly number[]
  readonly values: readonly (number | bigint | boolean | string)[]
}

/** Reads a file of NumPy by its published description, with nothing of what writes them. */
export function readNpy(bytes: Uint8Array): ReadArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (String.fromCharCode(...bytes.subarray(1, 6)) !== 'NUMPY' || bytes[0] !== 0x93)
    throw new Error('no magic')
  const start = 10 + view.getUint16(8, true)
  if (start % 64 !== 0 || bytes[start - 1] !== 10) throw new Error('header is not padded')
  const header = new TextDecoder().decode(bytes.subarray(10, start))
  const [, type, sizes] =
    /^\{'descr': '([^']+)', 'fortran_order': False, 'shape': \((.*?)\), \} *\n$/.exec(header) ?? []
  if (type === undefined || sizes === undefined) throw new Error(`strange header ${header}`)
  const shape = sizes.split(',').flatMap(size => (size.trim() === '' ? [] : [Number(size)]))
  const count = shape.reduce((product, size) => product * size, 1)
  const size = type[1] === 'U' ? 4 * Number(type.slice(2)) : Number(type.slice(2))
  if (start + count * size !== bytes.length) throw new Error(`wrong length for ${header}`)
  const values = Array.from({ length: count }, (_, k) => element(view, type, start + k * size, size))
  return { type, shape, values }
}

function element(view: DataView, type: string, at: number, size: number): number | bigint | boolean | string {
  switch (type.slice(1, 2)) {
    case 'f':
      return size === 8 ? view.getFloat64(at, true) : view.getFloat32(at, true)
    case 'i':
      return size === 8
        ? view.getBigInt64(at, true)
        : size === 4
          ? view.getInt32(at, true)
          : size === 2
            ? view.getInt16(at, true)
            : view.getInt8(at)
    case 'u':
      return size === 4 ? view.getUint32(at, true) : view.getUint8(at)
    case 'b':
      return view.getUint8(at) !== 0
    default: {
      const points = Array.from({ length: size / 4 }, (_, k) => view.getUint32(at + 4 * k, true))
      return String.fromCodePoint(...points).replace(/\0+$/, '')
    }
  }
}

/** Reads an archive by its directory, with the checks of ZIP. */
export function readNpz(bytes: Uint8Array): ReadonlyMap<string, ReadArray> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = bytes.length - 22
  if (view.getUint32(end, true) !== 0x06054b50) throw new Error('no end of the directory')
  const arrays = new Map<string, ReadArray>()
  let at = view.getUint32(end + 16, true)
  for (let k = 0; k < view.getUint16(end + 10, true); k++) {
    const [sum, size, nameLength] = [
      view.getUint32(at + 16, true),
      view.getUint32(at + 24, true),
      view.getUint16(at + 28, true),
    ]
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    const local = view.getUint32(at + 42, true)
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    const file = bytes.slice(start, start + size)
    if (checksum(file) !== sum) throw new Error(`wrong checksum of ${name}`)
    arrays.set(name.replace(/\.npy$/, ''), readNpy(file))
    at += 46 + nameLength
  }
  return arrays
}
