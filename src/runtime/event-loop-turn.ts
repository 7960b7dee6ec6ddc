/**
 * Lets the page or the process do what waits there: input, timers, painting. A message to oneself is the quickest way that exists in
 * browsers and in Node alike (timers are held back for milliseconds).
 */
export class EventLoopTurn {
  readonly #channel = new MessageChannel()
  #resume: () => void = () => undefined

  constructor() {
    this.#channel.port1.onmessage = () => {
      this.#resume()
    }
  }

  next(): Promise<void> {
    return new Promise(resolve => {
      this.#resume = resolve
      this.#channel.port2.postMessage(null)
    })
  }

  /** Closes the channel: an open one would keep a Node process alive. */
  close(): void {
    this.#channel.port1.close()
    this.#channel.port2.close()
  }
}
