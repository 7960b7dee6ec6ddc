import { RheobaseError } from '../errors/rheobase-error.js'
import type { Message } from '../errors/message.js'
import type { Namespace } from '../model/namespace.js'
import type { Morphology } from '../morphology/morphology.js'
import { second } from '../units/dimension.js'
import { Quantity } from '../units/quantity.js'
import type { Equations } from './equations.js'
import { makeHandle, viewOf, type NeuronGroup } from './group-handle.js'
import type { GroupView } from './group-views.js'
import { inspectNetwork, type Inspection } from './inspect.js'
import type { Keep } from './keep.js'
import { makeNeuronGroup, type NeuronGroupOptions } from './make-neuron-group.js'
import { makePoissonGroup, type PoissonEquations, type PoissonGroupOptions } from './make-poisson-group.js'
import { makeSpatialNeuron, type SpatialNeuronOptions } from './make-spatial-neuron.js'
import {
  makeNetworkOperation,
  type NetworkOperation,
  type NetworkOperationOptions,
} from './network-operation.js'
import { checkedSeed, readNetworkOptions, type NetworkOptions } from './network-options.js'
import type { NetworkScope } from './network-scope.js'
import { setStatesOfParts, statesOfParts } from './network-states.js'
import { makePoissonInput, type PoissonInput, type PoissonInputOptions } from './poisson-input.js'
import {
  makePopulationRateMonitor,
  type PopulationRateMonitor,
  type PopulationRateMonitorOptions,
} from './population-rate-monitor.js'
import { precisionOf, type Precision } from './precision.js'
import type { RunOptions, RunSummary } from './run-options.js'
import { Simulation } from './simulation.js'
import type { RestoreReport } from './snapshot-comparison.js'
import type { RestoreOptions } from './snapshot.js'
import { makeSpatialHandle, type SpatialNeuron } from './spatial-neuron.js'
import { makeSpikeGenerator, type SpikeGenerator, type SpikeGeneratorOptions } from './spike-generator.js'
import { makeSpikeMonitor, type SpikeMonitor, type SpikeMonitorOptions } from './spike-monitor.js'
import { stateMonitorSource } from './state-monitor-source.js'
import { makeStateMonitor, type StateMonitor, type StateMonitorOptions } from './state-monitor.js'
import type { VariableValue } from './state-variable.js'
import type { StateOptions } from './states.js'
import type { StatisticsMonitor } from './statistics-monitor.js'
import {
  NO_TIME_SPENT,
  summariseNetwork,
  withRun,
  type NetworkPart,
  type NetworkSummary,
  type TimeSpent,
} from './summary.js'
import { synapsesCoreOf, type Synapses } from './synapses.js'
import { makeSynapses, type SynapsesOptions } from './make-synapses.js'
import { sideViewOf } from './synaptic-side.js'

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
  readonly #simulation: Simulation
  /** What the factories gave out, by name. */
  readonly #handles = new Map<string, object>()
  #spent: TimeSpent = NO_TIME_SPENT

  /** @throws {RheobaseError} for unknown options and impossible values */
  constructor(options: NetworkOptions = {}) {
    this.#simulation = new Simulation(readNetworkOptions(options))
  }

  /** Simulated time: the end of the last run, or within a callback the start of the present step. */
  get t(): Quantity<number> {
    return new Quantity(this.#simulation.time, second)
  }
  /** Time step of all objects that have none of their own. */
  get dt(): Quantity {
    return new Quantity(this.#simulation.scope.defaultClock.dt, second)
  }
  /** The seed of all random numbers, drawn if none was given. */
  get seed(): number {
    return this.#simulation.workspace.seed.seed
  }
  get target(): 'wasm' | 'js' {
    return this.#simulation.workspace.target.name
  }
  get precision(): Precision {
    return precisionOf(this.#simulation.workspace.float)
  }
  /** Threads that a run uses. */
  get threads(): number {
    return this.#simulation.threads.count
  }
  /** Warnings and other messages so far, each text once. */
  get messages(): readonly Message[] {
    return this.#simulation.messages
  }
  /** Bytes of memory that state, synapses and buffers take. */
  get memoryBytes(): number {
    return this.#simulation.workspace.memory.bytes
  }
  /** Milliseconds in each kernel of the last run with `profile: true`, longest first. @throws {RheobaseError} kind `value` without one */
  get profile(): readonly { readonly kernel: string; readonly milliseconds: number }[] {
    const { profile } = this.#simulation
    if (profile === undefined)
      throw new RheobaseError('value', 'not-profiled', 'no times were measured: run with { profile: true }')
    return [...profile]
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
  neuronGroup<const Text extends string>(
    size: number,
    equations: Text | Equations<Text>,
    options: NeuronGroupOptions = {},
  ): NeuronGroup<Text> {
    const core = makeNeuronGroup(this.#simulation.scope, size, equations, options)
    return this.#handOut(makeHandle({ core, ...core.whole }) as NeuronGroup<Text>)
  }

  /**
   * A neuron with a form: a tree of compartments, whose potential `v` follows from the cable equation. The equations say which current per area
   * flows into the membrane, `Im`, and everything that it depends on; a current with the flag "point current" flows into a compartment as a whole.
   *
   *     const cell = soma({ diameter: um(30) }).set('dend', cylinder({ diameter: um(2), length: um(200), n: 20 }))
   *     const neuron = net.spatialNeuron(cell, `
   *       Im = gl*(El - v) : amp/meter**2
   *       I : amp (point current)
   *     `, { namespace: { gl: uS(100).div(cm2(1)), El: mV(-70) } })
   *     neuron.v.set(mV(-70))
   *
   * The neuron keeps a copy of the morphology. Its compartments are its elements, under the numbers that they have in the morphology.
   * @throws {DiagnosticError | RheobaseError} for everything in the texts and options that is wrong by itself
   */
  spatialNeuron<const Text extends string>(
    morphology: Morphology,
    equations: Text | Equations<Text>,
    options: SpatialNeuronOptions = {},
  ): SpatialNeuron<Text> {
    const { core, form } = makeSpatialNeuron(this.#simulation.scope, morphology, equations, options)
    return this.#handOut(makeSpatialHandle(core, form) as SpatialNeuron<Text>)
  }

  /** Sources that spike at random, at most once a step: `rates` is one frequency, one per neuron, or text such as `'10*Hz*(1 + sin(2*pi*t/second))'`. */
  poissonGroup(
    size: number,
    rates: Quantity | string,
    options: PoissonGroupOptions = {},
  ): NeuronGroup<PoissonEquations> {
    const core = makePoissonGroup(this.#simulation.scope, size, rates, options)
    return this.#handOut(makeHandle({ core, ...core.whole }) as NeuronGroup<PoissonEquations>)
  }

  /**
   * Many Poisson sources that act on one variable: in every step each neuron gets `weight` times a binomial number, the spikes of its `n`
   * sources in that step. Much cheaper than a Poisson group with synapses, and exact.
   *
   *     net.poissonInput(neurons, 'v', { n: 1000, rate: Hz(10), weight: mV(0.1) })
   *
   * @throws {RheobaseError} kind `name` for an unknown variable, `dimension` if rate or weight have another unit, `value` if a source would spike more than once in a step
   */
  poissonInput(target: object, variable: string, options: PoissonInputOptions): PoissonInput {
    const view = this.#view('the target of a Poisson input', target)
    return this.#handOut(makePoissonInput(this.#simulation.scope, view, variable, options))
  }

  /** Neurons that spike when they are told to: neuron `indices[k]` at `times[k]`. */
  spikeGenerator(
    size: number,
    indices: ArrayLike<number>,
    times: Quantity,
    options: SpikeGeneratorOptions = {},
  ): SpikeGenerator {
    return this.#handOut(makeSpikeGenerator(this.#simulation.scope, size, indices, times, options))
  }

  /**
   * Synapses from one group (or a part of one) to another; `connect` makes them.
   *
   *     const synapses = net.synapses(neurons.slice(0, 3200), neurons, { equations: 'w : volt', onPre: 'v_post += w' })
   *     synapses.connect({ p: 0.02 })
   *     synapses.w.set('rand()*mV')
   */
  synapses<const Text extends string = ''>(
    source: object,
    target: object,
    options: SynapsesOptions<Text> = {},
  ): Synapses<Text> {
    const synapses = makeSynapses(
      this.#simulation.scope,
      this.#own('the source of synapses', sideViewOf('the source of synapses', source, synapsesCoreOf)),
      this.#own('the target of synapses', sideViewOf('the target of synapses', target, synapsesCoreOf)),
      options,
    ) as Synapses<Text>
    return this.#handOut(synapses)
  }

  /** Records the spikes of a group or of a part of one. */
  spikeMonitor(source: object, options: SpikeMonitorOptions = {}): SpikeMonitor {
    return this.eventMonitor(source, 'spike', options)
  }
  /** Records any event of a group. */
  eventMonitor(source: object, event: string, options: SpikeMonitorOptions = {}): SpikeMonitor {
    const view = this.#view('the source of a monitor', source)
    return this.#handOut(
      makeSpikeMonitor(this.#simulation.scope, view, options, event, (model, variables, sink) =>
        this.#simulation.monitor(model, variables, view.core.owner(view), undefined, undefined, sink),
      ),
    )
  }

  /**
   * Records variables of some elements of a group or of synapses over time: `net.stateMonitor(neurons, 'v', { record: [0, 1] })`.
   * `true` records all variables of the equations, subexpressions included.
   * With `keep`, every n-th sample, the last n, or statistics of all: `net.stateMonitor(neurons, 'v', { record: true, keep: 'statistics' })`.
   */
  stateMonitor(
    source: object,
    variables: string | readonly string[] | true,
    options: StateMonitorOptions & { readonly keep: 'statistics' },
  ): StatisticsMonitor
  stateMonitor(
    source: object,
    variables: string | readonly string[] | true,
    options: StateMonitorOptions & { readonly keep?: Exclude<Keep, 'statistics'> },
  ): StateMonitor
  stateMonitor(
    source: object,
    variables: string | readonly string[] | true,
    options: StateMonitorOptions,
  ): StateMonitor | StatisticsMonitor {
    const recorded = stateMonitorSource(source)
    this.#own('the source of a state monitor', { core: recorded, name: recorded.owner().name })
    return this.#handOut(
      makeStateMonitor(
        this.#simulation.scope,
        recorded,
        variables,
        options,
        (model, names, prepare, most, sink) =>
          this.#simulation.monitor(model, names, recorded.owner(), prepare, most, sink),
      ),
    )
  }

  /** Records the rate of a group, averaged over its neurons, in every step. */
  populationRateMonitor(source: object, options: PopulationRateMonitorOptions = {}): PopulationRateMonitor {
    const view = this.#view('the source of a monitor', source)
    return this.#handOut(
      makePopulationRateMonitor(this.#simulation.scope, view, options, (model, sink) =>
        this.#simulation.monitor(model, [], view.core.owner(view), undefined, undefined, sink),
      ),
    )
  }

  /** Calls a function between kernels, in every step or every `dt`; it may read and write all state, and stop the run. */
  networkOperation(
    callback: (time: Quantity) => void,
    options: NetworkOperationOptions = {},
  ): NetworkOperation {
    return makeNetworkOperation(this.#simulation.scope, callback, options, each => {
      this.#simulation.callBack(each)
    })
  }

  /** Copies of the values of all groups and synapses: by name of the object, then of the variable. */
  getStates(options: StateOptions = {}): Record<string, Record<string, Quantity>> {
    return statesOfParts(this.parts(), options)
  }
  /**
   * Sets variables of groups and synapses by name, as `getStates({ readOnly: false })` gives them; if a value is wrong, the object that it
   * is for stays as it was, and those after it.
   * @throws {RheobaseError} kind `name` for an object that there is not, before anything is changed
   */
  setStates(values: Readonly<Record<string, Readonly<Record<string, VariableValue>>>>): void {
    setStatesOfParts(this.parts(), values)
  }

  /** Sets the seed; random numbers go on from here as in a new network with that seed. */
  setSeed(seed: number): void {
    this.#simulation.setSeed(checkedSeed(seed))
  }

  /** What the network consists of and has done so far, in numbers. */
  summary(): NetworkSummary {
    return summariseNetwork(this.parts(), this.seed, this.#spent)
  }
  /** @internal How many runs there were, and what they took: without looking at every neuron. */
  get timeSpent(): TimeSpent {
    return this.#spent
  }

  /** @internal Its objects in the order in which they were made, as the factories gave them out. */
  parts(): readonly NetworkPart[] {
    return this.#simulation.registry.all.map(member => ({
      handle: this.#handles.get(member.name),
      model: member.model(),
    }))
  }

  /** @internal What holds for all its objects. */
  shared(): { readonly slots: readonly string[]; readonly namespace: Namespace } {
    return { slots: this.#simulation.slots, namespace: this.#simulation.workspace.namespace }
  }

  /** Checks everything that a run would check, without running. @throws {DiagnosticError | RheobaseError} with all mistakes found */
  check(): void {
    this.#simulation.check()
  }

  /**
   * Changes the time step of all objects that have none of their own, or that of one object (and of all that share its clock).
   * @throws {RheobaseError} kind `value` if the present time is not a multiple of the new step
   */
  setTimeStep(dt: Quantity, object?: object): void {
    this.#simulation.setTimeStep(dt, object)
  }

  /** Takes an object out of the network; a monitor keeps what it has recorded. @throws {RheobaseError} kind `name` if it is not there */
  remove(object: { readonly name: string }): void {
    this.#simulation.remove(object)
  }

  /** Saves the state under a name: variables, monitors, clocks, spikes under way, random numbers. */
  store(name = 'default'): void {
    this.#simulation.store(name)
  }
  /**
   * Goes back to a saved state. Other random numbers follow than after the first time, unless `randomState` is set.
   * A state of another network, or of an earlier form of this one, can go back in part, object by object and variable by variable:
   *
   *     const { restored, kept, unused } = net.restore('trained', { partial: true })
   *
   * @returns what went back and, for a part, what did not and why
   * @throws {RheobaseError} kind `name` if nothing was saved under that name or the network has other objects, `value` for other variables or sizes,
   *   unless `partial` is set; then nothing has changed
   */
  restore(name = 'default', options: RestoreOptions = {}): RestoreReport {
    return this.#simulation.restore(name, options)
  }
  /**
   * Saved states as bytes, all of them or those named: for a file, from which the same program goes on in another process, on any machine.
   *
   *     await writeFile('states.rheobase', net.snapshotBytes())
   *     net.addSnapshots(await readFile('states.rheobase')); net.restore('trained')
   */
  snapshotBytes(...names: readonly string[]): Uint8Array {
    return this.#simulation.snapshotBytes(names)
  }
  /**
   * Takes over saved states from bytes, under their names, and gives the names.
   * @throws {RheobaseError} kind `value` for bytes that are no snapshots, that are damaged, or of a newer version
   */
  addSnapshots(bytes: Uint8Array): readonly string[] {
    return this.#simulation.addSnapshots(bytes)
  }

  /** What the network made of the model: the schedule of a step, the update statements, the kernels, the generated code. */
  inspect(): Inspection {
    this.#simulation.checkIdle('it cannot be inspected')
    return inspectNetwork(this.#simulation.compile(), this.target)
  }

  /** The name of the integration method of a group; nothing if it has no differential equations. */
  integrationMethod(group: object): string | undefined {
    const { core } = this.#view('the group', group)
    return this.#simulation.compile().model.updates.get(core.name)?.method?.name
  }

  /** @internal The name of the integration method of each object with differential equations, by its name. */
  methods(): ReadonlyMap<string, string> {
    const { updates } = this.#simulation.compile().model
    return new Map(
      [...updates].flatMap(([name, { method }]) => (method === undefined ? [] : [[name, method.name]])),
    )
  }

  /**
   * Simulates for a duration, from where the last run stopped. The page or the process stays alive meanwhile.
   * @returns times of generation, compilation and simulation
   * @throws {DiagnosticError | RheobaseError} if the model is wrong; then nothing has changed
   */
  async run(duration: Quantity, options: RunOptions = {}): Promise<RunSummary> {
    const summary = await this.#simulation.run(duration, options)
    this.#spent = withRun(this.#spent, summary)
    options.signal?.throwIfAborted()
    return summary
  }

  /** Ends the run under way after the present step. A later run goes on from there. */
  stop(): void {
    this.#simulation.stop()
  }

  /** Frees what the network holds; it cannot be used any more. */
  dispose(): void {
    this.#simulation.dispose()
  }
  /** The same at the end of a block that begins with `using net = new Network()`. */
  [Symbol.dispose](): void {
    this.dispose()
  }
  #view(where: string, handle: object): GroupView {
    return this.#own(where, viewOf(where, handle))
  }
  /** @throws {RheobaseError} kind `state` for an object of another network */
  #own<View extends { readonly core: { readonly scope: NetworkScope }; readonly name: string }>(
    where: string,
    view: View,
  ): View {
    if (view.core.scope === this.#simulation.scope) return view
    throw new RheobaseError(
      'state',
      'other-network',
      `${where} is \`${view.name}\`, which belongs to another network: objects of two networks cannot be joined`,
    )
  }
  #handOut<Handle extends { readonly name: string }>(handle: Handle): Handle {
    this.#handles.set(handle.name, handle)
    return handle
  }
}
