/** The pauses of a run in which it waits for a stream, between two steps. */
export class StreamPause {
  #milliseconds = 0
  #isWaiting = false
  #end: (() => void) | undefined

  /** In all pauses. */
  get milliseconds(): number {
    return this.#milliseconds
  }
  get isWaiting(): boolean {
    return this.#isWaiting
  }

  /** Waits until there is more, or somebody ends the pause. If `more` fails, the pause lasts: the run breaks off in it. */
  async waitFor(more: Promise<unknown>): Promise<void> {
    const began = performance.now()
    this.#isWaiting = true
    const ended = new Promise<void>(resolve => {
      this.#end = resolve
    })
    await Promise.race([more, ended])
    this.#isWaiting = false
    this.#milliseconds += performance.now() - began
  }

  end(): void {
    this.#end?.()
  }
}
