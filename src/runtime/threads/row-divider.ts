import type { RowDivider } from '../../compile/threads/divided-rows.js'
import { startsOf, THREADS, type Shares } from '../../compile/threads/thread-plan.js'
import { rowsOf, sourceOf, targetOf } from '../../compile/synapse-arrays.js'
import type { Storage } from '../../compile/storage.js'
import type { ArraySymbol } from '../../kernels/value.js'
import type { PathwayModel, SynapsesModel, SynapticSide } from '../../model/synapses.js'
import type { NetworkMemory } from '../network-memory.js'

/** Divides the rows of pathways by the threads that own the targets of their synapses. */
export function rowDivider(memory: NetworkMemory, storage: Storage, shares: Shares): RowDivider {
  const threads = shares.length
  const sourceRows = (synapses: SynapsesModel, pathway: PathwayModel): SourceRows => {
    const rows = rowsOf(storage, synapses, pathway)
    return {
      starts: memory.integers(rows.starts),
      order: rows.order === undefined ? undefined : memory.integers(rows.order),
      delays: rows.delays === undefined ? undefined : memory.integers(rows.delays),
      targets: memory.integers(targetOf(storage, synapses)),
      owners: ownersIn(synapses.target, shares),
      threads,
    }
  }
  const key = (synapses: SynapsesModel, pathway: PathwayModel): string =>
    `${THREADS}${synapses.name}.${pathway.name}`
  const newOrder = (synapses: SynapsesModel, pathway: PathwayModel): ArraySymbol =>
    storage.array(`${key(synapses, pathway)}.order`, 'i32', synapses.size)
  return {
    byRow: (synapses, pathway) => {
      const rows = rowsOf(storage, synapses, pathway)
      const count = (rows.starts.length - 1) * threads + 1
      const pieces = storage.array(`${key(synapses, pathway)}.pieces`, 'i32', count)
      const isAscending = fillPieces(sourceRows(synapses, pathway), memory.integers(pieces))
      if (isAscending) return { pieces, order: rows.order }
      const order = newOrder(synapses, pathway)
      fillOrder(sourceRows(synapses, pathway), memory.integers(pieces), memory.integers(order))
      return { pieces, order }
    },
    bySide: (synapses, side) => {
      const sideKey = `${THREADS}${synapses.name}.${side}`
      const starts = storage.array(`${sideKey}.starts`, 'i32', threads + 1)
      const listed = storage.array(`${sideKey}.synapses`, 'i32', synapses.size)
      fillBySide(
        memory.integers((side === 'pre' ? sourceOf : targetOf)(storage, synapses)),
        ownersIn(side === 'pre' ? synapses.source : synapses.target, shares),
        memory.integers(starts),
        memory.integers(listed),
      )
      return { starts, synapses: listed }
    },
    byDelay: (synapses, pathway) => {
      const owners = storage.array(`${key(synapses, pathway)}.owners`, 'i32', synapses.size)
      const order = newOrder(synapses, pathway)
      fillByDelay(sourceRows(synapses, pathway), memory.integers(order), memory.integers(owners))
      return { owners, order }
    },
  }
}

interface SourceRows {
  readonly starts: Int32Array
  readonly order: Int32Array | undefined
  readonly delays: Int32Array | undefined
  readonly targets: Int32Array
  /** The thread that owns each place of the target. */
  readonly owners: Uint8Array
  readonly threads: number
}

function ownersIn({ group, start, stop, listed }: SynapticSide, shares: Shares): Uint8Array {
  const ownerOf = new Uint8Array(group.size)
  startsOf(group.size, shares).forEach((first, thread) => ownerOf.fill(thread, first))
  if (listed === undefined) return ownerOf.subarray(start, stop)
  return Uint8Array.from({ length: stop }, (_, place) => ownerOf[listed.neurons[place] ?? 0] ?? 0)
}

/** Counts the synapses of each row and thread, and tells whether each row has its synapses by ascending threads already. */
function fillPieces({ starts, order, targets, owners, threads }: SourceRows, pieces: Int32Array): boolean {
  const rows = starts.length - 1
  let isAscending = true
  pieces.fill(0)
  for (let row = 0; row < rows; row++) {
    const end = starts[row + 1] ?? 0
    let last = 0
    for (let place = starts[row] ?? 0; place < end; place++) {
      const owner = owners[targets[order?.[place] ?? place] ?? 0] ?? 0
      if (owner < last) isAscending = false
      last = owner
      const piece = row * threads + owner + 1
      pieces[piece] = (pieces[piece] ?? 0) + 1
    }
  }
  for (let piece = 1; piece < pieces.length; piece++)
    pieces[piece] = (pieces[piece] ?? 0) + (pieces[piece - 1] ?? 0)
  return isAscending
}

/** The synapses of each piece in the order of their row. */
function fillOrder(
  { starts, order, targets, owners, threads }: SourceRows,
  pieces: Int32Array,
  divided: Int32Array,
): void {
  const next = pieces.slice()
  const rows = starts.length - 1
  for (let row = 0; row < rows; row++) {
    const end = starts[row + 1] ?? 0
    for (let place = starts[row] ?? 0; place < end; place++) {
      const synapse = order?.[place] ?? place
      const piece = row * threads + (owners[targets[synapse] ?? 0] ?? 0)
      const at = next[piece] ?? 0
      divided[at] = synapse
      next[piece] = at + 1
    }
  }
}

/** Within each row and delay, which stand in ascending order, the synapses of one thread after those of the other. */
function fillByDelay(
  { starts, order, delays, targets, owners, threads }: SourceRows,
  divided: Int32Array,
  ownerOfPlace: Int32Array,
): void {
  const rows = starts.length - 1
  for (let row = 0; row < rows; row++) {
    const end = starts[row + 1] ?? 0
    for (let first = starts[row] ?? 0; first < end;) {
      const delay = delays?.[first]
      let after = first + 1
      while (after < end && delays?.[after] === delay) after++
      let at = first
      for (let thread = 0; thread < threads && at < after; thread++) {
        for (let place = first; place < after; place++) {
          const synapse = order?.[place] ?? place
          if (owners[targets[synapse] ?? 0] !== thread) continue
          divided[at] = synapse
          ownerOfPlace[at] = thread
          at++
        }
      }
      first = after
    }
  }
}

function fillBySide(neurons: Int32Array, owners: Uint8Array, starts: Int32Array, synapses: Int32Array): void {
  const threadOf = (synapse: number): number => owners[neurons[synapse] ?? 0] ?? 0
  starts.fill(0)
  for (let synapse = 0; synapse < neurons.length; synapse++) {
    const next = threadOf(synapse) + 1
    starts[next] = (starts[next] ?? 0) + 1
  }
  for (let thread = 1; thread < starts.length; thread++)
    starts[thread] = (starts[thread] ?? 0) + (starts[thread - 1] ?? 0)
  const next = starts.slice()
  for (let synapse = 0; synapse < neurons.length; synapse++) {
    const owner = threadOf(synapse)
    const at = next[owner] ?? 0
    synapses[at] = synapse
    next[owner] = at + 1
  }
}
