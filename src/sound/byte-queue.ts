/** Bytes as a file or a pipe gives them: in pieces of any length. */
export type BytePieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** Takes from pieces of bytes as many as are asked for. */
export class ByteQueue {
  readonly #pieces: AsyncIterator<Uint8Array> | Iterator<Uint8Array>
  #piece = new Uint8Array(0)
  /** Bytes that were taken so far. */
  position = 0

  constructor(pieces: BytePieces) {
    this.#pieces = Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]()
  }

  /** What comes next, at most so many bytes and no more than one piece; none at the end. */
  async some(most: number): Promise<Uint8Array> {
    while (this.#piece.length === 0) {
      const next = await this.#pieces.next()
      if (next.done === true) return this.#piece
      this.#piece = new Uint8Array(next.value)
    }
    const taken = this.#piece.subarray(0, most)
    this.#piece = this.#piece.subarray(taken.length)
    this.position += taken.length
    return taken
  }

  /** What comes next, at least so many bytes unless the pieces end before, without taking it. */
  async peek(least: number): Promise<Uint8Array> {
    while (this.#piece.length < least) {
      const next = await this.#pieces.next()
      if (next.done === true) break
      this.#piece = joined(this.#piece, next.value)
    }
    return this.#piece.subarray(0, least)
  }

  /** Exactly so many bytes, or fewer at the end. */
  async exactly(count: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(count)
    let filled = 0
    while (filled < count) {
      const some = await this.some(count - filled)
      if (some.length === 0) return bytes.subarray(0, filled)
      bytes.set(some, filled)
      filled += some.length
    }
    return bytes
  }
}

export function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(first.length + second.length)
  bytes.set(first)
  bytes.set(second, first.length)
  return bytes
}
