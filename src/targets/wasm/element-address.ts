import type { ByteSink } from './bytes.js'
import type { FunctionBody, LocalIndex } from './function-body.js'
import { i32 } from './instructions.js'

/** Bytes of an element as powers of two: doubles take 8, all others 4. */
export type Shift = 2 | 3

/**
 * The element of a loop as a byte offset into arrays, computed once a turn, at its head, and only if something in the turn asks for it.
 */
export class ElementAddress {
  readonly #body: FunctionBody
  readonly #index: LocalIndex
  readonly #scaled = new Map<Shift, LocalIndex>()
  /** Whether the element is known to be no less than 0, so that a displacement can go into the instruction. */
  readonly isNotNegative: boolean

  constructor(body: FunctionBody, index: LocalIndex, isNotNegative: boolean) {
    this.#body = body
    this.#index = index
    this.isNotNegative = isNotNegative
  }

  scaled(shift: Shift): LocalIndex {
    let local = this.#scaled.get(shift)
    if (local === undefined) {
      local = this.#body.ownLocal('i32')
      this.#scaled.set(shift, local)
    }
    return local
  }

  /** Writes the code of a turn, with the offsets that it asked for before it. */
  writeTurn(code: ByteSink): void {
    const body = this.#body
    for (const [shift, local] of this.#scaled) {
      body.get(this.#index)
      body.i32(shift)
      body.op(i32.shl)
      body.set(local)
    }
    body.append(code)
  }

  release(): void {
    for (const local of this.#scaled.values()) this.#body.release(local)
  }
}
