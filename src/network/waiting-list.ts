import type { ArraySymbol } from '../kernels/value.js'
import type { WaitingEvent } from '../runtime/waiting-events.js'
import type { Workspace } from './workspace.js'

/**
 * What was on its way in a pathway when its synapses, delays or time step changed, with its steps of arrival: the code delivers it from a list of its
 * own, beside what the queue has taken in since then.
 */
export class WaitingList {
  readonly #workspace: Workspace
  readonly #key: string

  constructor(workspace: Workspace, pathway: string) {
    this.#workspace = workspace
    this.#key = `${pathway}.waiting`
  }

  /** What of a list of this length was not delivered yet. */
  rest(length: number): readonly WaitingEvent[] {
    if (length === 0) return []
    const { memory } = this.#workspace
    const delivered = memory.scalar(this.#workspace.array(`${this.#key}.position`, 'i32', 1))
    const [synapses, arrivals] = [memory.view(this.#synapses(length)), memory.view(this.#arrivals(length))]
    const waiting: WaitingEvent[] = []
    for (let k = delivered; k < length; k++)
      waiting.push({ synapse: synapses[k] ?? 0, arrival: arrivals[k] ?? 0 })
    return waiting
  }

  /** Begins anew with these, in the order of their arrival. */
  store(waiting: readonly WaitingEvent[]): void {
    const { memory } = this.#workspace
    memory.remove(this.#key)
    if (waiting.length === 0) return
    memory.view(this.#synapses(waiting.length)).set(waiting.map(({ synapse }) => synapse))
    memory.view(this.#arrivals(waiting.length)).set(waiting.map(({ arrival }) => arrival))
  }

  #synapses(length: number): ArraySymbol {
    return this.#workspace.array(`${this.#key}.synapses`, 'i32', length)
  }
  #arrivals(length: number): ArraySymbol {
    return this.#workspace.array(`${this.#key}.arrivals`, 'f64', length)
  }
}
