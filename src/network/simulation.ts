import { printQuantity } from '../units/print-quantity.js'
import { runControl } from '../compile/advance.js'
import { stepArray } from '../compile/clock-bindings.js'
import { PAUSE } from '../compile/event-calendar.js'
import type { Message } from '../errors/message.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { Clock } from '../runtime/clock.js'
import type { Profile } from '../runtime/profiled-advance.js'
import type { RowSink } from '../runtime/row-sink.js'
import { drain, runSteps, type RunnableModel } from '../runtime/run-loop.js'
import { ProcessorShare } from '../runtime/threads/processor-share.js'
import { second } from '../units/dimension.js'
import { Quantity } from '../units/quantity.js'
import { checkIdle, type Activity } from './activity.js'
import type { CompiledNetwork } from './compiled-network.js'
import { manySteps } from './many-steps.js'
import { MemberRegistry } from './member-registry.js'
import { MessageLog } from './message-log.js'
import { asClock, boundaries, clocksOf } from './model-clocks.js'
import { MonitorCore } from './monitor-core.js'
import { readNamespace, type NamespaceInput } from './namespace.js'
import { NetworkCode } from './network-code.js'
import type { NetworkScope } from './network-scope.js'
import { nonFiniteWarnings } from './non-finite.js'
import { checkFlag, checkOptions, describeValue } from './options.js'
import { ProgressReporter } from './progress.js'
import { readSeconds, readTimeStep } from './read-time.js'
import { RowTargets } from './row-targets.js'
import type { RunOptions, RunSummary } from './run-options.js'
import { reportText, type RestoreReport } from './snapshot-comparison.js'
import { SnapshotStore } from './snapshot-store.js'
import { restoreSnapshot, takeSnapshot, type RestoreOptions } from './snapshot.js'
import { StreamPause } from './stream-pause.js'
import type { Progress, Threads } from './threads.js'
import { variableOf } from './variable-access.js'
import type { VariableOwner } from './variable-owner.js'
import type { Workspace } from './workspace.js'

const RUN_OPTIONS = ['report', 'reportPeriod', 'namespace', 'profile', 'checkFinite', 'signal']

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
  readonly scope: NetworkScope
  readonly slots: readonly string[]
  readonly threads: Threads
  readonly #messages: MessageLog
  readonly #code: NetworkCode
  readonly #snapshots = new SnapshotStore()
  readonly #rows: RowTargets
  #time = 0
  #runNamespace: NamespaceInput | undefined
  #activity: Activity = 'idle'
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
    this.#messages = new MessageLog(onMessage)
    if (threads.message !== undefined) this.#messages.tell(threads.message)
    this.#code = new NetworkCode({
      workspace,
      registry: this.registry,
      slots,
      threads,
      messages: this.#messages,
    })
    this.scope = {
      workspace,
      defaultClock,
      claimName: (base, given) => this.registry.claim(base, given),
      clockFor: (owner, dt) =>
        dt === undefined ? defaultClock : new Clock(this.registry.claimClock(owner), readTimeStep(dt)),
      add: member => {
        this.checkIdle('objects cannot be added')
        this.registry.add(member)
        this.#code.forget()
      },
      find: name => this.registry.find(name),
      changed: () => {
        this.#code.forget()
      },
      checkWritable: () => {
        if (this.#activity !== 'in a callback') this.checkIdle('state cannot be written')
      },
      checkBetweenRuns: what => {
        this.checkIdle(what)
      },
      wrote: () => {
        workspace.hostWrote = true
      },
      message: (level, code, text) => {
        this.#messages.tell({ level, code, text })
      },
    }
  }

  get messages(): readonly Message[] {
    return this.#messages.all
  }
  /** In seconds: the end of the last run, or within a callback the start of the present step. */
  get time(): number {
    return this.#activity === 'in a callback' ? this.#presentTime() : this.#time
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
    this.#code.forget()
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
    this.#code.forget()
  }
  store(name = 'default'): void {
    const snapshot = this.#snapshots.set(name, () => {
      this.checkIdle('it cannot be stored')
      return takeSnapshot(this.workspace, this.#time, this.registry.all, this.#clocks())
    })
    this.#code.stored(snapshot)
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
    if (this.#activity !== 'broken') this.checkIdle('it cannot be restored')
    const snapshot = this.#snapshots.get(name)
    const rest = this.#code.restFor(snapshot)
    const report = restoreSnapshot(
      this.workspace,
      snapshot,
      {
        members: this.registry.all,
        clocks: this.#clocks(),
        defaultClock: this.scope.defaultClock,
        time: this.#time,
        ...(rest === undefined ? {} : { prepared: rest }),
      },
      { randomState, partial },
    )
    this.#activity = 'idle'
    this.#time = snapshot.time
    if (rest === undefined) {
      if (partial) this.#code.forget()
      else this.#code.startsFrom(snapshot)
    }
    if (report.kept.length + report.unused.length > 0)
      this.#messages.tell({ level: 'info', code: 'partly-restored', text: reportText(name, report) })
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
        `a run cannot have the negative duration ${printQuantity(duration)}`,
      )
    this.#useRunNamespace(options.namespace)
    for (const member of this.registry.all) member.checkValues?.()
    const before = this.#code.current
    const compiled = this.#code.compileFor(options)
    const clocks = compiled.model.clocks.map(asClock)
    const { start, ends } = boundaries(clocks, this.#time, seconds)
    const warning = manySteps(clocks, ends)
    if (warning !== undefined) this.#messages.tell(warning)
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
    this.#activity = 'running'
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
        running = await this.#code.withThreads(running, options)
        const runnable = this.#runnable(running, clocks, options, done => {
          completed = before + (1 - before) * done
          reporter.progressed(completed)
        })
        const sinceNow = this.#timeOfSteps(clocks)
        const leavesOff = (done: number): boolean => this.#goesOnOtherwise(runnable, sinceNow(done))
        const leftOff = await runSteps({ ...runnable, leavesOff }, ends)
        if (!this.#isPaused && !leftOff) break
        if (leftOff) this.#code.forget()
        for (const member of this.registry.all) member.checkValues?.()
        running = this.#code.compileFor(options)
        this.workspace.randomKeys.fill(this.workspace.seed)
      }
      if (this.#rows.streamed.length > 0) await this.#pause.waitFor(this.#rows.flush())
    } catch (error) {
      this.#activity = this.#activityAfterError()
      await this.#rows.flushAfterError()
      throw error
    } finally {
      signal?.removeEventListener('abort', abort)
      for (const clock of clocks) clock.step = this.workspace.memory.scalar(stepArray(this.workspace, clock))
      if (this.#activity !== 'running') this.#time = Math.min(...clocks.map(clock => clock.time))
      if (this.#isForsaken) this.threads.dispose()
    }
    this.#activity = 'idle'
    const stopped = this.workspace.memory.scalar(runControl(this.workspace).stop) !== 0
    this.#time = stopped ? Math.min(...clocks.map(clock => clock.time)) : this.#time + seconds
    if (options.checkFinite !== 'off')
      for (const found of nonFiniteWarnings(this.workspace, compiled.objects)) this.#messages.tell(found)
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

  /** A watch that tells what the steps from now on have taken, callbacks left out. */
  #timeOfSteps(clocks: readonly Clock[]): (done: number) => Progress {
    const [began, spent, share] = [performance.now(), this.#spentInCallbacks, new ProcessorShare()]
    const first = clocks.map(clock => clock.step)
    return done => ({
      milliseconds: performance.now() - began - (this.#spentInCallbacks - spent),
      steps: Math.max(...clocks.map((clock, k) => clock.step - (first[k] ?? 0))),
      done,
      // To ask costs more than a step of a small network.
      get share() {
        return share.present
      },
      memory: this.workspace.memory,
    })
  }
  /** Whether threads, or other shares of theirs, make the rest of the run faster. */
  #goesOnOtherwise({ profile, watch }: RunnableModel, progress: Progress): boolean {
    if (profile !== undefined || watch !== undefined) return false
    return this.threads.count > 1 ? this.threads.areUneven(progress) : this.threads.gains(progress)
  }

  /** Whether the run only stands still because a pathway needs more room for events on their way. */
  get #isPaused(): boolean {
    return this.workspace.memory.scalar(runControl(this.workspace).stop) === PAUSE
  }

  stop(): void {
    if (this.#activity === 'idle') return
    this.workspace.memory.setScalar(runControl(this.workspace).stop, 1)
    this.#pause.end()
  }

  /** A step is half done: some of its parts have run, others have not. But a stream breaks off between two steps. */
  #activityAfterError(): 'idle' | 'broken' {
    return this.#pause.isWaiting ? 'idle' : 'broken'
  }

  dispose(): void {
    // A run under way ends with the present step; the threads that it needs for that are ended then.
    if (this.#activity === 'running' || this.#activity === 'in a callback') {
      this.stop()
      this.#isForsaken = true
      return
    }
    this.#activity = 'disposed'
    this.#code.forget()
    this.threads.dispose()
    this.#rows.close()
  }

  /** The model with its generated code, made anew if something has changed. */
  compile(): CompiledNetwork {
    return this.#code.compile()
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
      watch: this.#code.watchFor(compiled, options),
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
    const compiled = this.#code.current
    if (compiled === undefined || this.#activity !== 'in a callback') return
    drain(
      this.#runnable(compiled, [], {}, () => undefined),
      true,
    )
  }

  /** Calls a function of the user in the middle of a step. */
  callBack(callback: (time: Quantity) => void): void {
    const { memory } = this.workspace
    const compiled = this.#code.current
    const version = memory.version
    const began = performance.now()
    this.#activity = 'in a callback'
    try {
      callback(new Quantity(this.#presentTime(), second))
    } finally {
      this.#activity = 'running'
      this.#spentInCallbacks += performance.now() - began
    }
    if (compiled === undefined) return
    if (memory.version !== version) compiled.program.rebind()
    if (!this.workspace.hostWrote && !this.workspace.lends) return
    this.workspace.hostWrote = false
    for (const name of compiled.model.preparations) compiled.program.procedure(name)()
  }

  #presentTime(): number {
    const clocks = this.#code.current?.model.clocks ?? [this.scope.defaultClock]
    return Math.min(
      ...clocks.map(clock => this.workspace.memory.scalar(stepArray(this.workspace, clock)) * clock.dt),
    )
  }

  #useRunNamespace(namespace: NamespaceInput | undefined): void {
    if (namespace === undefined && this.#runNamespace === undefined) return
    this.workspace.useOnTop(
      namespace === undefined ? undefined : readNamespace('namespace of the run', namespace),
    )
    this.#runNamespace = namespace
    this.#code.forget()
  }

  /** @throws {RheobaseError} kind `state` unless nothing is under way */
  checkIdle(what: string): void {
    checkIdle(this.#activity, what)
  }
}

function checkSignal(signal: unknown): void {
  if (signal === undefined || signal instanceof AbortSignal) return
  throw new RheobaseError(
    'type',
    'not-a-signal',
    `the signal of a run must be an AbortSignal, not ${describeValue(signal)}`,
  )
}
