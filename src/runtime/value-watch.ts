import { ADVANCE } from '../compile/advance.js'
import { stepArray } from '../compile/clock-bindings.js'
import type { CompiledModel } from '../compile/compile-model.js'
import type { Storage } from '../compile/storage.js'
import type { ArraySymbol } from '../kernels/value.js'
import type { CompiledProgram } from '../targets/target.js'
import type { Clock } from './clock.js'
import type { NetworkMemory } from './network-memory.js'
import type { TypedValues } from './typed-values.js'

/** The same model with code that looks at every value which it stores, and raises an alarm. */
export interface WatchingModel {
  readonly model: CompiledModel
  readonly program: CompiledProgram
}

/**
 * Finds the first value that is not finite at the price of a glance: the code runs as always, and after each stretch of steps the values are
 * looked at. If one is bad, the stretch is made once more, from where it began, by code that looks at every value it stores: the steps are the
 * same to the last bit, and this time the alarm names the place.
 */
export class ValueWatch {
  readonly #memory: NetworkMemory
  readonly #storage: Storage
  readonly #looked: readonly ArraySymbol[]
  readonly #saved: readonly { readonly array: ArraySymbol; readonly values: TypedValues }[]
  readonly #watching: () => WatchingModel

  /** `looked` are the arrays of floats to look at, `written` those that a step writes and that count in later steps. */
  constructor(
    memory: NetworkMemory,
    storage: Storage,
    looked: readonly ArraySymbol[],
    written: readonly ArraySymbol[],
    watching: () => WatchingModel,
  ) {
    this.#memory = memory
    this.#storage = storage
    this.#looked = looked
    this.#saved = written.map(array => ({ array, values: memory.view(array).slice() }))
    this.#watching = watching
  }

  /** Before a stretch. */
  remember(): void {
    for (const { array, values } of this.#saved) values.set(this.#memory.view(array))
  }

  /** After a stretch. @throws {RheobaseError} that names the first value which is not finite */
  check(due: number, count: number, clocks: readonly Clock[]): void {
    if (this.#looked.every(array => isFinite(this.#memory.view(array)))) return
    const { model, program } = this.#watching()
    for (const { array, values } of this.#saved) this.#memory.view(array).set(values)
    for (const clock of clocks) this.#memory.setScalar(stepArray(this.#storage, clock), clock.step)
    for (const { raised } of model.alarms) this.#memory.setScalar(raised, 0)
    for (const name of model.preparations) program.procedure(name)()
    program.procedure(ADVANCE)(due, count)
    for (const { raised, facts, error } of model.alarms)
      if (this.#memory.scalar(raised) !== 0) throw error(Array.from(this.#memory.view(facts)))
  }
}

/** Whether all values are finite: the difference of anything else from itself is nan. */
function isFinite(values: TypedValues): boolean {
  let rest = 0
  // By index: the iterator of a typed array is slow.
  for (let k = 0; k < values.length; k++) {
    const value = values[k] ?? 0
    rest += value - value
  }
  return rest === 0
}
