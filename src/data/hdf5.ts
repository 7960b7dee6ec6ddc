import { optionalPackage } from '../errors/optional-package.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { describeValue } from '../units/options.js'

/** What an attribute or a dataset can hold. */
export type Hdf5Data =
  string | number | readonly string[] | Float64Array | Int32Array | Uint32Array | Uint8Array | object

/** What is used of the package `h5wasm`; it is optional, so its types may not be there. */
export interface Hdf5Package {
  readonly ready: Promise<{
    readonly FS: { readFile(name: string): Uint8Array; unlink(name: string): void }
  }>
  readonly File: new (name: string, mode: 'w') => Hdf5Group & { flush(): void; close(): unknown }
}
interface Hdf5Object {
  create_attribute(name: string, data: Hdf5Data, shape?: readonly number[] | null, type?: string): void
}
export interface Hdf5Group extends Hdf5Object {
  create_group(name: string): Hdf5Group
  create_dataset(dataset: {
    readonly name: string
    readonly data: Hdf5Data
    readonly shape?: readonly number[]
    readonly dtype?: string
    readonly chunks?: readonly number[]
    readonly compression?: 'gzip'
    readonly compression_opts?: number
  }): Hdf5Dataset
}
export interface Hdf5Dataset extends Hdf5Object {
  create_reference(): object
}

let files = 0

const USE = {
  what: 'an NWB file',
  otherwise:
    "and in a page, which cannot look for packages by itself, hand it over: nwb(net, { hdf5: await import('h5wasm') }). CSV, NumPy and Arrow need nothing.",
}

/**
 * The bytes of an HDF5 file, which is written into the memory of the package.
 * @throws {RheobaseError} kind `state` if the package is missing, `value` if it could not write the file, most likely because it has room for 2 GiB
 */
export async function hdf5(given: unknown, write: (root: Hdf5Group) => void): Promise<Uint8Array> {
  const { ready, File } = checkedPackage(given === undefined ? await optionalPackage('h5wasm', USE) : given)
  const { FS } = await ready
  const name = `rheobase-${String(files++)}.h5`
  const file = new File(name, 'w')
  try {
    try {
      write(file)
      file.flush()
    } finally {
      file.close()
    }
    return FS.readFile(name)
  } catch (error) {
    throw error instanceof RheobaseError ? error : notWritten(error)
  } finally {
    FS.unlink(name)
  }
}

/** The package itself only tells the number of an error. */
const notWritten = (error: unknown): RheobaseError =>
  new RheobaseError(
    'value',
    'file-not-written',
    `the package h5wasm could not write the file (${String(error)}). It makes a file in memory, where it has room for about 2 GiB: record less ` +
      '(keep: { every: 10 }, fewer elements), make a file of some of the monitors, or let a monitor write while the network runs, to: fileSink(…).',
  )

function checkedPackage(given: unknown): Hdf5Package {
  const isRecord = typeof given === 'object' && given !== null
  const inner = isRecord && 'default' in given && !('File' in given) ? given.default : given
  if (typeof inner === 'object' && inner !== null && 'ready' in inner && 'File' in inner)
    return inner as Hdf5Package
  throw new RheobaseError(
    'type',
    'not-the-package',
    `\`hdf5\` is the module h5wasm, as import('h5wasm') gives it, not ${describeValue(given)}`,
  )
}
