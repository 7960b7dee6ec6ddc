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
  const { starts, isSorted } = rowsInOrder(emitting, neurons, delays)
  if (isSorted) return { starts, order: undefined }
  const byDelay = delays === undefined ? undefined : countingSort(undefined, delays, longest(delays) + 1)
  return { starts, order: countingSort(byDelay, emitting, neurons) }
}

export const longest = (delays: Int32Array): number =>
  delays.reduce((most, delay) => Math.max(most, delay), 0)

function countStarts(keys: TypedValues, size: number): Int32Array {
  const counts = new Int32Array(size + 1)
  // By index: the iterator of a typed array is slow in code that runs once.
  for (let k = 0; k < keys.length; k++) {
    const key = keys[k] ?? 0
    counts[key + 1] = (counts[key + 1] ?? 0) + 1
  }
  return summedUp(counts)
}

/** Each number of a list becomes the sum of those up to it. */
function summedUp(counts: Int32Array): Int32Array {
  for (let k = 1; k < counts.length; k++) counts[k] = (counts[k] ?? 0) + (counts[k - 1] ?? 0)
  return counts
}

/** Where rows start once they are sorted, and whether they are: in one pass over what can be millions of synapses. */
function rowsInOrder(
  emitting: TypedValues,
  neurons: number,
  delays: Int32Array | undefined,
): { readonly starts: Int32Array; readonly isSorted: boolean } {
  const counts = new Int32Array(neurons + 1)
  let isSorted = true
  let before = -1
  let first = 0
  for (let synapse = 0; synapse < emitting.length; synapse++) {
    const neuron = emitting[synapse] ?? 0
    if (neuron === before) {
      if (delays !== undefined) isSorted &&= (delays[synapse - 1] ?? 0) <= (delays[synapse] ?? 0)
      continue
    }
    if (neuron < before) isSorted = false
    // Those of one neuron that follow each other are counted together: additions to one place of memory wait for each other.
    counts[before + 1] = (counts[before + 1] ?? 0) + synapse - first
    before = neuron
    first = synapse
  }
  counts[before + 1] = (counts[before + 1] ?? 0) + emitting.length - first
  return { starts: summedUp(counts), isSorted }
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
