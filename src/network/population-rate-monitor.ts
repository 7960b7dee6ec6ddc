import { RheobaseError } from '../errors/rheobase-error.js'
import type { RowSink } from '../runtime/row-sink.js'
import type { SmoothingWindow } from './smooth-rate.js'
import type { PopulationRateMonitorModel } from '../model/recording.js'
import { frequency, second } from '../units/dimension.js'
import { Quantity } from '../units/quantity.js'
import { binMeans, stepsInBin } from './binned-rate.js'
import { column, type Columns } from './columns.js'
import type { GroupView } from './group-views.js'
import { rangeOf } from './group-part.js'
import type { MonitorCore } from './monitor-core.js'
import type { NetworkScope } from './network-scope.js'
import { checkOptions } from './options.js'
import { readSink } from './read-sink.js'

/** Options of `net.populationRateMonitor`. */
export interface PopulationRateMonitorOptions {
  /**
   * Where the rates go while the network runs, instead of being kept: a file (`fileSink` of `rheobase/data/node`), or anything with the functions of a
   * `RowSink`.
   */
  readonly to?: RowSink
  readonly name?: string
}

/** Records the rate of a group in every step: spikes per neuron and time. Everything read is a copy. */
export class PopulationRateMonitor {
  readonly #core: MonitorCore

  /** @internal */
  constructor(core: MonitorCore) {
    this.#core = core
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
  /** Where its rates go, if they are not kept: the place of its sink. */
  get streamsTo(): string | undefined {
    return this.#core.streamed?.place
  }
  /** Number of steps recorded. */
  get samples(): number {
    return this.#core.rows
  }
  get t(): Quantity<Float64Array> {
    return new Quantity(this.#core.floats('t'), second)
  }
  get rate(): Quantity<Float64Array> {
    return new Quantity(this.#core.floats('rate'), frequency)
  }
  /**
   * The rate convolved with a window of sum 1, of the same length, with zeros outside.
   * @param window `'gaussian'` with `width` as standard deviation (cut at two widths), `'flat'` with the full width, or weights (an odd number)
   * @throws {RheobaseError} kind `type` if a named window has no width or weights have one
   */
  smoothRate(window: SmoothingWindow, width?: Quantity): Quantity<Float64Array> {
    return new Quantity(this.#core.smooth(this.#core.floats('rate'), window, width), frequency)
  }
  /**
   * Mean rate in complete bins, counted from the first recorded step: where they start, and the values.
   * @throws {RheobaseError} kind `value` if the bin is not a multiple of the time step, or that has changed
   */
  binnedRate(bin: Quantity): { readonly t: Quantity; readonly rate: Quantity } {
    const steps = stepsInBin(bin, this.#core.steadyClock().dt)
    const rates = binMeans(this.#core.floats('rate'), steps)
    const times = this.#core.floats('t')
    return {
      t: new Quantity(
        rates.map((_, bin) => times[bin * steps] ?? NaN),
        second,
      ),
      rate: new Quantity(rates, frequency),
    }
  }
  /** The rates as a table, a row for each step. */
  columns(): Columns {
    return [
      column('t', second, 'float', this.#core.floats('t')),
      column('rate', frequency, 'float', this.#core.floats('rate')),
    ]
  }
  /** Forgets all rates so far. */
  clear(): void {
    this.#core.clear()
  }
}

export function makePopulationRateMonitor(
  scope: NetworkScope,
  view: GroupView,
  options: PopulationRateMonitorOptions,
  makeCore: (
    model: (active: boolean) => PopulationRateMonitorModel,
    sink: RowSink | undefined,
  ) => MonitorCore,
): PopulationRateMonitor {
  checkOptions('populationRateMonitor', options, ['to', 'name'])
  if (!view.core.events.some(({ name }) => name === 'spike')) {
    throw new RheobaseError(
      'value',
      'unknown-event',
      `\`${view.name}\` does not spike, so it has no rate. Did you forget to give it a threshold?`,
    )
  }
  const name = scope.claimName('ratemonitor', options.name)
  const core = makeCore(
    active => ({ kind: 'population-rate-monitor', name, source: rangeOf(view), active }),
    readSink(options.to, undefined),
  )
  return new PopulationRateMonitor(core)
}
