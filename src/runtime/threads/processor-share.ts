import { processorTime } from './start-worker.js'

/**
 * The share of the time that the process has a processor to itself. To ask the host takes longer than a step of a small network: it is not asked
 * before somebody wants to know.
 */
export class ProcessorShare {
  #first: { readonly time: number; readonly used: number } | undefined

  /** Since it was first wanted: 0 that first time, 1 if the host does not tell. */
  get present(): number {
    const used = processorTime()
    if (used === undefined) return 1
    const time = performance.now()
    this.#first ??= { time, used }
    return time === this.#first.time ? 0 : (used - this.#first.used) / (time - this.#first.time)
  }
}
