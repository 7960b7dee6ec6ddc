import { RheobaseError } from '../errors/rheobase-error.js'
import { sourceOf, targetOf } from '../compile/synapse-arrays.js'
import { sortIntoRows } from '../runtime/synapse-rows.js'
import { Quantity } from '../units/quantity.js'
import type { ElementRange } from './element-selection.js'
import { checkNoMore, checkOptions, describeValue } from './options.js'
import { StateVariable, type VariableStore, type VariableValue } from './state-variable.js'
import type { NeuronSelector, SynapseSelector } from './pair-selector.js'
import type { SynapsesCore } from './synapses-core.js'
import {
  checkMatrix,
  dimensionOf,
  entriesOf,
  isMatrix,
  isSparse,
  numbersOf,
  type DenseMatrix,
  type DenseWeights,
  type SparseMatrix,
  type SparseWeights,
  type WeightMatrix,
} from './weight-matrix.js'

/** How `matrix()` fills the pairs that have no synapse, or several. */
export interface MatrixOptions {
  /** Value of a pair without a synapse: nan if left out. */
  readonly missing?: number
  /** Whether several synapses of a pair are an error, as if left out, or added up. */
  readonly parallel?: 'error' | 'sum'
}
/** How `sparse()` treats the synapses of a pair that has several. */
export interface SparseOptions {
  /** An entry for each, as if left out; one with their sum; or an error. */
  readonly parallel?: 'keep' | 'sum' | 'error'
}

/** A variable of synapses: what every variable offers, and values by pairs of neurons. */
export class SynapticVariable extends StateVariable {
  readonly #synapses: SynapsesCore
  readonly #store: VariableStore

  /** @internal */
  constructor(store: VariableStore, synapses: SynapsesCore) {
    super(store)
    this.#store = store
    this.#synapses = synapses
  }

  /** Some of the synapses: by number, list, range, mask or condition text, or by their neurons, `{ i, j, k }`. */
  override at(selector: SynapseSelector): StateVariable
  /**
   * All synapses whose source is in `i` and whose target is in `j`, ascending by number; an empty range `{}` takes all neurons, a group (or
   * a part of one) stands for its neurons, and neurons that do not exist select nothing. With a multisynaptic index, `k` picks among
   * parallel synapses.
   *
   *     synapses.w.at(3, 5).valueIn(mV)
   *     synapses.w.at(3, { from: 10, to: 20 }).set(mV(2))
   */
  override at(i: NeuronSelector, j: NeuronSelector, k?: number | ElementRange): StateVariable
  override at(
    first: SynapseSelector | NeuronSelector,
    j?: NeuronSelector,
    k?: number | ElementRange,
    ...more: readonly unknown[]
  ): StateVariable {
    checkNoMore(
      `at(i, j, k) of \`${this.#store.owner}.${this.name}\``,
      more,
      '; a list is [0, 3], a range { from: 0, to: 3 }',
    )
    if (j === undefined) return super.at(first)
    return super.at({ i: first as NeuronSelector, j, ...(k === undefined ? {} : { k }) })
  }

  /**
   * Sets all values: as for every variable, or from a matrix, in which each synapse finds the value of its pair. Entries for pairs without
   * a synapse are not used.
   * @throws {RheobaseError} also kind `value` for a matrix of another shape, or one without a value for one of the synapses
   */
  override set(value: VariableValue | WeightMatrix): void {
    if (isMatrix(value)) super.set(this.#valuesFrom(value))
    else super.set(value)
  }

  /**
   * The values as a dense matrix, sources by targets, row by row. What it gives can be given to `connect`, or to `set`.
   *
   *     const { shape, values } = synapses.w.matrix({ missing: 0 })
   *     values.in(mV)[i*shape[1] + j]
   *
   * @throws {RheobaseError} kind `value` if a pair has several synapses and nothing was said about that, or there is no room
   */
  matrix(options: MatrixOptions = {}): DenseWeights {
    checkOptions('matrix', options, ['missing', 'parallel'])
    const { missing = NaN, parallel = 'error' } = options
    this.#checkParallel(parallel, ['error', 'sum'])
    const { i, j, values } = this.#columns()
    const { shape } = this
    const [rows, columns] = shape
    this.#synapses.scope.workspace.memory.checkRoom(
      `a matrix of \`${this.#title}\` (sparse() takes less)`,
      rows * columns * Float64Array.BYTES_PER_ELEMENT,
    )
    const matrix = new Float64Array(rows * columns).fill(missing)
    const isTaken = new Uint8Array(rows * columns)
    for (let synapse = 0; synapse < values.length; synapse++) {
      const place = (i[synapse] ?? 0) * columns + (j[synapse] ?? 0)
      const value = values[synapse] ?? NaN
      if (isTaken[place] === 0) matrix[place] = value
      else if (parallel === 'sum') matrix[place] = (matrix[place] ?? NaN) + value
      else throw this.#parallelSynapses(i[synapse] ?? 0, j[synapse] ?? 0)
      isTaken[place] = 1
    }
    return { shape, values: new Quantity<Float64Array>(matrix, this.dimension), missing }
  }

  /**
   * The values as compressed sparse rows, in a row by target, then by number of the synapse: row i is
   * `values.subarray(rowPointers[i], rowPointers[i + 1])` of the numbers in a unit.
   * @throws {RheobaseError} kind `value` if a pair has several synapses and they were said to be an error
   */
  sparse(options: SparseOptions = {}): SparseWeights {
    checkOptions('sparse', options, ['parallel'])
    const { parallel = 'keep' } = options
    this.#checkParallel(parallel, ['keep', 'sum', 'error'])
    const { i, j, values } = this.#columns()
    const { shape } = this
    const { starts, order } = sortIntoRows(i, shape[0], j)
    const columns = new Int32Array(values.length)
    const entries = new Float64Array(values.length)
    const rowPointers = new Int32Array(shape[0] + 1)
    let count = 0
    for (let row = 0; row < shape[0]; row++) {
      const first = count
      for (let place = starts[row] ?? 0; place < (starts[row + 1] ?? 0); place++) {
        const synapse = order?.[place] ?? place
        const column = j[synapse] ?? 0
        const isParallel = count > first && columns[count - 1] === column
        if (isParallel && parallel === 'error') throw this.#parallelSynapses(row, column)
        if (isParallel && parallel === 'sum')
          entries[count - 1] = (entries[count - 1] ?? NaN) + (values[synapse] ?? NaN)
        else {
          columns[count] = column
          entries[count++] = values[synapse] ?? NaN
        }
      }
      rowPointers[row + 1] = count
    }
    return {
      shape,
      rowPointers,
      columns: columns.slice(0, count),
      values: new Quantity<Float64Array>(entries.subarray(0, count), this.dimension),
    }
  }

  /** Number of sources and of targets. */
  get shape(): readonly [sources: number, targets: number] {
    const { source, target } = this.#synapses
    return [source.stop - source.start, target.stop - target.start]
  }

  #valuesFrom(given: WeightMatrix): Quantity {
    const matrix = checkMatrix(`\`${this.#title}\``, given, ...this.shape)
    const { i, j } = this.#neurons()
    const columns = this.shape[1]
    const values = new Float64Array(i.length)
    const valueOf = isSparse(matrix) ? sparseByPair(matrix) : denseByPair(matrix)
    for (let synapse = 0; synapse < values.length; synapse++) {
      const value = valueOf((i[synapse] ?? 0) * columns + (j[synapse] ?? 0))
      if (value === undefined || Number.isNaN(value)) {
        throw new RheobaseError(
          'value',
          'no-value-for-synapse',
          `\`${this.#title}\`: the matrix has no value for the synapse ${String(synapse)}, from ${String(i[synapse])} to ${String(j[synapse])}`,
        )
      }
      values[synapse] = value
    }
    return new Quantity(values, dimensionOf(matrix))
  }

  #columns(): { readonly i: Int32Array; readonly j: Int32Array; readonly values: ArrayLike<number> } {
    if (this.shared) {
      throw new RheobaseError(
        'index',
        'shared-variable-indexed',
        `\`${this.#title}\` is shared: it has one value, none for each synapse`,
      )
    }
    return { ...this.#neurons(), values: this.values() }
  }
  #neurons(): { readonly i: Int32Array; readonly j: Int32Array } {
    const { workspace } = this.#synapses.scope
    const model = this.#synapses.model()
    const column = (of: typeof sourceOf): Int32Array =>
      new Int32Array(workspace.memory.view(of(workspace, model)))
    return { i: column(sourceOf), j: column(targetOf) }
  }

  get #title(): string {
    return `${this.#store.owner}.${this.name}`
  }
  #checkParallel(parallel: string, known: readonly string[]): void {
    if (known.includes(parallel)) return
    throw new RheobaseError(
      'value',
      'unknown-choice',
      `\`${this.#title}\`: parallel is one of ${known.map(name => `'${name}'`).join(', ')}, not ${describeValue(parallel)}`,
    )
  }
  #parallelSynapses(i: number, j: number): RheobaseError {
    return new RheobaseError(
      'value',
      'parallel-synapses',
      `\`${this.#title}\`: there are several synapses from ${String(i)} to ${String(j)}, and a matrix has one value for each pair. ` +
        "Say parallel: 'sum' to add them up.",
    )
  }
}

type ValueOfPair = (pair: number) => number | undefined

function denseByPair(matrix: DenseMatrix): ValueOfPair {
  const numbers = numbersOf(matrix)
  return pair => numbers[pair]
}
function sparseByPair(matrix: SparseMatrix): ValueOfPair {
  const { i, j, values } = entriesOf(matrix)
  const byPair = new Map<number, number>()
  i.forEach((row, entry) => {
    const pair = row * matrix.shape[1] + (j[entry] ?? 0)
    if (byPair.has(pair)) {
      throw new RheobaseError(
        'value',
        'parallel-synapses',
        `the matrix has several entries from ${String(row)} to ${String(j[entry])}, so it is open which one a synapse takes`,
      )
    }
    byPair.set(pair, values[entry] ?? NaN)
  })
  return pair => byPair.get(pair)
}
