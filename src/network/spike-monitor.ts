import { RheobaseError } from '../errors/rheobase-error.js'
import type { RowSink } from '../runtime/row-sink.js'
import type { SpikeMonitorModel } from '../model/recording.js'
import type { NumberType } from '../language/syntax-tree.js'
import { frequency, second } from '../units/dimension.js'
import { Quantity } from '../units/quantity.js'
import { binEvents, stepsInBin } from './binned-rate.js'
import type { Columns } from './columns.js'
import type { GroupView } from './group-views.js'
import { rangeOf } from './group-part.js'
import type { MonitorCore } from './monitor-core.js'
import type { NetworkScope } from './network-scope.js'
import { tableOf } from './record-selection.js'
import { readSink } from './read-sink.js'
import { SelectedSpikes } from './selected-spikes.js'
import { checkOptions, checkText, checkTexts, describeValue } from './options.js'
import type { SmoothingWindow } from './smooth-rate.js'
import { variableOf } from './variable-access.js'

/** Options of `net.spikeMonitor`. */
export interface SpikeMonitorOptions {
  /** Variables whose values at the event are kept, too. */
  readonly variables?: readonly string[]
  /** `false`: only count the spikes of each neuron. */
  readonly record?: boolean
  /**
   * Where the spikes go while the network runs, instead of being kept, so that they may be more than the memory holds: a file (`fileSink` of
   * `rheobase/data/node`), or anything with the functions of a `RowSink`.
   */
  readonly to?: RowSink
  /** Slot; by default that of the threshold, right after it. */
  readonly when?: string
  readonly order?: number
  readonly name?: string
}

const OPTIONS = ['variables', 'record', 'to', 'when', 'order', 'name', 'event']

/** Records the spikes of a group. Everything read is a copy. */
export class SpikeMonitor {
  readonly #core: MonitorCore
  readonly #size: number
  readonly #keepsEvents: boolean

  /** @internal */
  constructor(core: MonitorCore, size: number, keepsEvents: boolean) {
    this.#core = core
    this.#size = size
    this.#keepsEvents = keepsEvents
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
  /** Whether it keeps each spike, with its neuron and time; otherwise it only counts, and may write them elsewhere. */
  get keepsEvents(): boolean {
    return this.#keepsEvents
  }
  /** Where its spikes go, if they are not kept: the place of its sink. */
  get streamsTo(): string | undefined {
    return this.#core.streamed?.place
  }
  /** Number of spikes so far. */
  get count(): number {
    return this.countOfEach().reduce((sum, count) => sum + count, 0)
  }
  /** Number of spikes of each neuron. */
  countOfEach(): Int32Array {
    return Int32Array.from(this.#core.array('count', 'i32', this.#size))
  }
  /** Neuron of each spike, counted from the start of the recorded group; spikes are in order of time, then of neuron. */
  get i(): Int32Array {
    return Int32Array.from(this.#column('i'))
  }
  /** Time of each spike. */
  get t(): Quantity<Float64Array> {
    return new Quantity(Float64Array.from(this.#column('t')), second)
  }
  /** Values of a recorded variable, one per spike. @throws {RheobaseError} kind `name` if it was not recorded */
  values(variable: string): Quantity<Float64Array> {
    return new Quantity(Float64Array.from(this.#column(variable)), this.#core.dimensionOf(variable))
  }
  typeOf(variable: string): NumberType {
    return this.#core.typeOf(variable)
  }
  /** Values of a recorded variable for each neuron, in order of time. @throws {RheobaseError} kind `name` if it was not recorded */
  valuesOfEach(variable: string): Quantity<Float64Array>[] {
    const dimension = this.#core.dimensionOf(variable)
    return this.#parted(variable).map(values => new Quantity(Float64Array.from(values), dimension))
  }
  /** Spike times of each neuron, in order: the same as `trains()`. */
  spikeTrains(): Quantity<Float64Array>[] {
    return this.trains()
  }
  /**
   * Rate of each neuron in complete bins since time 0: where the bins start, and one list of values per neuron. A spike after the last
   * complete bin counts in none.
   * @throws {RheobaseError} kind `value` if the bin is not a multiple of the time step, or that has changed
   */
  binnedRate(bin: Quantity): {
    readonly t: Quantity<Float64Array>
    readonly rates: Quantity<Float64Array>[]
  } {
    const { dt, step } = this.#core.steadyClock()
    const steps = stepsInBin(bin, dt)
    const { bins, rates } = binEvents(this.i, this.#core.floats('t'), this.#size, dt, steps, step)
    return {
      t: new Quantity(
        Float64Array.from({ length: bins }, (_, k) => k * steps * dt),
        second,
      ),
      rates: Array.from(
        { length: this.#size },
        (_, neuron) => new Quantity(rates.slice(neuron * bins, (neuron + 1) * bins), frequency),
      ),
    }
  }
  /** The rate of each neuron in every step since time 0, smoothed as by `smoothRate` of a population rate monitor. */
  smoothRate(window: SmoothingWindow, width?: Quantity): Quantity<Float64Array>[] {
    const { dt, step } = this.#core.steadyClock()
    const { rates } = binEvents(this.i, this.#core.floats('t'), this.#size, dt, 1, step)
    return Array.from(
      { length: this.#size },
      (_, neuron) =>
        new Quantity(
          this.#core.smooth(rates.slice(neuron * step, (neuron + 1) * step), window, width),
          frequency,
        ),
    )
  }
  /** The spikes as a table, a row for each: neuron, time and recorded variables. */
  columns(): Columns {
    this.#core.checkKept()
    return tableOf(this.#core.records(this.#names))
  }
  /**
   * The spikes up to now for which a condition holds: text on `i`, `t` and the recorded variables.
   *
   *     spikes.select('i < 10 and t > 100*ms').t
   *
   * @throws {DiagnosticError | RheobaseError} if the text is no condition on what is recorded
   */
  select(condition: string): SelectedSpikes {
    this.#core.checkKept()
    return new SelectedSpikes(this.#core.select(this.#names, condition), name => {
      this.#checkKept(name)
    })
  }

  get #names(): readonly string[] {
    return [...new Set([...(this.#keepsEvents ? ['i', 't'] : []), ...this.#core.recorded])]
  }
  /** Forgets all spikes so far, and counts from 0. */
  clear(): void {
    this.#core.clear()
  }
  /** Spike times of each neuron, in order. */
  trains(): Quantity<Float64Array>[] {
    return this.#parted('t').map(times => new Quantity(Float64Array.from(times), second))
  }

  /** The values of a column, parted by neuron. */
  #parted(variable: string): number[][] {
    const parts: number[][] = Array.from({ length: this.#size }, () => [])
    const values = this.#column(variable)
    this.#column('i').forEach((neuron, position) => {
      parts[neuron]?.push(values[position] ?? NaN)
    })
    return parts
  }

  #column(variable: string): Float64Array | Int32Array {
    this.#checkKept(variable)
    return this.#core.column(variable)
  }
  /** @throws {RheobaseError} kind `name` for a variable that is not recorded */
  #checkKept(variable: string): void {
    this.#core.checkKept()
    this.#core.checkRecorded(variable)
    if (this.#keepsEvents || (variable !== 'i' && variable !== 't')) return
    throw new RheobaseError(
      'name',
      'not-recorded',
      `\`${this.name}\` only counts spikes: make it with record: true to have their neurons and times`,
    )
  }
}

export function makeSpikeMonitor(
  scope: NetworkScope,
  view: GroupView,
  options: SpikeMonitorOptions,
  event: string,
  makeCore: (
    model: (active: boolean) => SpikeMonitorModel,
    variables: readonly string[],
    sink: RowSink | undefined,
  ) => MonitorCore,
): SpikeMonitor {
  checkText('the name of an event', event)
  checkOptions(event === 'spike' ? 'spikeMonitor' : 'eventMonitor', options, OPTIONS)
  const { core, start, stop } = view
  const emitted = core.events.find(({ name }) => name === event)
  if (emitted === undefined) {
    const hint =
      event === 'spike'
        ? ' Did you forget to give it a threshold?'
        : core.events.length === 0
          ? ''
          : ` Its events are: ${core.events.map(({ name }) => name).join(', ')}.`
    throw new RheobaseError(
      'value',
      'unknown-event',
      `\`${view.name}\` has no event "${event}" to record.${hint}`,
    )
  }
  if (options.order !== undefined && options.when === undefined) {
    throw new RheobaseError(
      'value',
      'order-without-when',
      'the order of a spike monitor needs its slot, too: give `when`',
    )
  }
  const record = options.record ?? true
  if (typeof record !== 'boolean')
    throw new RheobaseError(
      'type',
      'not-a-flag',
      `\`record\` of a monitor of events is true or false, not ${describeValue(record)}. For some of the neurons, record a part: neurons.select([0, 3]).`,
    )
  const sink = readSink(options.to, record ? undefined : 'record: false, which keeps no spikes to write')
  const variables = [
    ...new Set(
      options.variables === undefined ? [] : checkTexts('the variables of a monitor', options.variables),
    ),
  ]
  for (const variable of variables) variableOf(core.owner(view), variable)
  const name = scope.claimName(event === 'spike' ? 'spikemonitor' : 'eventmonitor', options.name)
  const monitor = makeCore(
    active => {
      const now = core.events.find(each => each.name === event) ?? emitted
      return {
        kind: 'spike-monitor',
        name,
        source: rangeOf(view),
        event,
        variables,
        record,
        active,
        when: options.when ?? now.when,
        order: options.order ?? (options.when === undefined ? now.order + 1 : 0),
      }
    },
    variables,
    sink,
  )
  return new SpikeMonitor(monitor, stop - start, record && sink === undefined)
}
