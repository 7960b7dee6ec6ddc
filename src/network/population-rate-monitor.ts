import { RheobaseError } from '../errors/rheobase-error.js'
import { smoothRate, type SmoothingWindow } from './smooth-rate.js'
import type { PopulationRateMonitorModel } from '../model/recording.js'
import { frequency, second } from '../units/dimension.js'
import { Quantity } from '../units/quantity.js'
import { rangeOf, type GroupView } from './group-handle.js'
import type { MonitorCore } from './monitor-core.js'
import type { NetworkScope } from './network-scope.js'
import { checkOptionNames } from './options.js'

/** Records the rate of a group in every step: spikes per neuron and time. Everything read is a copy. */
export class PopulationRateMonitor {
  readonly #core: MonitorCore
  readonly #dt: () => number

  /** @internal */
  constructor(core: MonitorCore, dt: () => number) {
    this.#core = core
    this.#dt = dt
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
  /** Number of steps recorded. */
  get samples(): number {
    return this.#core.rows
  }
  get t(): Quantity {
    return new Quantity(this.#core.floats('t'), second)
  }
  get rate(): Quantity {
    return new Quantity(this.#core.floats('rate'), frequency)
  }
  /**
   * The rate convolved with a window of sum 1, of the same length, with zeros outside.
   * @param window `'gaussian'` with `width` as standard deviation (cut at two widths), `'flat'` with the full width, or weights (an odd number)
   * @throws {RheobaseError} kind `type` if a named window has no width or weights have one
   */
  smoothRate(window: SmoothingWindow, width?: Quantity): Quantity {
    return new Quantity(smoothRate(this.#core.floats('rate'), this.#dt(), window, width), frequency)
  }
}

export function makePopulationRateMonitor(
  scope: NetworkScope,
  view: GroupView,
  options: { readonly name?: string },
  makeCore: (
    model: (active: boolean) => PopulationRateMonitorModel,
    variables: readonly string[],
  ) => MonitorCore,
): PopulationRateMonitor {
  checkOptionNames('populationRateMonitor', options, ['name'])
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
    ['rate'],
  )
  return new PopulationRateMonitor(core, () => view.core.clock.dt)
}
