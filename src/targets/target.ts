import type { ArraySymbol, Program } from '../kernels/value.js'

/** Where each array of a program lies in the memory of the network, in bytes; multiples of 16. */
export interface MemoryLayout {
  offsetOf(array: ArraySymbol): number
  /** Whether threads share the memory, which code for it must know beforehand. */
  readonly isShared?: boolean
}

/** A language that kernels can be printed in. Targets translate; they never optimise and never change a result. */
export interface Target {
  readonly name: 'js' | 'wasm'
  translate(program: Program, layout: MemoryLayout): TranslatedProgram
}

export interface TranslatedProgram {
  /** The generated code for a human reader. */
  readonly text: string
  /** For other threads, which bind the same code to the same memory; nothing if the target has no code that threads can share. */
  readonly shared?: SharedCode
  /** Compiles the code and binds it to a memory and to values of the parameters of the program. */
  instantiate(memory: WebAssembly.Memory, parameters?: readonly number[]): CompiledProgram
}

/** What the engine has compiled, and what a thread must import that cannot call the host itself. */
export interface SharedCode {
  readonly module: WebAssembly.Module
  readonly hostModule: string
  readonly hostFunctions: number
}

export interface CompiledProgram {
  /** @throws {InternalError} if the program has no such procedure */
  procedure(name: string): (...values: number[]) => void
  /** To be called when the memory has grown, even while a procedure is under way that called back into the host. */
  rebind(): void
}
