import { DRAW_UNIFORMS, drawUniforms, type UniformColumns } from '../compile/draw-uniforms.js'
import type { CompiledProgram, Target } from '../targets/target.js'
import type { NetworkMemory } from './network-memory.js'
import type { TypedValues } from './typed-values.js'

/** Blocks of Philox that generated code computes at once. */
export const BLOCKS = 2048

/** Generated code that draws uniform numbers by thousands, compiled when it is first asked for. */
export class UniformBlocks {
  readonly #memory: NetworkMemory
  readonly #target: Target
  #compiled: { readonly program: CompiledProgram; readonly version: number } | undefined

  constructor(memory: NetworkMemory, target: Target) {
    this.#memory = memory
    this.#target = target
  }

  /** The numbers of the blocks `first`, `first` + 1, … of a stream, and log(1 - number) of each, into lists of twice as many numbers as blocks. */
  draw(
    numbers: Float64Array,
    logarithms: Float64Array,
    first: number,
    stream: number,
    key: readonly [number, number],
  ): void {
    const columns = [this.#columns('first'), this.#columns('second')] as const
    this.#program(columns).procedure(DRAW_UNIFORMS)(
      first | 0,
      Math.floor(first / 2 ** 32) | 0,
      stream,
      key[0],
      key[1],
    )
    for (let half = 0; half < 2; half++) {
      const column = columns[half === 0 ? 0 : 1]
      spread(this.#memory.view(column.numbers), numbers, half)
      spread(this.#memory.view(column.logarithms), logarithms, half)
    }
  }

  #columns(half: string): UniformColumns {
    const array = (name: string) => this.#memory.array(`uniform numbers.${half}.${name}`, 'f64', BLOCKS)
    return { numbers: array('numbers'), logarithms: array('logarithms') }
  }
  #program([first, second]: readonly [UniformColumns, UniformColumns]): CompiledProgram {
    const { version } = this.#memory
    if (this.#compiled?.version === version) return this.#compiled.program
    const program = this.#target
      .translate({ name: DRAW_UNIFORMS, procedures: [drawUniforms(first, second)] }, this.#memory)
      .instantiate(this.#memory.memory)
    this.#compiled = { program, version }
    return program
  }
}

function spread(column: TypedValues, into: Float64Array, half: number): void {
  for (let k = 0; k < column.length; k++) into[2 * k + half] = column[k] ?? 0
}
