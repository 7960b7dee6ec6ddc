import { checkModel } from '../compile/check-model.js'
import type { NetworkModel } from '../compile/network-model.js'
import { renderDiagnostic } from '../language/diagnostics/render-text.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { PAUSE } from '../compile/event-calendar.js'
import { runControl } from '../compile/advance.js'
import { processorTime } from '../runtime/threads/start-worker.js'
import { stepArray } from '../compile/clock-bindings.js'
import { Clock } from '../runtime/clock.js'
import type { Profile } from '../runtime/profiled-advance.js'
import { drain, runSteps, type RunnableModel } from '../runtime/run-loop.js'
import { ValueWatch } from '../runtime/value-watch.js'
import { floatArrays, watchArrays } from '../compile/watch-values.js'
import { callsHost, writtenBy } from '../compile/compile-model.js'
import type { RowSink } from '../runtime/row-sink.js'
import { second } from '../units/dimension.js'
import { Quantity } from '../units/quantity.js'
import { compileNetwork, type CompiledNetwork } from './compiled-network.js'
import { modelFindings } from './model-findings.js'
import { MemberRegistry } from './member-registry.js'
import type { Message } from '../errors/message.js'
import { MonitorCore } from './monitor-core.js'
import { readNamespace, type NamespaceInput } from './namespace.js'
import type { NetworkScope } from './network-scope.js'
import { findNonFinite } from './non-finite.js'
import { checkFlag, checkOptions, describeValue } from './options.js'
import { ProgressReporter } from './progress.js'
import { readSeconds, readTimeStep } from './read-time.js'
import type { RunOptions, RunSummary } from './run-options.js'
import { variableOf } from './variable-access.js'
import type { VariableOwner } from './variable-owner.js'
import {
  arraysBeyond,
  restoreSnapshot,
  takeSnapshot,
  type RestoreOptions,
  type SavedArray,
  type Snapshot,
} from './snapshot.js'
import { reportText, type RestoreReport } from './snapshot-comparison.js'
import { RowTargets } from './row-targets.js'
import { SnapshotStore } from './snapshot-store.js'
import { StreamPause } from './stream-pause.js'
import type { Progress, Threads } from './threads.js'
import type { Workspace } from './workspace.js'

/** The largest value of an integer variable. */
const LARGEST_WHOLE_NUMBER = 2 ** 31 - 1
const RUN_OPTIONS = ['report', 'reportPeriod', 'namespace', 'profile', 'checkFinite', 'signal']

/** What goes on from a snapshot without being compiled again. */
interface CodeOfSnapshot {
  readonly compiled: CompiledNetwork
  /** Arrays that the code needs and the snapshot does not have, because it is older. */
  readonly rest: ReadonlyMap<string, SavedArray>
}

/** What a network is made of before it has objects. */
export interface SimulationParts {
  readonly workspace: Workspace
  readonly defaultClock: Clock
  readonly slots: readonly string[]
  readonly onMessage: (message: Message) => void
  readonly threads: Threads
}

/** The state of a network beyond its objects: time, memory, what was compiled, and whether a run is under way. */
export class Simulation {
  readonly workspace: Workspace
  readonly registry: MemberRegistry
  readonly messages: Message[] = []
  readonly scope: NetworkScope
  readonly slots: readonly string[]
  readonly threads: Threads
  readonly #onMessage: (message: Message) => void
  readonly #snapshots = new SnapshotStore()
  readonly #rows: RowTargets
  #time = 0
  #compiled: CompiledNetwork | undefined
  /** The snapshot whose state the network has, until something is compiled for it. */
  #restored: Snapshot | undefined
  readonly #codeOfSnapshots = new WeakMap<Snapshot, CodeOfSnapshot>()
  #runNamespace: NamespaceInput | undefined
  #state: 'idle' | 'running' | 'in a callback' | 'broken' | 'disposed' = 'idle'
  #profile: Profile | undefined
  /** Whether the network is disposed of as soon as its run has ended. */
  #isForsaken = false
  /** Milliseconds of all runs. */
  #spentInCallbacks = 0
  /** Of the present run, or the last one. */
  #pause = new StreamPause()

  constructor({ workspace, defaultClock, slots, onMessage, threads }: SimulationParts) {
    this.workspace = workspace
    this.registry = new MemberRegistry(defaultClock.name)
    this.#rows = new RowTargets(this.registry)
    this.slots = slots
    this.threads = threads
    this.#onMessage = onMessage
    if (threads.message !== undefined) this.#tell(threads.message)
    this.scope = {
      workspace,
      defaultClock,
      claimName: (base, given) => this.registry.claim(base, given),
      clockFor: (owner, dt) =>
        dt === undefined ? defaultClock : new Clock(this.registry.claimClock(owner), readTimeStep(dt)),
      add: member => {
        this.checkIdle('objects cannot be added')
        this.registry.add(member)
        this.#forgetCode()
      },
      find: name => this.registry.find(name),
      changed: () => {
        this.#forgetCode()
      },
      checkWritable: () => {
        if (this.#state !== 'in a callback') this.checkIdle('state cannot be written')
      },
      checkBetweenRuns: what => {
        this.checkIdle(what)
      },
      wrote: () => {
        workspace.hostWrote = true
      },
      message: (level, code, text) => {
        this.#tell({ level, code, text })
      },
    }
  }

  /** In seconds: the end of the last run, or within a callback the start of the present step. */
  get time(): number {
    return this.#state === 'in a callback' ? this.#presentTime() : this.#time
  }
  /** Milliseconds per kernel of the last run that measured them. */
  get profile(): Profile | undefined {
    return this.#profile
  }

  /** Does everything that a run does before its first step. @throws {DiagnosticError | RheobaseError} with all mistakes found */
  check(): void {
    this.checkIdle('it cannot be checked')
    for (const member of this.registry.all) member.checkValues?.()
    this.compile()
  }
  #checkTexts(): void {
    for (const warning of checkModel(this.workspace, this.#model())) {
      this.#tell({ level: 'warning', code: warning.code, text: renderDiagnostic(warning) })
    }
  }

  setSeed(seed: number): void {
    this.checkIdle('the seed cannot change')
    this.workspace.seed = { seed, epoch: 0 }
    this.workspace.restoreTurns(new Map())
  }

  setTimeStep(dt: Quantity, object?: object): void {
    this.checkIdle('the time step cannot change')
    const clock = object === undefined ? this.scope.defaultClock : this.#clockOf(object)
    const seconds = readTimeStep(dt)
    clock.checkDt(seconds)
    for (const member of this.registry.all) member.timeStepChanges?.(clock, seconds)
    clock.setDt(seconds)
    this.#forgetCode()
  }

  remove(object: { readonly name: string }): void {
    this.checkIdle('objects cannot be removed')
    const isObject = typeof object === 'object' && (object as unknown) !== null
    if (!isObject || this.registry.remove(object.name) === undefined) {
      throw new RheobaseError(
        'name',
        'unknown-object',
        isObject && typeof object.name === 'string'
          ? `the network has no object called \`${object.name}\``
          : `only objects of the network can be taken out of it, not ${describeValue(object)}`,
      )
    }
    this.#forgetCode()
  }
  /** The model has changed. */
  #forgetCode(): void {
    this.#compiled = undefined
    this.#restored = undefined
  }

  store(name = 'default'): void {
    const snapshot = this.#snapshots.set(name, () => {
      this.checkIdle('it cannot be stored')
      return takeSnapshot(this.workspace, this.#time, this.registry.all, this.#clocks())
    })
    if (this.#isCurrent(this.#compiled)) this.#rememberCode(snapshot, this.#compiled)
  }
  #isCurrent(compiled: CompiledNetwork | undefined): compiled is CompiledNetwork {
    return compiled?.memoryVersion === this.workspace.memory.version
  }
  /** The network has the state of the snapshot, and this code goes on from there. Threads keep more than the snapshot tells. */
  #rememberCode(snapshot: Snapshot, compiled: CompiledNetwork): void {
    if (this.threads.count > 1) return
    this.#codeOfSnapshots.set(snapshot, { compiled, rest: arraysBeyond(snapshot, this.workspace.memory) })
  }

  /** All clocks, those of objects that do nothing included. */
  #clocks(): ReadonlySet<Clock> {
    return new Set([
      this.scope.defaultClock,
      ...this.registry.all.flatMap(member => clocksOf(member.model())),
    ])
  }

  snapshotBytes(names: readonly string[]): Uint8Array {
    return this.#snapshots.toBytes(names)
  }
  addSnapshots(bytes: unknown): readonly string[] {
    return this.#snapshots.addBytes(bytes)
  }

  restore(name = 'default', options: RestoreOptions = {}): RestoreReport {
    checkOptions('restore', options, ['randomState', 'partial'])
    const randomState = checkFlag('randomState', options.randomState, false)
    const partial = checkFlag('partial', options.partial, false)
    if (this.#state !== 'broken') this.checkIdle('it cannot be restored')
    const snapshot = this.#snapshots.get(name)
    const code = this.#codeOfSnapshots.get(snapshot)
    const keepsCode = code?.compiled === this.#compiled && this.#isCurrent(this.#compiled)
    const report = restoreSnapshot(
      this.workspace,
      snapshot,
      {
        members: this.registry.all,
        clocks: this.#clocks(),
        defaultClock: this.scope.defaultClock,
        time: this.#time,
        ...(keepsCode ? { prepared: code?.rest } : {}),
      },
      { randomState, partial },
    )
    this.#state = 'idle'
    this.#time = snapshot.time
    if (!keepsCode) {
      this.#compiled = undefined
      this.#restored = partial ? undefined : snapshot
    }
    if (report.kept.length + report.unused.length > 0)
      this.#tell({ level: 'info', code: 'partly-restored', text: reportText(name, report) })
    return report
  }

  /** Simulates from where the last run stopped; a run that a signal ends tells what it took until then. @throws {DiagnosticError | RheobaseError} if the model is wrong; then nothing has changed */
  async run(duration: Quantity, options: RunOptions = {}): Promise<RunSummary> {
    checkOptions('run', options, RUN_OPTIONS)
    this.checkIdle('it cannot run')
    const { signal } = options
    checkSignal(signal)
    signal?.throwIfAborted()
    const seconds = readSeconds('the duration of a run', duration)
    if (seconds < 0)
      throw new RheobaseError(
        'value',
        'negative-duration',
        `a run cannot have the negative duration ${duration.toString()}`,
      )
    this.#useRunNamespace(options.namespace)
    for (const member of this.registry.all) member.checkValues?.()
    const before = this.#compiled
    const compiled = this.#compiledFor(options)
    const clocks = compiled.model.clocks.map(asClock)
    const { start, ends } = this.#boundaries(clocks, seconds)
    this.#warnOfManySteps(clocks, ends)
    clocks.forEach((clock, k) => {
      clock.step = start[k] ?? clock.step
    })
    this.workspace.randomKeys.fill(this.workspace.seed)
    this.workspace.hostWrote = false
    this.#profile = options.profile === true ? new Map() : undefined
    const period =
      options.reportPeriod === undefined ? 10 : readSeconds('the period of reports', options.reportPeriod)
    const reporter = new ProgressReporter(options.report, period, this.#time, seconds)
    const began = performance.now()
    let completed = 0
    this.#state = 'running'
    this.#pause = new StreamPause()
    const abort = (): void => {
      this.stop()
    }
    signal?.addEventListener('abort', abort)
    try {
      if (this.#rows.streamed.length > 0) await this.#pause.waitFor(this.#rows.begin(compiled.model))
      let running = compiled
      for (;;) {
        const before = completed
        running = await this.#withThreads(running, options)
        const runnable = this.#runnable(running, clocks, options, done => {
          completed = before + (1 - before) * done
          reporter.progressed(completed)
        })
        const sinceNow = this.#timeOfSteps(clocks)
        const leavesOff = (done: number): boolean => this.#gainsThreads(runnable, sinceNow(done))
        const leftOff = await runSteps({ ...runnable, leavesOff }, ends)
        if (!this.#isPaused && !leftOff) break
        if (leftOff) this.#compiled = undefined
        for (const member of this.registry.all) member.checkValues?.()
        running = this.#compiledFor(options)
        this.workspace.randomKeys.fill(this.workspace.seed)
      }
      if (this.#rows.streamed.length > 0) await this.#pause.waitFor(this.#rows.flush())
    } catch (error) {
      this.#state = this.#stateAfterError()
      await this.#rows.flushAfterError()
      throw error
    } finally {
      signal?.removeEventListener('abort', abort)
      for (const clock of clocks) clock.step = this.workspace.memory.scalar(stepArray(this.workspace, clock))
      if (this.#state !== 'running') this.#time = Math.min(...clocks.map(clock => clock.time))
      if (this.#isForsaken) this.threads.dispose()
    }
    this.#state = 'idle'
    const stopped = this.workspace.memory.scalar(runControl(this.workspace).stop) !== 0
    this.#time = stopped ? Math.min(...clocks.map(clock => clock.time)) : this.#time + seconds
    if (options.checkFinite !== 'off') this.#warnOfNonFinite(compiled)
    reporter.ended(stopped ? completed : 1)
    if (this.#isForsaken) this.dispose()
    const fresh = before !== compiled
    return {
      generateMilliseconds: fresh ? compiled.generateMilliseconds : 0,
      compileMilliseconds: fresh ? compiled.compileMilliseconds : 0,
      runMilliseconds: performance.now() - began,
      waitMilliseconds: this.#pause.milliseconds,
      stopped,
    }
  }

  /** The code with its threads ready; other code if there can be no threads. */
  async #withThreads(compiled: CompiledNetwork, options: RunOptions): Promise<CompiledNetwork> {
    try {
      await compiled.ready?.()
      return compiled
    } catch (error) {
      this.threads.giveUp()
      this.#tell({
        level: 'info',
        code: 'single-thread',
        text: `the network runs on one thread: no other could be started (${error instanceof Error ? error.message : String(error)})`,
      })
      this.#forgetCode()
      return this.#compiledFor(options)
    }
  }

  /** A watch that tells what the steps from now on have taken, callbacks left out. */
  #timeOfSteps(clocks: readonly Clock[]): (done: number) => Progress {
    const [began, spent, used] = [performance.now(), this.#spentInCallbacks, processorTime()]
    const first = clocks.map(clock => clock.step)
    return done => ({
      milliseconds: performance.now() - began - (this.#spentInCallbacks - spent),
      steps: Math.max(...clocks.map((clock, k) => clock.step - (first[k] ?? 0))),
      done,
      share: used === undefined ? 1 : ((processorTime() ?? 0) - used) / (performance.now() - began),
      memory: this.workspace.memory,
    })
  }
  #gainsThreads({ profile, watch }: RunnableModel, progress: Progress): boolean {
    return profile === undefined && watch === undefined && this.threads.gains(progress)
  }

  /** Whether the run only stands still because a pathway needs more room for events on their way. */
  get #isPaused(): boolean {
    return this.workspace.memory.scalar(runControl(this.workspace).stop) === PAUSE
  }

  stop(): void {
    if (this.#state === 'idle') return
    this.workspace.memory.setScalar(runControl(this.workspace).stop, 1)
    this.#pause.end()
  }

  /** A step is half done: some of its parts have run, others have not. But a stream breaks off between two steps. */
  #stateAfterError(): 'idle' | 'broken' {
    return this.#pause.isWaiting ? 'idle' : 'broken'
  }

  dispose(): void {
    // A run under way ends with the present step; the threads that it needs for that are ended then.
    if (this.#state === 'running' || this.#state === 'in a callback') {
      this.stop()
      this.#isForsaken = true
      return
    }
    this.#state = 'disposed'
    this.#compiled = undefined
    this.threads.dispose()
    this.#rows.close()
  }

  #model(): NetworkModel {
    return { name: 'network', slots: this.slots, objects: this.registry.all.map(member => member.model()) }
  }

  /** The model with its generated code, made anew if something has changed. */
  compile(watches = false): CompiledNetwork {
    const { memory } = this.workspace
    if (this.workspace.lends) for (const member of this.registry.all) member.checkViews?.()
    if (this.#compiled?.memoryVersion === memory.version && this.#compiled.watches === watches)
      return this.#compiled
    this.#checkTexts()
    for (const member of this.registry.all) member.prepare?.()
    this.workspace.streams.clear()
    const present = this.#model()
    const threads = watches || this.threads.count === 1 ? undefined : this.threads
    this.#compiled = compileNetwork(this.workspace, present, { watches, threads }, compiled => {
      for (const finding of modelFindings(this.workspace, present, compiled)) this.#tell(finding)
    })
    if (this.#restored !== undefined) this.#rememberCode(this.#restored, this.#compiled)
    this.#restored = undefined
    return this.#compiled
  }

  /** What a run needs: with callbacks, which cannot be called twice, code that looks at every value itself. */
  #compiledFor({ checkFinite }: RunOptions): CompiledNetwork {
    if (checkFinite !== 'step') return this.compile()
    watchArrays(this.workspace)
    const plain = this.compile()
    return callsHost(plain.model) ? this.compile(true) : plain
  }
  #watchFor(compiled: CompiledNetwork, { checkFinite }: RunOptions): ValueWatch | undefined {
    if (checkFinite !== 'step' || compiled.watches) return undefined
    const { workspace } = this
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

  #runnable(
    compiled: CompiledNetwork,
    clocks: readonly Clock[],
    options: RunOptions,
    onProgress: (done: number) => void,
  ): RunnableModel {
    return {
      leavesOff: () => false,
      streams: [...this.workspace.streams],
      wait: more => this.#pause.waitFor(more),
      model: compiled.model,
      program: compiled.program,
      memory: this.workspace.memory,
      storage: this.workspace,
      clocks,
      onProgress,
      columns: recording => this.#rows.of(recording.monitor),
      streamed: this.#rows.streamed,
      profile: this.#profile,
      watch: this.#watchFor(compiled, options),
    }
  }

  #clockOf(object: object): Clock {
    const isObject = typeof object === 'object' && (object as unknown) !== null
    const name = isObject && 'name' in object ? object.name : undefined
    const model = typeof name === 'string' ? this.registry.find(name)?.model() : undefined
    if (model !== undefined && 'clock' in model) return asClock(model.clock)
    throw new RheobaseError('value', 'no-own-clock', `${describeValue(object)} has no time step of its own`)
  }

  /** Makes a monitor part of the network. */
  monitor(
    model: ConstructorParameters<typeof MonitorCore>[1],
    variables: readonly string[],
    owner: VariableOwner,
    prepare?: () => void,
    mostRows?: number,
    sink?: RowSink,
  ): MonitorCore {
    const recorded = new Map(variables.map(name => [name, variableOf(owner, name)]))
    const core = new MonitorCore(
      this.scope,
      model,
      recorded,
      () => {
        this.#drain()
      },
      prepare,
      mostRows,
      () => this.time,
      sink,
    )
    this.scope.add(core)
    return core
  }

  /** Empties the buffers, so that a callback sees all that was recorded so far. */
  #drain(): void {
    const compiled = this.#compiled
    if (compiled === undefined || this.#state !== 'in a callback') return
    drain(
      this.#runnable(compiled, [], {}, () => undefined),
      true,
    )
  }

  /** Calls a function of the user in the middle of a step. */
  callBack(callback: (time: Quantity) => void): void {
    const { memory } = this.workspace
    const compiled = this.#compiled
    const version = memory.version
    const began = performance.now()
    this.#state = 'in a callback'
    try {
      callback(new Quantity(this.#presentTime(), second))
    } finally {
      this.#state = 'running'
      this.#spentInCallbacks += performance.now() - began
    }
    if (compiled === undefined) return
    if (memory.version !== version) compiled.program.rebind()
    if (!this.workspace.hostWrote && !this.workspace.lends) return
    this.workspace.hostWrote = false
    for (const name of compiled.model.preparations) compiled.program.procedure(name)()
  }

  #presentTime(): number {
    const clocks = this.#compiled?.model.clocks ?? [this.scope.defaultClock]
    return Math.min(
      ...clocks.map(clock => this.workspace.memory.scalar(stepArray(this.workspace, clock)) * clock.dt),
    )
  }

  /** First and last step of each clock for a run of this length from now. */
  #boundaries(clocks: readonly Clock[], seconds: number): { start: number[]; ends: number[] } {
    return {
      start: clocks.map(clock => Math.max(clock.step, clock.stepAt(this.#time))),
      ends: clocks.map(clock => clock.stepAt(this.#time + seconds)),
    }
  }

  #warnOfManySteps(clocks: readonly Clock[], ends: readonly number[]): void {
    const [clock] = clocks.filter((_, k) => (ends[k] ?? 0) > LARGEST_WHOLE_NUMBER)
    if (clock === undefined) return
    this.#tell({
      level: 'warning',
      code: 'many-timesteps',
      text:
        `the run goes on beyond step ${String(LARGEST_WHOLE_NUMBER)} of ${String(clock.dt)} s: \`t_in_timesteps\`, a whole number of 32 bits, ` +
        'begins again at -2147483648 there, while `t` goes on',
    })
  }

  #useRunNamespace(namespace: NamespaceInput | undefined): void {
    if (namespace === undefined && this.#runNamespace === undefined) return
    this.workspace.useOnTop(
      namespace === undefined ? undefined : readNamespace('namespace of the run', namespace),
    )
    this.#runNamespace = namespace
    this.#forgetCode()
  }

  #warnOfNonFinite({ objects }: CompiledNetwork): void {
    for (const { owner, variable, element, value } of findNonFinite(this.workspace, objects)) {
      this.#tell({
        level: 'warning',
        code: 'invalid-values',
        text:
          `\`${owner}.${variable}\` is ${String(value)} for element ${String(element)} at the end of the run: the integration may be unstable. ` +
          "Run with { checkFinite: 'step' } to see where it begins.",
      })
    }
  }

  #tell(message: Message): void {
    if (this.messages.some(({ text }) => text === message.text)) return
    this.messages.push(message)
    this.#onMessage(message)
  }

  /** @throws {RheobaseError} kind `state` unless nothing is under way */
  checkIdle(what: string): void {
    if (this.#state === 'idle') return
    throw new RheobaseError('state', 'network-busy', `${what} ${REASONS[this.#state]}`)
  }
}

const REASONS = {
  running: 'while a run is under way; await it first, or use a network operation',
  'in a callback': 'from a network operation; do it between runs',
  broken: 'after an error in the middle of a step; go back to a stored state with restore()',
  disposed: 'any more: this network was disposed of',
} as const

const clocksOf = (object: NetworkModel['objects'][number]): Clock[] =>
  'clock' in object ? [asClock(object.clock)] : []

function asClock(clock: unknown): Clock {
  if (clock instanceof Clock) return clock
  throw new RheobaseError('internal', 'foreign-clock', 'a clock of the model is no clock of the run')
}

function checkSignal(signal: unknown): void {
  if (signal === undefined || signal instanceof AbortSignal) return
  throw new RheobaseError(
    'type',
    'not-a-signal',
    `the signal of a run must be an AbortSignal, not ${describeValue(signal)}`,
  )
}
