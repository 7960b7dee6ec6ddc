import { InternalError } from '../errors/rheobase-error.js'
import { Quantity } from '../units/quantity.js'
import type { Columns } from './columns.js'
import { tableOf, type Records } from './record-selection.js'

/** Some of the spikes that a monitor recorded: those for which a condition held when it was asked. Everything read is a copy. */
export class SelectedSpikes {
  readonly #records: readonly Records[]
  readonly #checkKept: (name: string) => void

  /** @internal */
  constructor(records: readonly Records[], checkKept: (name: string) => void) {
    this.#records = records
    this.#checkKept = checkKept
  }

  /** Number of the spikes. */
  get count(): number {
    return this.#records[0]?.values.length ?? 0
  }
  /** Neuron of each spike, counted from the start of the recorded group. */
  get i(): Int32Array {
    return Int32Array.from(this.#column('i').values)
  }
  /** Time of each spike. */
  get t(): Quantity<Float64Array> {
    return this.values('t')
  }
  /** Values of a recorded variable, one per spike. @throws {RheobaseError} kind `name` if it was not recorded */
  values(variable: string): Quantity<Float64Array> {
    const { values, dimension } = this.#column(variable)
    return new Quantity(Float64Array.from(values), dimension)
  }
  /** The spikes as a table, a row for each. */
  columns(): Columns {
    return tableOf(this.#records.map(record => ({ ...record, values: record.values.slice() })))
  }

  #column(name: string): Records {
    this.#checkKept(name)
    const found = this.#records.find(record => record.name === name)
    if (found === undefined) throw new InternalError(`the column ${name} of selected spikes is missing`)
    return found
  }
}
