import { sampleCount, statisticArray, type Statistic } from '../compile/summarise-state.js'
import { InternalError } from '../errors/rheobase-error.js'
import { dimensionless, product } from '../units/dimension.js'
import { Quantity } from '../units/quantity.js'
import { column, type Columns } from './columns.js'
import type { MonitorCore } from './monitor-core.js'
import type { Workspace } from './workspace.js'

const STATISTICS = ['mean', 'variance', 'minimum', 'maximum'] as const

/**
 * Statistics of variables over time, one value for each recorded element, in the order of `elements`. They take the same memory however
 * long the run is. Everything read is a copy; without samples all values are nan.
 */
export class StatisticsMonitor {
  readonly #core: MonitorCore
  readonly #elements: () => Int32Array
  readonly #workspace: Workspace

  /** @internal */
  constructor(core: MonitorCore, elements: () => Int32Array, workspace: Workspace) {
    this.#core = core
    this.#elements = elements
    this.#workspace = workspace
  }

  get name(): string {
    return this.#core.name
  }
  get active(): boolean {
    return this.#core.active
  }
  set active(active: boolean) {
    this.#core.active = active
  }
  /** Number of samples so far. */
  get samples(): number {
    return this.#workspace.memory.scalar(sampleCount(this.#workspace, this.#core))
  }
  /** The recorded elements, counted from the start of the recorded object. */
  get elements(): Int32Array {
    return this.#elements().slice()
  }
  /** Names of the recorded variables. */
  get variables(): readonly string[] {
    return this.#core.recorded
  }
  /** @throws {RheobaseError} kind `name` if the variable is not recorded */
  mean(variable: string): Quantity {
    return new Quantity(this.#values(variable, 'mean'), this.#core.dimensionOf(variable))
  }
  /** Mean squared difference from the mean (divided by the number of samples). */
  variance(variable: string): Quantity {
    const { samples } = this
    const values = this.#values(variable, 'squares').map(sum => sum / samples)
    const dimension = this.#core.dimensionOf(variable)
    return new Quantity(values, product(dimension, dimension))
  }
  /** The smallest sample; samples that are nan are passed over. */
  minimum(variable: string): Quantity {
    return new Quantity(this.#values(variable, 'minimum'), this.#core.dimensionOf(variable))
  }
  /** The largest sample; samples that are nan are passed over. */
  maximum(variable: string): Quantity {
    return new Quantity(this.#values(variable, 'maximum'), this.#core.dimensionOf(variable))
  }
  /** The statistics as a table, a row for each element: `v_mean`, `v_variance`, `v_minimum` and `v_maximum` of each variable. */
  columns(): Columns {
    return [
      column('i', dimensionless, 'integer', this.elements),
      ...this.variables.flatMap(variable =>
        STATISTICS.map(statistic => {
          const { values, dimension } = this[statistic](variable)
          return column(
            `${variable}_${statistic}`,
            dimension,
            'float',
            Float64Array.from(values as ArrayLike<number>),
          )
        }),
      ),
    ]
  }
  /** Forgets all samples so far. */
  clear(): void {
    this.#core.clear()
  }

  #values(variable: string, statistic: Statistic): Float64Array {
    this.#core.checkRecorded(variable)
    const model = this.#core.model()
    if (model.kind !== 'state-monitor') throw new InternalError(`${this.name} is no state monitor`)
    const values = this.#workspace.memory.view(statisticArray(this.#workspace, model, variable, statistic))
    return this.samples === 0 ? new Float64Array(values.length).fill(NaN) : Float64Array.from(values)
  }
}
