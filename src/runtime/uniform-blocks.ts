import { DRAW_UNIFORMS, drawUniforms, type UniformColumns } from '../compile/draw-uniforms.js'
import type { CompiledProgram, Target } from '../targets/target.js'
import { NetworkMemory } from './network-memory.js'
import type { TypedValues } from './typed-values.js'

/** Blocks of Philox that generated code computes at once, at most. */
export const BLOCKS = 2048

/**
 * Generated code that draws uniform numbers by thousands, compiled when it is first asked for. It has a memory of its own and keeps nothing
 * in it, so that all networks can use the same.
 */
export class UniformBlocks {
  static readonly #ofTarget = new WeakMap<Target, UniformBlocks>()
  readonly #target: Target
  readonly #memory = new NetworkMemory()
  readonly #columns: readonly [UniformColumns, UniformColumns]
  #compiled: CompiledProgram | undefined

  private constructor(target: Target) {
    this.#target = target
    const array = (name: string) => this.#memory.array(name, 'f64', BLOCKS)
    const columns = (half: string): UniformColumns => ({
      numbers: array(`${half}.numbers`),
      logarithms: array(`${half}.logarithms`),
    })
    this.#columns = [columns('first'), columns('second')]
  }

  /** The one of a target, for whoever draws. */
  static of(target: Target): UniformBlocks {
    const known = this.#ofTarget.get(target)
    if (known !== undefined) return known
    const made = new UniformBlocks(target)
    this.#ofTarget.set(target, made)
    return made
  }

  /** Whether it has drawn before. */
  get isCompiled(): boolean {
    return this.#compiled !== undefined
  }

  /**
   * The numbers of the blocks `first`, `first` + 1, … of a stream, or log(1 - number) of each, until a list is full: twice `BLOCKS` long, or
   * shorter and even.
   */
  draw(
    what: keyof UniformColumns,
    into: Float64Array,
    first: number,
    stream: number,
    key: readonly [number, number],
  ): void {
    this.#compiled ??= this.#target
      .translate({ name: DRAW_UNIFORMS, procedures: [drawUniforms(...this.#columns)] }, this.#memory)
      .instantiate(this.#memory.memory)
    const [low, high] = [first | 0, Math.floor(first / 2 ** 32) | 0]
    this.#compiled.procedure(DRAW_UNIFORMS)(into.length / 2, low, high, stream, key[0], key[1])
    for (const [half, column] of this.#columns.entries()) spread(this.#memory.view(column[what]), into, half)
  }
}

function spread(column: TypedValues, into: Float64Array, half: number): void {
  for (let k = 0; 2 * k < into.length; k++) into[2 * k + half] = column[k] ?? 0
}
