import { checkModel } from '../compile/check-model.js'
import { callsHost, writtenBy } from '../compile/compile-model.js'
import type { NetworkModel } from '../compile/network-model.js'
import { floatArrays, watchArrays } from '../compile/watch-values.js'
import { renderDiagnostic } from '../language/diagnostics/render-text.js'
import { ValueWatch } from '../runtime/value-watch.js'
import { compileNetwork, type CompiledNetwork } from './compiled-network.js'
import type { MemberRegistry } from './member-registry.js'
import type { MessageLog } from './message-log.js'
import { modelFindings } from './model-findings.js'
import type { RunOptions } from './run-options.js'
import { arraysBeyond, type SavedArray, type Snapshot } from './snapshot.js'
import type { Threads } from './threads.js'
import type { Workspace } from './workspace.js'

/** What goes on from a snapshot without being compiled again. */
interface CodeOfSnapshot {
  readonly compiled: CompiledNetwork
  /** Arrays that the code needs and the snapshot does not have, because it is older. */
  readonly rest: ReadonlyMap<string, SavedArray>
}

/** What a network makes code of, and where it tells what it noticed. */
export interface CodeSource {
  readonly workspace: Workspace
  readonly registry: MemberRegistry
  readonly slots: readonly string[]
  readonly threads: Threads
  readonly messages: MessageLog
}

/** The generated code of a network: made when it is needed, and kept as long as the model stays as it is. */
export class NetworkCode {
  readonly #source: CodeSource
  #compiled: CompiledNetwork | undefined
  /** The snapshot whose state the network has, until something is compiled for it. */
  #restored: Snapshot | undefined
  readonly #codeOfSnapshots = new WeakMap<Snapshot, CodeOfSnapshot>()

  constructor(source: CodeSource) {
    this.#source = source
  }

  /** The last that was made for the present model. */
  get current(): CompiledNetwork | undefined {
    return this.#compiled
  }

  /** The model has changed. */
  forget(): void {
    this.#compiled = undefined
    this.#restored = undefined
  }

  /** The model with its generated code, made anew if something has changed. */
  compile(watches = false): CompiledNetwork {
    const { workspace, registry, messages, threads } = this.#source
    if (workspace.lends) for (const member of registry.all) member.checkViews?.()
    if (this.#compiled?.memoryVersion === workspace.memory.version && this.#compiled.watches === watches)
      return this.#compiled
    this.#checkTexts()
    for (const member of registry.all) member.prepare?.()
    workspace.streams.clear()
    const present = this.#model()
    const several = watches || threads.count === 1 ? undefined : threads
    this.#compiled = compileNetwork(workspace, present, { watches, threads: several }, compiled => {
      for (const finding of modelFindings(workspace, present, compiled)) messages.tell(finding)
    })
    if (this.#restored !== undefined) this.#rememberFor(this.#restored, this.#compiled)
    this.#restored = undefined
    return this.#compiled
  }

  /** What a run needs: with callbacks, which cannot be called twice, code that looks at every value itself. */
  compileFor({ checkFinite }: RunOptions): CompiledNetwork {
    const { threads, workspace } = this.#source
    if (threads.count > 1) threads.teamOn(workspace.memory).start()
    if (checkFinite !== 'step') return this.compile()
    watchArrays(workspace)
    const plain = this.compile()
    return callsHost(plain.model) ? this.compile(true) : plain
  }

  /** The code with its threads ready; other code if there can be no threads. */
  async withThreads(compiled: CompiledNetwork, options: RunOptions): Promise<CompiledNetwork> {
    try {
      await compiled.ready?.()
      return compiled
    } catch (error) {
      const { threads, messages } = this.#source
      threads.giveUp()
      messages.tell({
        level: 'info',
        code: 'single-thread',
        text: `the network runs on one thread: no other could be started (${error instanceof Error ? error.message : String(error)})`,
      })
      this.forget()
      return this.compileFor(options)
    }
  }

  /** Looks, beside code that does not, for values that are not finite, if a run asks for that. */
  watchFor(compiled: CompiledNetwork, { checkFinite }: RunOptions): ValueWatch | undefined {
    if (checkFinite !== 'step' || compiled.watches) return undefined
    const { workspace } = this.#source
    const { model } = compiled
    const buffers = new Set(model.recordings.flatMap(({ columns }) => columns.map(({ array }) => array)))
    const written = writtenBy(model)
    return new ValueWatch(
      workspace.memory,
      workspace,
      floatArrays(workspace, compiled.objects).filter(array => written.has(array)),
      [...written].filter(array => !buffers.has(array)),
      () => compileNetwork(workspace, this.#model(), { watches: true }),
    )
  }

  /** The network was stored: it can go on from there with its present code. */
  stored(snapshot: Snapshot): void {
    if (this.#isCurrent(this.#compiled)) this.#rememberFor(snapshot, this.#compiled)
  }
  /** What the present code needs besides a snapshot to go on from it; nothing if it cannot. */
  restFor(snapshot: Snapshot): ReadonlyMap<string, SavedArray> | undefined {
    const code = this.#codeOfSnapshots.get(snapshot)
    return code?.compiled === this.#compiled && this.#isCurrent(this.#compiled) ? code?.rest : undefined
  }
  /** The network has the state of a snapshot, for which there is no code yet. */
  startsFrom(snapshot: Snapshot): void {
    this.#compiled = undefined
    this.#restored = snapshot
  }

  #isCurrent(compiled: CompiledNetwork | undefined): compiled is CompiledNetwork {
    return compiled?.memoryVersion === this.#source.workspace.memory.version
  }
  /** The network has the state of the snapshot, and this code goes on from there. Threads keep more than the snapshot tells. */
  #rememberFor(snapshot: Snapshot, compiled: CompiledNetwork): void {
    if (this.#source.threads.count > 1) return
    const { memory } = this.#source.workspace
    this.#codeOfSnapshots.set(snapshot, { compiled, rest: arraysBeyond(snapshot, memory) })
  }

  #checkTexts(): void {
    const { workspace, messages } = this.#source
    for (const warning of checkModel(workspace, this.#model()))
      messages.tell({ level: 'warning', code: warning.code, text: renderDiagnostic(warning) })
  }
  #model(): NetworkModel {
    const { slots, registry } = this.#source
    return { name: 'network', slots, objects: registry.all.map(member => member.model()) }
  }
}
