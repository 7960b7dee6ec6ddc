import type { Message } from '../errors/message.js'

/** What a network had to say so far, each text once. */
export class MessageLog {
  readonly #all: Message[] = []
  readonly #onMessage: (message: Message) => void

  constructor(onMessage: (message: Message) => void) {
    this.#onMessage = onMessage
  }

  get all(): readonly Message[] {
    return this.#all
  }

  tell(message: Message): void {
    if (this.#all.some(({ text }) => text === message.text)) return
    this.#all.push(message)
    this.#onMessage(message)
  }
}
