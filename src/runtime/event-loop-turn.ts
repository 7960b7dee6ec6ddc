/**
 * Lets the page or the process do what waits there: input, timers, painting. Timers themselves would hold a run back for milliseconds.
 * Where there is `setImmediate` (Node), it comes after timers and input have had their turn; a page sends a message to itself, which a
 * process would answer before everything else.
 */
export class EventLoopTurn {
  readonly #channel = typeof setImmediate === 'function' ? undefined : new MessageChannel()
  #resume: () => void = () => undefined

  constructor() {
    if (this.#channel === undefined) return
    this.#channel.port1.onmessage = () => {
      this.#resume()
    }
  }

  next(): Promise<void> {
    return new Promise(resolve => {
      if (this.#channel === undefined) {
        setImmediate(resolve)
        return
      }
      this.#resume = resolve
      this.#channel.port2.postMessage(null)
    })
  }

  /** Closes the channel, so that nothing is left of the run. */
  close(): void {
    this.#channel?.port1.close()
    this.#channel?.port2.close()
  }
}
