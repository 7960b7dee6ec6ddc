import { RheobaseError } from '../errors/rheobase-error.js'
import { checksum } from '../network/checksum.js'

/** A file in an archive. */
export interface ArchivedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50]
/** Of the format as it was before 64 bits. */
const LARGEST = 2 ** 32 - 1
/** Names are UTF-8. */
const FLAGS = 1 << 11
const VERSION = 20
/** 1 January 1980, the earliest there is: the same data give the same bytes. */
const DATE = 0x21

/**
 * Files as a ZIP archive without compression, as `numpy.savez` writes it.
 * @throws {RheobaseError} kind `value` for more than 4 GiB
 */
export function zip(files: readonly ArchivedFile[]): Uint8Array {
  const encoder = new TextEncoder()
  const entries = files.map(({ name, bytes }) => ({
    name: encoder.encode(name),
    bytes,
    sum: checksum(bytes),
  }))
  const local = entries.reduce((sum, { name, bytes }) => sum + 30 + name.length + bytes.length, 0)
  const central = entries.reduce((sum, { name }) => sum + 46 + name.length, 0)
  if (local + central + 22 > LARGEST || entries.length > 65535)
    throw new RheobaseError(
      'value',
      'archive-too-large',
      'an archive holds at most 65535 arrays and 4 GiB: write the arrays as files of their own, with npy()',
    )
  const archive = new Uint8Array(local + central + 22)
  const view = new DataView(archive.buffer)
  let [at, directory] = [0, local]
  for (const { name, bytes, sum } of entries) {
    const facts = (start: number): void => {
      view.setUint16(start, VERSION, true)
      view.setUint16(start + 2, FLAGS, true)
      view.setUint16(start + 8, DATE, true)
      view.setUint32(start + 10, sum, true)
      view.setUint32(start + 14, bytes.length, true)
      view.setUint32(start + 18, bytes.length, true)
      view.setUint16(start + 22, name.length, true)
    }
    view.setUint32(directory, CENTRAL, true)
    view.setUint16(directory + 4, VERSION, true)
    facts(directory + 6)
    view.setUint32(directory + 42, at, true)
    archive.set(name, directory + 46)
    directory += 46 + name.length
    view.setUint32(at, LOCAL, true)
    facts(at + 4)
    archive.set(name, at + 30)
    archive.set(bytes, at + 30 + name.length)
    at += 30 + name.length + bytes.length
  }
  view.setUint32(directory, END, true)
  view.setUint16(directory + 8, entries.length, true)
  view.setUint16(directory + 10, entries.length, true)
  view.setUint32(directory + 12, central, true)
  view.setUint32(directory + 16, local, true)
  return archive
}
