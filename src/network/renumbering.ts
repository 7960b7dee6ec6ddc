import type { TypedValues } from '../runtime/typed-values.js'

/** What becomes of the synapses of an object when some are removed: those that stay close up, in their order. */
export interface Renumbering {
  /** For each synapse its new number, or -1 if it is removed. */
  readonly numbers: Int32Array
  /** For each number after the removal the synapse that has it. */
  readonly kept: Int32Array
}

/** The renumbering after some of `size` synapses are removed; the list may name one twice. */
export function withoutSynapses(size: number, removed: Int32Array): Renumbering {
  const numbers = new Int32Array(size)
  for (const synapse of removed) numbers[synapse] = -1
  const kept = new Int32Array(size)
  let count = 0
  for (let synapse = 0; synapse < size; synapse++) {
    if (numbers[synapse] === -1) continue
    numbers[synapse] = count
    kept[count++] = synapse
  }
  return { numbers, kept: kept.slice(0, count) }
}

/** Moves the values of what stays to the front of an array. */
export function closeUp(values: TypedValues, { kept }: Renumbering): void {
  // New numbers are never larger than old ones, so nothing is overwritten before it was moved.
  for (let number = 0; number < kept.length; number++) values[number] = values[kept[number] ?? 0] ?? NaN
}

/** Something that names synapses by number, and follows when they get other ones. */
export interface NumberedSynapses {
  /** @throws {RheobaseError} if it needs a synapse that is to be removed */
  checkRenumbering(renumbering: Renumbering): void
  renumber(renumbering: Renumbering): void
}
