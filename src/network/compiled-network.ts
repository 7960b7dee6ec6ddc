import { compileModel, type CompiledModel, type CompileOptions } from '../compile/compile-model.js'
import type { NetworkModel } from '../compile/network-model.js'
import type { CompiledProgram, TranslatedProgram } from '../targets/target.js'
import { bindThreads } from '../runtime/threads/threaded-program.js'
import { rowDivider } from '../runtime/threads/row-divider.js'
import type { Threads } from './threads.js'
import type { Workspace } from './workspace.js'

/** A network with its generated code, as long as the model does not change. */
export interface CompiledNetwork {
  readonly model: CompiledModel
  readonly objects: NetworkModel['objects']
  /** Whether the code looks at every value that it stores. */
  readonly watches: boolean
  readonly translated: TranslatedProgram
  readonly program: CompiledProgram
  /** To be awaited before a run: the threads of the program are ready then. */
  readonly ready: (() => Promise<void>) | undefined
  /** Of the memory that the program was bound to. */
  readonly memoryVersion: number
  readonly generateMilliseconds: number
  readonly compileMilliseconds: number
}

export interface NetworkCompileOptions extends Pick<CompileOptions, 'watches'> {
  /** Several threads; one if left out. */
  readonly threads?: Threads | undefined
}

/** Checks, lowers, optimises, translates and compiles a network. @throws {DiagnosticError | RheobaseError} if the model is wrong */
export function compileNetwork(
  workspace: Workspace,
  model: NetworkModel,
  { watches = false, threads }: NetworkCompileOptions,
  onModel?: (model: CompiledModel) => void,
): CompiledNetwork {
  const began = performance.now()
  const { memory, target } = workspace
  if (threads !== undefined) memory.share()
  const compiled = compileModel(workspace, model, {
    watches,
    ...(threads === undefined
      ? {}
      : { threads: { shares: threads.shares, rows: rowDivider(memory, workspace, threads.shares) } }),
  })
  // Before the code is bound to the memory: what is looked up here may need room of its own.
  onModel?.(compiled)
  const translated = target.translate(compiled.program, memory)
  const generated = performance.now()
  const threaded =
    threads === undefined
      ? undefined
      : bindThreads(threads.teamOn(memory), memory, workspace, compiled, translated)
  const program = threaded ?? translated.instantiate(memory.memory)
  return {
    model: compiled,
    objects: model.objects,
    watches,
    translated,
    program,
    ready: threaded?.ready,
    memoryVersion: memory.version,
    generateMilliseconds: generated - began,
    compileMilliseconds: performance.now() - generated,
  }
}
