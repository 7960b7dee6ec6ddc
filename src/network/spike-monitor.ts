import { RheobaseError } from '../errors/rheobase-error.js'
import type { SpikeMonitorModel } from '../model/recording.js'
import type { NumberType } from '../language/syntax-tree.js'
import { second } from '../units/dimension.js'
import { Quantity } from '../units/quantity.js'
import { rangeOf, type GroupView } from './group-handle.js'
import type { MonitorCore } from './monitor-core.js'
import type { NetworkScope } from './network-scope.js'
import { checkOptionNames } from './options.js'
import { variableOf } from './variable-access.js'

/** Options of `net.spikeMonitor`. */
export interface SpikeMonitorOptions {
  /** Variables whose values at the event are kept, too. */
  readonly variables?: readonly string[]
  /** `false`: only count the spikes of each neuron. */
  readonly record?: boolean
  /** Slot; by default that of the threshold, right after it. */
  readonly when?: string
  readonly order?: number
  readonly name?: string
}

const OPTIONS = ['variables', 'record', 'when', 'order', 'name', 'event']

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
  get t(): Quantity {
    return new Quantity(Float64Array.from(this.#column('t')), second)
  }
  /** Values of a recorded variable, one per spike. @throws {RheobaseError} kind `name` if it was not recorded */
  values(variable: string): Quantity {
    return new Quantity(Float64Array.from(this.#column(variable)), this.#core.dimensionOf(variable))
  }
  typeOf(variable: string): NumberType {
    return this.#core.typeOf(variable)
  }
  /** Spike times of each neuron, in order. */
  trains(): Quantity[] {
    const trains: number[][] = Array.from({ length: this.#size }, () => [])
    const times = this.#column('t')
    this.#column('i').forEach((neuron, position) => {
      trains[neuron]?.push(times[position] ?? NaN)
    })
    return trains.map(times => new Quantity(Float64Array.from(times), second))
  }

  #column(variable: string): Float64Array | Int32Array {
    if (!this.#keepsEvents && (variable === 'i' || variable === 't')) {
      throw new RheobaseError(
        'name',
        'not-recorded',
        `\`${this.name}\` only counts spikes: make it with record: true to have their neurons and times`,
      )
    }
    return this.#core.column(variable)
  }
}

export function makeSpikeMonitor(
  scope: NetworkScope,
  view: GroupView,
  options: SpikeMonitorOptions,
  event: string,
  makeCore: (model: (active: boolean) => SpikeMonitorModel, variables: readonly string[]) => MonitorCore,
): SpikeMonitor {
  checkOptionNames(event === 'spike' ? 'spikeMonitor' : 'eventMonitor', options, OPTIONS)
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
  const variables = [...new Set(options.variables ?? [])]
  for (const variable of variables) variableOf(core.owner(start, stop, view.name), variable)
  const name = scope.claimName(event === 'spike' ? 'spikemonitor' : 'eventmonitor', options.name)
  const record = options.record ?? true
  const monitor = makeCore(active => {
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
  }, variables)
  return new SpikeMonitor(monitor, stop - start, record)
}
