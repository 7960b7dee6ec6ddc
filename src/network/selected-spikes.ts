import type { Dimension } from '../units/dimension.js'
import { second } from '../units/dimension.js'
import { Quantity } from '../units/quantity.js'
import type { Columns } from './columns.js'

/** Some of the spikes that a monitor recorded: those for which a condition held when it was asked. Everything read is a copy. */
export class SelectedSpikes {
  readonly #columns: Columns
  readonly #checkedDimension: (name: string) => Dimension
  /** Number of the spikes. */
  readonly count: number

  /** @internal */
  constructor(all: Columns, rows: Int32Array, checkedDimension: (name: string) => Dimension) {
    this.count = rows.length
    this.#checkedDimension = checkedDimension
    this.#columns = all.map(whole => ({ ...whole, values: picked(whole.values, rows) }))
  }

  /** Neuron of each spike, counted from the start of the recorded group. */
  get i(): Int32Array {
    return Int32Array.from(this.#values('i'))
  }
  /** Time of each spike. */
  get t(): Quantity<Float64Array> {
    return new Quantity(Float64Array.from(this.#values('t')), second)
  }
  /** Values of a recorded variable, one per spike. @throws {RheobaseError} kind `name` if it was not recorded */
  values(variable: string): Quantity<Float64Array> {
    const dimension = this.#checkedDimension(variable)
    return new Quantity(Float64Array.from(this.#values(variable)), dimension)
  }
  /** The spikes as a table, a row for each. */
  columns(): Columns {
    return this.#columns.map(each => ({ ...each, values: each.values.slice() }))
  }

  #values(name: string): Float64Array | Int32Array {
    this.#checkedDimension(name)
    return this.#columns.find(each => each.name === name)?.values ?? new Float64Array()
  }
}

function picked(values: Float64Array | Int32Array, rows: Int32Array): Float64Array | Int32Array {
  const chosen = values instanceof Float64Array ? new Float64Array(rows.length) : new Int32Array(rows.length)
  for (let k = 0; k < rows.length; k++) chosen[k] = values[rows[k] ?? 0] ?? NaN
  return chosen
}
