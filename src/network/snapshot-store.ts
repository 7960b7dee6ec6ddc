import { RheobaseError } from '../errors/rheobase-error.js'
import { checkText, describeValue } from './options.js'
import { readSnapshots, snapshotBytes } from './snapshot-bytes.js'
import type { Snapshot } from './snapshot.js'

/** The stored states of a network, by the names that their user gave them. */
export class SnapshotStore {
  readonly #snapshots = new Map<string, Snapshot>()

  /** @throws {RheobaseError} for what is no name; what takes the snapshot is asked for it only then */
  set(name: string, take: () => Snapshot): Snapshot {
    checkText('the name of a snapshot', name)
    const snapshot = take()
    this.#snapshots.set(name, snapshot)
    return snapshot
  }

  /** @throws {RheobaseError} kind `name` if nothing was stored under it */
  get(name: string): Snapshot {
    checkText('the name of a snapshot', name)
    const snapshot = this.#snapshots.get(name)
    if (snapshot !== undefined) return snapshot
    throw new RheobaseError(
      'name',
      'unknown-snapshot',
      `nothing was stored under "${name}". There is: ${[...this.#snapshots.keys()].join(', ') || 'nothing'}.`,
    )
  }

  /** Those named as bytes, or all. */
  toBytes(names: readonly string[]): Uint8Array {
    const wanted = names.length === 0 ? [...this.#snapshots.keys()] : names
    return snapshotBytes(new Map(wanted.map(name => [name, this.get(name)])))
  }

  /** Adds those that bytes hold, and gives their names. */
  addBytes(bytes: unknown): readonly string[] {
    if (!(bytes instanceof Uint8Array))
      throw new RheobaseError(
        'type',
        'not-bytes',
        `snapshots are read from bytes (a Uint8Array, or the Buffer of a file), not from ${describeValue(bytes)}`,
      )
    const snapshots = readSnapshots(bytes)
    for (const [name, snapshot] of snapshots) this.#snapshots.set(name, snapshot)
    return [...snapshots.keys()]
  }
}
