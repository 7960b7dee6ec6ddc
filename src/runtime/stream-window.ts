import { RheobaseError } from '../errors/rheobase-error.js'
import type { ArraySymbol } from '../kernels/value.js'
import type { StreamedInput } from '../model/namespace.js'
import { printQuantity } from '../units/print-quantity.js'
import { Quantity } from '../units/quantity.js'
import { second } from '../units/dimension.js'
import type { NetworkMemory } from './network-memory.js'

/** How the keys of their arrays begin. What they hold comes once: no snapshot has it. */
export const STREAMS = 'stream '

/**
 * The part of a stream that the memory holds: rows up to one that came last, as many as there is room for. A row stays until all clocks are past
 * it. After the end of the stream come zeros.
 */
export class StreamWindow {
  readonly array: ArraySymbol
  readonly #input: StreamedInput
  /** Rows so far. */
  #rows = 0

  constructor(array: ArraySymbol, input: StreamedInput) {
    this.array = array
    this.#input = input
  }

  /** In seconds: steps before it can be made. */
  get until(): number {
    return (this.#rows - 0.5) * this.#input.dt
  }

  /**
   * Takes over what has come, as far as there is room.
   * @param time of the earliest step to come, in seconds
   * @throws {RheobaseError} kind `state` if what that step needs is over
   */
  fill(memory: NetworkMemory, time: number): void {
    const { dt, room, hasEnded } = this.#input
    // A row holds from a fraction of the step before its time on.
    const needed = Math.max(0, Math.floor(time / dt))
    if (needed < this.#rows - room) throw isOver(time, (this.#rows - room) * dt)
    const values = memory.view(this.array)
    if (!(values instanceof Float64Array)) return
    for (;;) {
      const place = this.#rows % room
      const free = Math.min(room - place, needed + room - this.#rows)
      if (free <= 0) return
      const taken = hasEnded ? free : this.#input.take(values.subarray(place, place + free))
      if (hasEnded) values.fill(0, place, place + free)
      if (taken === 0) return
      this.#rows += taken
    }
  }

  /** Resolves when there is more, or zeros. */
  more(): Promise<void> {
    return this.#input.more()
  }
}

function isOver(time: number, first: number): RheobaseError {
  const print = (seconds: number): string => printQuantity(new Quantity(seconds, second))
  return new RheobaseError(
    'state',
    'stream-is-over',
    `the network is at ${print(time)}, but of a stream that it reads only what came after ${print(first)} is left: a stream comes once. ` +
      'To run the same input again, read it into a timed array.',
  )
}
