import { RheobaseError } from '../errors/rheobase-error.js'
import type { TypedValues } from '../runtime/typed-values.js'

export type StoredValues = TypedValues

/** What a member of a network keeps outside of its memory, at one moment: plain data, so that it can be written to a file. */
export interface MemberState {
  readonly facts: Readonly<Record<string, unknown>>
  readonly arrays: Readonly<Record<string, () => StoredValues>>
  /**
   * Goes back to it in the network that it was taken in, without copies; absent if it was read from bytes. What `prepare` has made stays as it
   * is if `isPrepared`: then the memory goes back to what it was after that.
   */
  readonly restore?: (isPrepared: boolean) => void
}

/** Reads the facts of a state that came from bytes: nothing in it is taken on trust. */
export class StateReader {
  readonly #member: string
  readonly #state: MemberState

  constructor(member: string, state: MemberState) {
    this.#member = member
    this.#state = state
  }
  count(name: string): number {
    const value = this.#state.facts[name]
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
    throw this.damaged(name)
  }
  number(name: string): number {
    const value = this.#state.facts[name]
    if (typeof value === 'number' && Number.isFinite(value)) return value
    throw this.damaged(name)
  }
  flag(name: string): boolean {
    const value = this.#state.facts[name]
    if (typeof value === 'boolean') return value
    throw this.damaged(name)
  }
  /** A part of the state, as that of an inner member. */
  inner(name: string): MemberState {
    const facts = this.#state.facts[name]
    if (typeof facts !== 'object' || facts === null) throw this.damaged(name)
    return { facts: facts as Readonly<Record<string, unknown>>, arrays: this.#state.arrays }
  }
  floats(name: string): Float64Array {
    const values = this.#state.arrays[name]?.()
    if (values instanceof Float64Array) return values
    throw this.damaged(name)
  }
  integers(name: string): Int32Array {
    const values = this.#state.arrays[name]?.()
    if (values instanceof Int32Array) return values
    throw this.damaged(name)
  }
  get arrayNames(): readonly string[] {
    return Object.keys(this.#state.arrays)
  }
  values(name: string): StoredValues {
    const values = this.#state.arrays[name]?.()
    if (values === undefined) throw this.damaged(name)
    return values
  }
  damaged(what: string): RheobaseError {
    return new RheobaseError(
      'value',
      'damaged-snapshot',
      `the snapshot has no usable \`${what}\` for \`${this.#member}\``,
    )
  }
}
