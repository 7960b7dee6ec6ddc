import type { SpikeGeneratorModel } from '../model/group.js'
import { GroupCore, type GroupParts } from './group-core.js'
import { StateReader, type MemberState } from './member-state.js'
import type { NetworkScope } from './network-scope.js'

export interface GivenSpikes {
  readonly indices: Int32Array
  /** In seconds. */
  readonly times: Float64Array
  /** In seconds; 0: no repetition. */
  readonly period: number
}

/** Neurons that emit given spikes. */
export class SpikeGeneratorCore extends GroupCore {
  readonly events: readonly { readonly name: string; readonly when: string; readonly order: number }[]
  readonly #spikes: () => { readonly count: number; readonly periodInSteps: number }
  readonly #fill: () => void
  readonly #exchange: (spikes: GivenSpikes) => void
  readonly when: string
  /** The spikes as they were given: neurons, times and period in seconds (0: no repetition). */
  readonly given: () => GivenSpikes

  constructor(
    scope: NetworkScope,
    parts: GroupParts & { readonly when: string; readonly given: () => GivenSpikes },
    spikes: () => { readonly count: number; readonly periodInSteps: number },
    fill: () => void,
    exchange: (spikes: GivenSpikes) => void,
  ) {
    super(scope, parts)
    this.when = parts.when
    this.given = parts.given
    this.events = [{ name: 'spike', when: parts.when, order: parts.order }]
    this.#spikes = spikes
    this.#fill = fill
    this.#exchange = exchange
  }

  protected override linkedStore(): undefined {
    return undefined
  }
  override prepare(): void {
    super.prepare()
    this.#fill()
  }
  timeJumps(): void {
    this.forgetEvents()
  }
  snapshot(): MemberState {
    const spikes = this.given()
    return {
      facts: { period: spikes.period },
      arrays: { indices: () => spikes.indices, times: () => spikes.times },
      restore: () => {
        this.#exchange(spikes)
      },
    }
  }
  adopt(state: MemberState): () => void {
    const reader = new StateReader(this.name, state)
    const [indices, times] = [reader.integers('indices'), reader.floats('times')]
    const fits = indices.length === times.length && indices.every(index => index >= 0 && index < this.size)
    if (!fits) throw reader.damaged('indices')
    const spikes = { indices, times, period: reader.number('period') }
    return () => {
      this.#exchange(spikes)
    }
  }
  model(): SpikeGeneratorModel & { readonly active: boolean } {
    const { name, size, variables, clock, stream, order, active, when, namespaces } = this
    const { count, periodInSteps } = this.#spikes()
    return {
      kind: 'spike-generator',
      name,
      size,
      variables,
      clock,
      stream,
      order,
      when,
      active,
      namespaces: [...namespaces, this.scope.workspace.namespace],
      spikes: count,
      periodInSteps,
    }
  }
}
