import { DEFAULT_SLOTS } from '../compile/schedule.js'
import { namespaceFindings } from '../compile/namespace-use.js'
import { checkModel } from '../compile/check-model.js'
import type { NetworkModel } from '../compile/network-model.js'
import { renderDiagnostic } from '../language/diagnostics/render-text.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { runControl } from '../compile/advance.js'
import { stepArray } from '../compile/clock-bindings.js'
import { Clock } from '../runtime/clock.js'
import { drain, runSteps, type Profile, type RunnableModel } from '../runtime/run-loop.js'
import type { RecordedColumns } from '../runtime/recorded-columns.js'
import { jsTarget } from '../targets/js/js-target.js'
import type { Target } from '../targets/target.js'
import { wasmTarget } from '../targets/wasm/wasm-target.js'
import { second } from '../units/dimension.js'
import { printQuantity } from '../units/print-quantity.js'
import { Quantity } from '../units/quantity.js'
import { compileNetwork, type CompiledNetwork } from './compiled-network.js'
import { makeHandle, viewOf, type NeuronGroup } from './group-handle.js'
import { inspectNetwork, type Inspection } from './inspect.js'
import { makeNeuronGroup, type NeuronGroupOptions } from './make-neuron-group.js'
import { makePoissonGroup, type PoissonEquations, type PoissonGroupOptions } from './make-poisson-group.js'
import { MemberRegistry } from './member-registry.js'
import type { Message } from './message.js'
import { MonitorCore } from './monitor-core.js'
import { readNamespace, type NamespaceInput } from './namespace.js'
import {
  makeNetworkOperation,
  type NetworkOperation,
  type NetworkOperationOptions,
} from './network-operation.js'
import type { NetworkScope } from './network-scope.js'
import { findNonFinite } from './non-finite.js'
import { checkOptionNames, describeValue } from './options.js'
import { Pathway } from './pathway.js'
import { makePopulationRateMonitor, type PopulationRateMonitor } from './population-rate-monitor.js'
import { ProgressReporter } from './progress.js'
import { readSeconds, readTimeStep } from './read-time.js'
import type { RunOptions, RunSummary } from './run-options.js'
import { makeSpikeGenerator, type SpikeGenerator, type SpikeGeneratorOptions } from './spike-generator.js'
import { makeSpikeMonitor, type SpikeMonitor, type SpikeMonitorOptions } from './spike-monitor.js'
import {
  makeStateMonitor,
  type StateMonitor,
  type StateMonitorOptions,
  type StateMonitorSource,
} from './state-monitor.js'
import { makeSynapses, synapsesCoreOf, type Synapses, type SynapsesOptions } from './synapses.js'
import {
  NO_TIME_SPENT,
  summariseNetwork,
  withRun,
  type NetworkPart,
  type NetworkSummary,
  type TimeSpent,
} from './summary.js'
import { variableOf, type VariableOwner } from './variable-access.js'
import { restoreSnapshot, takeSnapshot, type Snapshot } from './snapshot.js'
import { Workspace } from './workspace.js'

/** Options of `new Network()`. */
export interface NetworkOptions {
  /** Time step of all objects that have none of their own; 0.1 ms if left out. */
  readonly dt?: Quantity
  /** A whole number from 0 to 2^53 - 1. Without one it is drawn, and `net.seed` tells it. */
  readonly seed?: number
  /** What the kernels become: WebAssembly, or readable JavaScript with the same bits. */
  readonly target?: 'wasm' | 'js'
  /** Constants and functions that all objects share. */
  readonly namespace?: NamespaceInput
  /** Slots of a time step in order, instead of start, groups, thresholds, synapses, resets, end. */
  readonly schedule?: readonly string[]
  /** Where messages go; warnings go to `console.warn` if left out. */
  readonly onMessage?: (message: Message) => void
}

const OPTIONS = ['dt', 'seed', 'target', 'namespace', 'schedule', 'onMessage']
const RUN_OPTIONS = ['report', 'reportPeriod', 'namespace', 'profile', 'checkFinite']
const TARGETS: Readonly<Record<'wasm' | 'js', Target>> = { wasm: wasmTarget, js: jsTarget }

/**
 * A network: everything that is simulated together. It owns the clock, the seed, the memory and the generated code; two networks in
 * one program know nothing of each other.
 *
 *     const net = new Network({ dt: ms(0.1), seed: 1 })
 *     const neurons = net.neuronGroup(100, 'dv/dt = (2 - v)/(10*ms) : 1', { threshold: 'v > 1', reset: 'v = 0' })
 *     const spikes = net.spikeMonitor(neurons)
 *     await net.run(ms(100))
 */
export class Network {
  readonly #workspace: Workspace
  readonly #scope: NetworkScope
  readonly #registry = new MemberRegistry()
  readonly #slots: readonly string[]
  readonly #messages: Message[] = []
  readonly #onMessage: (message: Message) => void
  #time = 0
  #compiled: CompiledNetwork | undefined
  #runNamespace: NamespaceInput | undefined
  #state: 'idle' | 'running' | 'in a callback' | 'disposed' = 'idle'
  #profile: Profile | undefined
  readonly #snapshots = new Map<string, Snapshot>()
  /** What the factories gave out, by name. */
  readonly #handles = new Map<string, object>()
  #spent: TimeSpent = NO_TIME_SPENT

  /** @throws {RheobaseError} for unknown options and impossible values */
  constructor(options: NetworkOptions = {}) {
    checkOptionNames('Network', options, OPTIONS)
    const target = options.target ?? 'wasm'
    if (!(target in TARGETS))
      throw new RheobaseError(
        'value',
        'unknown-target',
        `there is no target ${describeValue(target)}: use 'wasm' or 'js'`,
      )
    this.#onMessage =
      options.onMessage ??
      (message => {
        if (message.level === 'warning') console.warn(message.text)
      })
    this.#slots = checkedSlots(options.schedule ?? DEFAULT_SLOTS)
    this.#workspace = new Workspace(
      TARGETS[target],
      readNamespace('namespace of the network', options.namespace ?? {}),
      { seed: checkedSeed(options.seed ?? drawnSeed()), epoch: 0 },
    )
    const defaultClock = new Clock('defaultclock', readTimeStep(options.dt))
    this.#scope = {
      workspace: this.#workspace,
      defaultClock,
      claimName: (base, given) => this.#registry.claim(base, given),
      clockFor: (owner, dt) =>
        dt === undefined ? defaultClock : new Clock(`${owner}_clock`, readTimeStep(dt)),
      add: member => {
        this.#checkIdle('objects cannot be added')
        this.#registry.add(member)
        this.#compiled = undefined
      },
      changed: () => {
        this.#compiled = undefined
      },
      checkWritable: () => {
        if (this.#state !== 'in a callback') this.#checkIdle('state cannot be written')
      },
      wrote: () => {
        this.#workspace.hostWrote = true
      },
      message: (level, code, text) => {
        this.#tell({ level, code, text })
      },
    }
  }

  /** Simulated time: the end of the last run, or within a callback the start of the present step. */
  get t(): Quantity {
    return new Quantity(this.#state === 'in a callback' ? this.#presentTime() : this.#time, second)
  }
  /** Time step of all objects that have none of their own. */
  get dt(): Quantity {
    return new Quantity(this.#scope.defaultClock.dt, second)
  }
  /** The seed of all random numbers, drawn if none was given. */
  get seed(): number {
    return this.#workspace.seed.seed
  }
  get target(): 'wasm' | 'js' {
    return this.#workspace.target.name
  }
  /** Warnings and other messages so far, each text once. */
  get messages(): readonly Message[] {
    return this.#messages
  }
  /** Bytes of memory that state, synapses and buffers take. */
  get memoryBytes(): number {
    return this.#workspace.memory.bytes
  }
  /** Milliseconds in each kernel of the last run with `profile: true`, longest first. @throws {RheobaseError} kind `value` without one */
  get profile(): readonly { readonly kernel: string; readonly milliseconds: number }[] {
    if (this.#profile === undefined)
      throw new RheobaseError('value', 'not-profiled', 'no times were measured: run with { profile: true }')
    return [...this.#profile]
      .map(([kernel, milliseconds]) => ({ kernel, milliseconds }))
      .sort((a, b) => b.milliseconds - a.milliseconds)
  }

  /**
   * Neurons (or other elements) with equations.
   *
   *     net.neuronGroup(4000, 'dv/dt = (El - v)/tau : volt (unless refractory)', {
   *       threshold: 'v > -50*mV', reset: 'v = El', refractory: ms(5), namespace: { El: mV(-60), tau: ms(20) },
   *     })
   * @throws {DiagnosticError | RheobaseError} for everything in the texts and options that is wrong by itself
   */
  neuronGroup<const Equations extends string>(
    size: number,
    equations: Equations,
    options: NeuronGroupOptions = {},
  ): NeuronGroup<Equations> {
    const core = makeNeuronGroup(this.#scope, size, equations, options)
    return this.#handOut(
      makeHandle({ core, start: 0, stop: core.size, name: core.name }) as NeuronGroup<Equations>,
    )
  }

  /** Sources that spike at random, at most once a step: `rates` is one frequency, one per neuron, or text such as `'10*Hz*(1 + sin(2*pi*t/second))'`. */
  poissonGroup(
    size: number,
    rates: Quantity | string,
    options: PoissonGroupOptions = {},
  ): NeuronGroup<PoissonEquations> {
    const core = makePoissonGroup(this.#scope, size, rates, options)
    return this.#handOut(
      makeHandle({ core, start: 0, stop: core.size, name: core.name }) as NeuronGroup<PoissonEquations>,
    )
  }

  /** Neurons that spike when they are told to: neuron `indices[k]` at `times[k]`. */
  spikeGenerator(
    size: number,
    indices: ArrayLike<number>,
    times: Quantity,
    options: SpikeGeneratorOptions = {},
  ): SpikeGenerator {
    return this.#handOut(makeSpikeGenerator(this.#scope, size, indices, times, options))
  }

  /**
   * Synapses from one group (or a part of one) to another; `connect` makes them.
   *
   *     const synapses = net.synapses(neurons.slice(0, 3200), neurons, { equations: 'w : volt', onPre: 'v_post += w' })
   *     synapses.connect({ p: 0.02 })
   *     synapses.w.set('rand()*mV')
   */
  synapses<const Equations extends string = ''>(
    source: object,
    target: object,
    options: SynapsesOptions<Equations> = {},
  ): Synapses<Equations> {
    return makeSynapses(
      this.#scope,
      viewOf('the source of synapses', source),
      viewOf('the target of synapses', target),
      options,
    ) as Synapses<Equations>
  }

  /** Records the spikes of a group or of a part of one. */
  spikeMonitor(source: object, options: SpikeMonitorOptions = {}): SpikeMonitor {
    return this.eventMonitor(source, 'spike', options)
  }
  /** Records any event of a group. */
  eventMonitor(source: object, event: string, options: SpikeMonitorOptions = {}): SpikeMonitor {
    const view = viewOf('the source of a monitor', source)
    return this.#handOut(
      makeSpikeMonitor(this.#scope, view, options, event, (model, variables) =>
        this.#monitor(model, variables, view.core.owner(view.start, view.stop, view.name)),
      ),
    )
  }

  /** Records variables of some elements of a group or of synapses over time: `net.stateMonitor(neurons, 'v', { record: [0, 1] })`. */
  stateMonitor(
    source: object,
    variables: string | readonly string[],
    options: StateMonitorOptions,
  ): StateMonitor {
    const recorded = stateMonitorSource(source)
    return this.#handOut(
      makeStateMonitor(this.#scope, recorded, variables, options, (model, names, prepare) =>
        this.#monitor(model, names, recorded.owner(), prepare),
      ),
    )
  }

  /** Records the rate of a group, averaged over its neurons, in every step. */
  populationRateMonitor(source: object, options: { readonly name?: string } = {}): PopulationRateMonitor {
    const view = viewOf('the source of a monitor', source)
    return this.#handOut(
      makePopulationRateMonitor(this.#scope, view, options, model =>
        this.#monitor(model, [], view.core.owner(view.start, view.stop, view.name)),
      ),
    )
  }

  /** Calls a function between kernels, in every step or every `dt`; it may read and write all state, and stop the run. */
  networkOperation(
    callback: (time: Quantity) => void,
    options: NetworkOperationOptions = {},
  ): NetworkOperation {
    return makeNetworkOperation(this.#scope, callback, options, each => {
      this.#callBack(each)
    })
  }

  /** Sets the seed; random numbers go on from here as in a new network with that seed. */
  setSeed(seed: number): void {
    this.#checkIdle('the seed cannot change')
    this.#workspace.seed = { seed: checkedSeed(seed), epoch: 0 }
    this.#workspace.restoreTurns(new Map())
  }

  /** What the network consists of and has done so far, in numbers. */
  summary(): NetworkSummary {
    return summariseNetwork(this.parts(), this.seed, this.#spent)
  }

  /** @internal Its objects in the order in which they were made, as the factories gave them out. */
  parts(): readonly NetworkPart[] {
    return this.#registry.all.map(member => ({
      handle: this.#handles.get(member.name),
      model: member.model(),
    }))
  }

  /** Checks everything that a run would check, without running. @throws {DiagnosticError | RheobaseError} with all mistakes found */
  check(): void {
    for (const warning of checkModel(this.#workspace, this.#model())) {
      this.#tell({ level: 'warning', code: warning.code, text: renderDiagnostic(warning) })
    }
  }

  /**
   * Changes the time step of all objects that have none of their own, or that of one object (and of all that share its clock).
   * @throws {RheobaseError} kind `value` if the present time is not a multiple of the new step
   */
  setTimeStep(dt: Quantity, object?: object): void {
    this.#checkIdle('the time step cannot change')
    const clock = object === undefined ? this.#scope.defaultClock : this.#clockOf(object)
    const seconds = readTimeStep(dt)
    clock.checkDt(seconds)
    for (const member of this.#registry.all) member.timeStepChanges?.(clock, seconds)
    clock.setDt(seconds)
    this.#compiled = undefined
  }

  /** Takes an object out of the network; a monitor keeps what it has recorded. @throws {RheobaseError} kind `name` if it is not there */
  remove(object: { readonly name: string }): void {
    this.#checkIdle('objects cannot be removed')
    if (this.#registry.remove(object.name) === undefined) {
      throw new RheobaseError('name', 'unknown-object', `the network has no object called \`${object.name}\``)
    }
    this.#compiled = undefined
  }

  /** Saves the state under a name: variables, monitors, clocks, spikes under way, random numbers. */
  store(name = 'default'): void {
    this.#checkIdle('it cannot be stored')
    const clocks = new Set([
      this.#scope.defaultClock,
      ...this.#registry.all.flatMap(member => clocksOf(member.model())),
    ])
    this.#snapshots.set(name, takeSnapshot(this.#workspace, this.#time, this.#registry.all, clocks))
  }
  /**
   * Goes back to a saved state. Other random numbers follow than after the first time, unless `randomState` is set.
   * @throws {RheobaseError} kind `name` if nothing was saved under that name or the network has other objects
   */
  restore(name = 'default', { randomState = false }: { readonly randomState?: boolean } = {}): void {
    this.#checkIdle('it cannot be restored')
    const snapshot = this.#snapshots.get(name)
    if (snapshot === undefined) {
      throw new RheobaseError(
        'name',
        'unknown-snapshot',
        `nothing was stored under "${name}". There is: ${[...this.#snapshots.keys()].join(', ') || 'nothing'}.`,
      )
    }
    restoreSnapshot(this.#workspace, snapshot, this.#registry.all, randomState)
    this.#time = snapshot.time
    this.#compiled = undefined
  }

  /** What the network made of the model: the schedule of a step, the update statements, the kernels, the generated code. */
  inspect(): Inspection {
    this.#checkIdle('it cannot be inspected')
    return inspectNetwork(this.#compile(), this.#workspace.target.name)
  }

  /** The name of the integration method of a group; nothing if it has no differential equations. */
  integrationMethod(group: object): string | undefined {
    const { core } = viewOf('the group', group)
    return this.#compile().model.updates.get(core.name)?.method?.name
  }

  /**
   * Simulates for a duration, from where the last run stopped. The page or the process stays alive meanwhile.
   * @returns times of generation, compilation and simulation
   * @throws {DiagnosticError | RheobaseError} if the model is wrong; then nothing has changed
   */
  async run(duration: Quantity, options: RunOptions = {}): Promise<RunSummary> {
    checkOptionNames('run', options, RUN_OPTIONS)
    this.#checkIdle('it cannot run')
    const seconds = readSeconds('the duration of a run', duration)
    if (seconds < 0)
      throw new RheobaseError(
        'value',
        'negative-duration',
        `a run cannot have the negative duration ${duration.toString()}`,
      )
    this.#useRunNamespace(options.namespace)
    const before = this.#compiled
    const compiled = this.#compile()
    const clocks = compiled.model.clocks.map(asClock)
    const { start, ends } = this.#boundaries(clocks, seconds)
    clocks.forEach((clock, k) => {
      clock.step = start[k] ?? clock.step
    })
    this.#workspace.randomKeys.fill(this.#workspace.seed)
    this.#workspace.hostWrote = false
    this.#profile = options.profile === true ? new Map() : undefined
    const period =
      options.reportPeriod === undefined ? 10 : readSeconds('the period of reports', options.reportPeriod)
    const reporter = new ProgressReporter(options.report, period, this.#time, seconds)
    const began = performance.now()
    let completed = 0
    this.#state = 'running'
    try {
      await runSteps(
        this.#runnable(compiled, clocks, options, done => {
          completed = done
          reporter.progressed(done)
        }),
        ends,
      )
    } finally {
      this.#state = 'idle'
      for (const clock of clocks)
        clock.step = this.#workspace.memory.scalar(stepArray(this.#workspace, clock))
    }
    const stopped = this.#workspace.memory.scalar(runControl(this.#workspace).stop) !== 0
    this.#time = stopped ? Math.min(...clocks.map(clock => clock.time)) : this.#time + seconds
    if (options.checkFinite !== 'off') this.#warnOfNonFinite(compiled)
    reporter.ended(stopped ? completed : 1)
    const fresh = before !== compiled
    const summary = {
      generateMilliseconds: fresh ? compiled.generateMilliseconds : 0,
      compileMilliseconds: fresh ? compiled.compileMilliseconds : 0,
      runMilliseconds: performance.now() - began,
      stopped,
    }
    this.#spent = withRun(this.#spent, summary)
    return summary
  }

  /** Ends the run under way after the present step. A later run goes on from there. */
  stop(): void {
    if (this.#state === 'idle') return
    this.#workspace.memory.setScalar(runControl(this.#workspace).stop, 1)
  }

  /** Frees what the network holds; it cannot be used any more. */
  dispose(): void {
    this.#state = 'disposed'
    this.#compiled = undefined
  }

  #model(): NetworkModel {
    return { name: 'network', slots: this.#slots, objects: this.#registry.all.map(member => member.model()) }
  }

  #compile(): CompiledNetwork {
    const { memory } = this.#workspace
    if (this.#compiled?.memoryVersion === memory.version) return this.#compiled
    this.check()
    for (const member of this.#registry.all) member.prepare?.()
    this.#compiled = compileNetwork(this.#workspace, this.#model())
    for (const finding of namespaceFindings(this.#model(), this.#workspace.namesInText)) this.#tell(finding)
    this.#tellChosenMethods(this.#compiled)
    return this.#compiled
  }

  #runnable(
    compiled: CompiledNetwork,
    clocks: readonly Clock[],
    options: RunOptions,
    onProgress: (done: number) => void,
  ): RunnableModel {
    return {
      model: compiled.model,
      program: compiled.program,
      memory: this.#workspace.memory,
      storage: this.#workspace,
      clocks,
      onProgress,
      columns: recording => this.#columnsOf(recording.monitor),
      profile: this.#profile,
      afterStep:
        options.checkFinite === 'step'
          ? () => {
              this.#refuseNonFinite(compiled, clocks)
            }
          : undefined,
    }
  }

  #clockOf(object: object): Clock {
    const name = 'name' in object ? object.name : undefined
    const model = typeof name === 'string' ? this.#registry.find(name)?.model() : undefined
    if (model !== undefined && 'clock' in model) return asClock(model.clock)
    throw new RheobaseError('value', 'no-own-clock', `${describeValue(object)} has no time step of its own`)
  }

  #columnsOf(monitor: string): RecordedColumns {
    const member = this.#registry.find(monitor)
    if (member instanceof MonitorCore) return member.columns
    throw new RheobaseError('internal', 'unknown-monitor', `no monitor is called ${monitor}`)
  }

  #handOut<Handle extends { readonly name: string }>(handle: Handle): Handle {
    this.#handles.set(handle.name, handle)
    return handle
  }

  #monitor(
    model: ConstructorParameters<typeof MonitorCore>[1],
    variables: readonly string[],
    owner: VariableOwner,
    prepare?: () => void,
  ): MonitorCore {
    const recorded = new Map(variables.map(name => [name, variableOf(owner, name)]))
    const core = new MonitorCore(
      this.#scope,
      model,
      recorded,
      () => {
        this.#drain()
      },
      prepare,
    )
    this.#scope.add(core)
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

  #callBack(callback: (time: Quantity) => void): void {
    const { memory } = this.#workspace
    const compiled = this.#compiled
    const version = memory.version
    this.#state = 'in a callback'
    try {
      callback(new Quantity(this.#presentTime(), second))
    } finally {
      this.#state = 'running'
    }
    if (compiled === undefined) return
    if (memory.version !== version) compiled.program.rebind()
    if (!this.#workspace.hostWrote) return
    this.#workspace.hostWrote = false
    for (const name of compiled.model.preparations) compiled.program.procedure(name)()
  }

  #presentTime(): number {
    const clocks = this.#compiled?.model.clocks ?? [this.#scope.defaultClock]
    return Math.min(
      ...clocks.map(clock => this.#workspace.memory.scalar(stepArray(this.#workspace, clock)) * clock.dt),
    )
  }

  /** First and last step of each clock for a run of this length from now. */
  #boundaries(clocks: readonly Clock[], seconds: number): { start: number[]; ends: number[] } {
    return {
      start: clocks.map(clock => Math.max(clock.step, clock.stepAt(this.#time))),
      ends: clocks.map(clock => clock.stepAt(this.#time + seconds)),
    }
  }

  #useRunNamespace(namespace: NamespaceInput | undefined): void {
    if (namespace === undefined && this.#runNamespace === undefined) return
    this.#workspace.useOnTop(
      namespace === undefined ? undefined : readNamespace('namespace of the run', namespace),
    )
    this.#runNamespace = namespace
    this.#compiled = undefined
  }

  #tellChosenMethods({ model, objects }: CompiledNetwork): void {
    for (const object of objects) {
      const method = model.updates.get(object.name)?.method
      if (object.kind !== 'neuron-group' || !object.methodIsOpen || method === undefined) continue
      this.#tell({
        level: 'info',
        code: 'method-choice',
        text: `\`${object.name}\` leaves its integration method open; ${method.name} is used`,
      })
    }
  }

  #warnOfNonFinite({ objects }: CompiledNetwork): void {
    for (const { owner, variable, element, value } of findNonFinite(this.#workspace, objects)) {
      this.#tell({
        level: 'warning',
        code: 'invalid-values',
        text:
          `\`${owner}.${variable}\` is ${String(value)} for element ${String(element)} at the end of the run: the integration may be unstable. ` +
          "Run with { checkFinite: 'step' } to see where it begins.",
      })
    }
  }

  #refuseNonFinite({ objects }: CompiledNetwork, clocks: readonly Clock[]): void {
    const [bad] = findNonFinite(this.#workspace, objects)
    if (bad === undefined) return
    const time = Math.max(...clocks.map(clock => clock.time - clock.dt))
    throw new RheobaseError(
      'value',
      'not-finite',
      `\`${bad.owner}.${bad.variable}\` of element ${String(bad.element)} became ${String(bad.value)} in the step at ${printQuantity(new Quantity(time, second))}`,
    )
  }

  #tell(message: Message): void {
    if (this.#messages.some(({ text }) => text === message.text)) return
    this.#messages.push(message)
    this.#onMessage(message)
  }

  #checkIdle(what: string): void {
    if (this.#state === 'idle') return
    throw new RheobaseError(
      'state',
      'network-busy',
      this.#state === 'disposed'
        ? `this network was disposed of: ${what}`
        : `${what} while a run is under way; await it first, or use a network operation`,
    )
  }
}

function stateMonitorSource(source: object): StateMonitorSource {
  if (source instanceof Pathway) {
    const { synapses: core } = source
    return { owner: () => source.owner(), clock: core.clock, model: () => core.model(), pathway: source.name }
  }
  const synapses = synapsesCoreOf(source)
  if (synapses !== undefined)
    return { owner: () => synapses.owner(), clock: synapses.clock, model: () => synapses.model() }
  const { core, start, stop, name } = viewOf('the source of a state monitor', source)
  return {
    owner: () => core.owner(start, stop, name),
    clock: core.clock,
    model: () => ({ group: core.model(), start, stop }),
  }
}

const clocksOf = (object: NetworkModel['objects'][number]): Clock[] =>
  'clock' in object ? [asClock(object.clock)] : []

function asClock(clock: unknown): Clock {
  if (clock instanceof Clock) return clock
  throw new RheobaseError('internal', 'foreign-clock', 'a clock of the model is no clock of the run')
}

function checkedSeed(seed: unknown): number {
  if (typeof seed !== 'number')
    throw new RheobaseError('type', 'not-a-seed', `a seed is a whole number, not ${describeValue(seed)}`)
  if (Number.isSafeInteger(seed) && seed >= 0) return seed
  throw new RheobaseError(
    'value',
    'impossible-seed',
    `a seed is a whole number from 0 to 2^53 - 1, not ${String(seed)}`,
  )
}

/** From the clock of the host and its random numbers: a new network without a seed is different each time, and says which it is. */
// eslint-disable-next-line no-restricted-properties -- the seed itself may be anything; it is told
const drawnSeed = (): number => Math.floor(Math.random() * 2 ** 32)

function checkedSlots(slots: unknown): readonly string[] {
  if (!Array.isArray(slots) || slots.some(slot => typeof slot !== 'string')) {
    throw new RheobaseError(
      'type',
      'not-a-schedule',
      `a schedule is a list of slot names, not ${describeValue(slots)}`,
    )
  }
  const names = slots as readonly string[]
  const derived = names.find(slot => /^(before|after)_/.test(slot))
  if (derived !== undefined)
    throw new RheobaseError(
      'value',
      'implicit-slot',
      `"${derived}" cannot be listed in a schedule: every slot has its before_ and after_ anyway`,
    )
  return names
}
