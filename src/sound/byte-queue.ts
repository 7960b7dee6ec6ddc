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
