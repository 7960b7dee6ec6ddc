import { variableArray } from '../compile/storage.js'
import { countKey, incomingOf, outgoingOf, sourceOf, targetOf } from '../compile/synapse-arrays.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import type { Variable } from '../model/variable.js'
import { digestOf } from '../runtime/digest.js'
import { fillSources, MemoryPairs } from '../runtime/memory-pairs.js'
import type { Pairs } from '../runtime/sample-pairs.js'
import { sortIntoRows } from '../runtime/synapse-rows.js'
import type { TypedValues } from '../runtime/typed-values.js'
import { closeUp, type Renumbering } from './renumbering.js'
import type { SynapsesCore } from './synapses-core.js'

/** Up to so many synapses, the numbers of parallel ones are counted pair by pair. */
const MOST_COUNTED = 1 << 20

/** Which neurons the synapses join, in the memory of the network, with what follows from it: how many each neuron has, and their numbers. */
export class SynapseNeurons {
  readonly #synapses: SynapsesCore
  /** What they were when a user was shown them: nobody can write them, except through a view. */
  #shown: number | undefined
  /** Where the synapses of each source begin, if they were made in order of their sources. */
  #starts: Int32Array | undefined
  /** The number that the next synapse of each pair gets, if that was needed lately. */
  #next: Map<number, number> | undefined

  constructor(synapses: SynapsesCore) {
    this.#synapses = synapses
  }

  /** Takes over the neurons of synapses that are made. Columns that stand in memory already become these, if there were none before. */
  store(pairs: Pairs, from: number): void {
    const { workspace } = this.#synapses.scope
    const { memory } = workspace
    const model = { ...this.#synapses.model(), size: from }
    if (pairs.length > 0) this.#shown = undefined
    this.#starts = undefined
    if (pairs instanceof MemoryPairs && from === 0) {
      const { starts, length } = pairs
      pairs.become(targetOf(workspace, model).name)
      memory.defer(sourceOf(workspace, model).name, 'i32', length, view => {
        fillSources(view(), starts)
      })
      this.#starts = starts
      return
    }
    const grown = { ...model, size: from + pairs.length }
    memory.view(sourceOf(workspace, grown)).set(pairs.i, from)
    memory.view(targetOf(workspace, grown)).set(pairs.j, from)
    if (pairs instanceof MemoryPairs) pairs.forget()
  }

  /** Source and target of the synapses from a number on, as they are in memory. */
  from(from: number): Pairs {
    const [i, j] = this.#columns()
    return { i: i.subarray(from), j: j.subarray(from), length: i.length - from }
  }

  /** Where the synapses of each source begin, if they stand in that order and that is known without looking at each. */
  get starts(): Int32Array | undefined {
    return this.#starts
  }

  /** Counts the synapses from a number on for their neurons, or takes them out of the count, unless nobody has asked for it. */
  count(from: number, each: 1 | -1): void {
    const { workspace } = this.#synapses.scope
    const { memory } = workspace
    const model = this.#synapses.model()
    for (const side of ['source', 'target'] as const) {
      const key = countKey(model, side)
      if (memory.has(key)) {
        // Room is made before anything is viewed: where memory grows for it, views end.
        const counts = (side === 'source' ? outgoingOf : incomingOf)(workspace, model)
        const neurons = this.sideColumn(side).subarray(from)
        countInto(memory.view(counts), neurons, each)
      } else {
        // Anew each time: a side that is other synapses can have become longer.
        const { start, stop } = model[side]
        memory.defer(key, 'i32', stop - start, view => {
          const neurons = this.sideColumn(side)
          countInto(view(), neurons, 1)
        })
      }
    }
  }

  /** Leaves those out that are removed. */
  closeUp(renumbering: Renumbering): void {
    this.#starts = undefined
    const { workspace } = this.#synapses.scope
    const model = this.#synapses.model()
    for (const column of [sourceOf, targetOf]) {
      closeUp(workspace.memory.view(column(workspace, model)), renumbering)
      column(workspace, { ...model, size: renumbering.kept.length })
    }
  }
  /** Source or target of each synapse, as they stand in memory. */
  sideColumn(side: 'source' | 'target'): Int32Array {
    const { workspace } = this.#synapses.scope
    const column = side === 'source' ? sourceOf : targetOf
    return asIntegers(workspace.memory.view(column(workspace, this.#synapses.model())))
  }
  /** Counts anew how many synapses the neurons of both sides have; there may be fewer neurons than before. */
  recount(): void {
    const { workspace } = this.#synapses.scope
    const model = this.#synapses.model()
    for (const side of ['source', 'target'] as const) workspace.memory.remove(countKey(model, side))
    this.count(0, 1)
  }

  /** Numbers the synapses from a number on among those of their pair, after those that have a number. */
  numberParallel(index: Variable, from: number): void {
    const { workspace } = this.#synapses.scope
    const [i, j] = this.#columns()
    const numbers = workspace.memory.view(variableArray(workspace, index, i.length))
    if (i.length > MOST_COUNTED) {
      this.#next = undefined
      this.#numberAll(numbers, from)
      return
    }
    const next = (this.#next ??= this.#nextNumbers(numbers, from))
    for (let synapse = from; synapse < i.length; synapse++) {
      const pair = this.#pairOf(i[synapse], j[synapse])
      const number = next.get(pair) ?? 0
      numbers[synapse] = number
      next.set(pair, number + 1)
    }
  }
  #nextNumbers(numbers: ArrayLike<number>, size: number): Map<number, number> {
    const [i, j] = this.#columns()
    const next = new Map<number, number>()
    for (let synapse = 0; synapse < size; synapse++) {
      const pair = this.#pairOf(i[synapse], j[synapse])
      next.set(pair, Math.max(next.get(pair) ?? 0, (numbers[synapse] ?? 0) + 1))
    }
    return next
  }
  #pairOf(i: number | undefined, j: number | undefined): number {
    const { start, stop } = this.#synapses.target
    return (i ?? 0) * (stop - start) + (j ?? 0)
  }
  /** The same without a list of pairs, which for millions would take more than the synapses: sorted by pair, parallel ones stand together. */
  #numberAll(numbers: TypedValues, from: number): void {
    const [i, j] = this.#columns()
    const { source } = this.#synapses
    const { order } = sortIntoRows(i, source.stop - source.start, j)
    let before = -1
    let next = 0
    for (let place = 0; place < i.length; place++) {
      const synapse = order?.[place] ?? place
      if (before < 0 || i[synapse] !== i[before] || j[synapse] !== j[before]) next = 0
      if (synapse >= from) numbers[synapse] = next++
      else next = Math.max(next, (numbers[synapse] ?? 0) + 1)
      before = synapse
    }
  }

  /** A view of `i` or `j` for the user. */
  lend(name: 'i' | 'j'): Int32Array {
    const { workspace } = this.#synapses.scope
    this.#shown ??= this.#digest()
    return asIntegers(workspace.lend((name === 'i' ? sourceOf : targetOf)(workspace, this.#synapses.model())))
  }
  /** @throws {RheobaseError} kind `state` if something was written through a view */
  checkViews(): void {
    if (this.#shown === undefined || this.#shown === this.#digest()) return
    throw new RheobaseError(
      'state',
      'neurons-overwritten',
      `the neurons of \`${this.#synapses.name}\` were written through a view of i or j; views are for looking, and which neurons a synapse joins never changes`,
    )
  }
  /** The memory went back to an earlier state, or the last synapses were taken back. */
  restored(): void {
    this.#next = undefined
    this.#starts = undefined
    if (this.#shown !== undefined) this.#shown = this.#digest()
  }

  #digest(): number {
    return digestOf(...this.#columns())
  }
  #columns(): readonly [i: Int32Array, j: Int32Array] {
    // Both are there before either is viewed: where memory grows for one, views of the other end.
    this.sideColumn('source')
    return [this.sideColumn('source'), this.sideColumn('target')]
  }
}

const asIntegers = (view: TypedValues): Int32Array =>
  view instanceof Int32Array ? view : new Int32Array(view)

function countInto(counts: TypedValues, neurons: Int32Array, each: number): void {
  // By index: the iterator of a typed array is slow in code that runs once. Of one neuron many follow each other: they are counted together,
  // since adding again and again to one place of memory makes each addition wait for the one before.
  let first = 0
  for (let k = 1; k <= neurons.length; k++) {
    const neuron = neurons[first] ?? 0
    if (k < neurons.length && neurons[k] === neuron) continue
    counts[neuron] = (counts[neuron] ?? 0) + each * (k - first)
    first = k
  }
}
