import type { ArraySymbol, Program } from '../kernels/value.js'

/** Where each array of a program lies in the memory of the network, in bytes; multiples of 16. */
export interface MemoryLayout {
  offsetOf(array: ArraySymbol): number
}

/** A language that kernels can be printed in. Targets translate; they never optimise and never change a result. */
export interface Target {
  readonly name: 'js' | 'wasm'
  translate(program: Program, layout: MemoryLayout): TranslatedProgram
}

export interface TranslatedProgram {
  /** The generated code for a human reader. */
  readonly text: string
  /** Compiles the code and binds it to a memory. */
  instantiate(memory: WebAssembly.Memory): CompiledProgram
}

export interface CompiledProgram {
  /** @throws {InternalError} if the program has no such procedure */
  procedure(name: string): (...values: number[]) => void
  /** To be called when the memory has grown, even while a procedure is under way that called back into the host. */
  rebind(): void
}
