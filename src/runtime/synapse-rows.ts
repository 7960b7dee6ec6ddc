import type { TypedValues } from './typed-values.js'

/**
 * Sorts synapses into rows by emitting neuron, in a row by delay, then by number: two passes of counting sort, each of which keeps the
 * order of equals. Gives the start of each row, and the synapse numbers in that order unless they stand in it already.
 */
export interface SortedRows {
  readonly starts: Int32Array
  readonly order: Int32Array | undefined
}

export function sortIntoRows(
  emitting: TypedValues,
  neurons: number,
  delays: Int32Array | undefined,
): SortedRows {
  const starts = countStarts(emitting, neurons)
  if (isSorted(emitting, delays)) return { starts, order: undefined }
  const byDelay = delays === undefined ? undefined : countingSort(undefined, delays, longest(delays) + 1)
  return { starts, order: countingSort(byDelay, emitting, neurons) }
}

export const longest = (delays: Int32Array): number =>
  delays.reduce((most, delay) => Math.max(most, delay), 0)

function countStarts(keys: TypedValues, size: number): Int32Array {
  const starts = new Int32Array(size + 1)
  // By index: the iterator of a typed array is slow in code that runs once.
  for (let k = 0; k < keys.length; k++) {
    const key = keys[k] ?? 0
    starts[key + 1] = (starts[key + 1] ?? 0) + 1
  }
  for (let key = 0; key < size; key++) starts[key + 1] = (starts[key + 1] ?? 0) + (starts[key] ?? 0)
  return starts
}

function isSorted(emitting: TypedValues, delays: Int32Array | undefined): boolean {
  for (let synapse = 1; synapse < emitting.length; synapse++) {
    const step = (emitting[synapse] ?? 0) - (emitting[synapse - 1] ?? 0)
    if (
      step < 0 ||
      (step === 0 && delays !== undefined && (delays[synapse] ?? 0) < (delays[synapse - 1] ?? 0))
    )
      return false
  }
  return true
}

/** Synapse numbers by key; taken in the order `before`, or by number. */
function countingSort(before: Int32Array | undefined, keys: TypedValues, size: number): Int32Array {
  const next = countStarts(keys, size)
  const sorted = new Int32Array(keys.length)
  for (let position = 0; position < keys.length; position++) {
    const synapse = before?.[position] ?? position
    const key = keys[synapse] ?? 0
    const place = next[key] ?? 0
    sorted[place] = synapse
    next[key] = place + 1
  }
  return sorted
}
