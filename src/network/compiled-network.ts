import { compileModel, type CompiledModel, type CompileOptions } from '../compile/compile-model.js'
import type { NetworkModel } from '../compile/network-model.js'
import type { CompiledProgram, TranslatedProgram } from '../targets/target.js'
import type { Workspace } from './workspace.js'

/** A network with its generated code, as long as the model does not change. */
export interface CompiledNetwork {
  readonly model: CompiledModel
  readonly objects: NetworkModel['objects']
  /** Whether the code looks at every value that it stores. */
  readonly watches: boolean
  readonly translated: TranslatedProgram
  readonly program: CompiledProgram
  /** Of the memory that the program was bound to. */
  readonly memoryVersion: number
  readonly generateMilliseconds: number
  readonly compileMilliseconds: number
}

/** Checks, lowers, optimises, translates and compiles a network. @throws {DiagnosticError | RheobaseError} if the model is wrong */
export function compileNetwork(
  workspace: Workspace,
  model: NetworkModel,
  options: CompileOptions,
  onModel?: (model: CompiledModel) => void,
): CompiledNetwork {
  const began = performance.now()
  const compiled = compileModel(workspace, model, options)
  // Before the code is bound to the memory: what is looked up here may need room of its own.
  onModel?.(compiled)
  const { memory, target } = workspace
  const translated = target.translate(compiled.program, memory)
  const generated = performance.now()
  const program = translated.instantiate(memory.memory)
  return {
    model: compiled,
    objects: model.objects,
    watches: options.watches ?? false,
    translated,
    program,
    memoryVersion: memory.version,
    generateMilliseconds: generated - began,
    compileMilliseconds: performance.now() - generated,
  }
}
