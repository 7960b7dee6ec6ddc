import { variableArray } from '../compile/storage.js'
import { incomingOf, outgoingOf, sourceOf, targetOf } from '../compile/synapse-arrays.js'
import type { EquationSystem } from '../language/equation-system.js'
import type { IntegrationModel } from '../model/integration.js'
import type { Namespace } from '../model/namespace.js'
import type { SynapsesModel } from '../model/synapses.js'
import type { Variable } from '../model/variable.js'
import type { Clock } from '../runtime/clock.js'
import { connect, type ConnectOptions, type SynapseRange } from './connect.js'
import { sideOf, type SideView } from './synaptic-side.js'
import type { NetworkMember, NetworkScope } from './network-scope.js'
import { notConnected, Pathway, type PathwayOptions } from './pathway.js'
import { selectSynapses } from './synapse-selection.js'
import { MemoryPairs } from '../runtime/memory-pairs.js'
import type { Pairs } from '../runtime/sample-pairs.js'
import { digestOf } from '../runtime/digest.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { setConnected } from './connected-values.js'
import { SynapticVariable } from './synaptic-variable.js'
import { storeOf, type Reached, type VariableOwner } from './variable-access.js'

export interface SynapsesParts {
  readonly name: string
  readonly source: SideView
  readonly target: SideView
  readonly equations: EquationSystem
  readonly variables: ReadonlyMap<string, Variable>
  /** The variable that numbers the synapses of each pair. */
  readonly multisynapticIndex: string | undefined
  readonly namespaces: readonly Namespace[]
  readonly clock: Clock
  readonly stream: string
  readonly order: number
  readonly integration: IntegrationModel
  readonly pathways: readonly PathwayOptions[]
}

/** Synapses as the network sees them. */
export class SynapsesCore implements NetworkMember {
  readonly scope: NetworkScope
  readonly name: string
  readonly source: SideView
  readonly target: SideView
  readonly stream: string
  readonly pathways: readonly Pathway[]
  /** Number of synapses when the rows of the pathways were made last. */
  sizeInRows = 0
  readonly #parts: SynapsesParts
  #size = 0
  #active = true
  #calls = 0
  /** Synapses of each pair so far, if they are numbered; counted again when synapses were taken back. */
  #parallel: Map<number, number> | undefined
  /** What `i` and `j` were when a user was shown them: nobody can write them, except through a view. */
  #shown: number | undefined

  constructor(scope: NetworkScope, parts: SynapsesParts) {
    this.scope = scope
    this.name = parts.name
    this.source = parts.source
    this.target = parts.target
    this.stream = parts.stream
    this.#parts = parts
    this.pathways = parts.pathways.map(options => new Pathway(this, options))
  }

  get size(): number {
    return this.#size
  }
  get isConnected(): boolean {
    return this.#calls > 0
  }
  get variables(): ReadonlyMap<string, Variable> {
    return this.#parts.variables
  }
  get equations(): EquationSystem {
    return this.#parts.equations
  }
  get clock(): Clock {
    return this.#parts.clock
  }
  get active(): boolean {
    return this.#active
  }
  set active(active: boolean) {
    this.#active = active
    this.scope.changed()
  }

  model(): SynapsesModel & { readonly active: boolean } {
    const { name, equations, variables, clock, stream, order, integration, namespaces } = this.#parts
    return {
      kind: 'synapses',
      name,
      equations,
      variables,
      clock,
      stream,
      order,
      integration,
      namespaces: [...namespaces, this.scope.workspace.namespace],
      source: sideOf(this.source),
      target: sideOf(this.target),
      size: this.#size,
      pathways: this.pathways.map(pathway => pathway.model()),
      active: this.#active,
    }
  }

  prepare(): void {
    if (!this.#active) return
    if (!this.isConnected) throw notConnected(this.name)
    for (const pathway of this.pathways) pathway.prepare()
    this.sizeInRows = this.#size
  }

  checkViews(): void {
    this.#checkShown()
    for (const pathway of this.pathways) pathway.checkViews()
  }

  timeStepChanges(clock: Clock, dt: number): void {
    for (const pathway of this.pathways) pathway.timeStepChanges(clock, dt)
  }

  snapshot(): () => void {
    const [size, calls, sizeInRows] = [this.#size, this.#calls, this.sizeInRows]
    const pathways = this.pathways.map(pathway => pathway.snapshot())
    return () => {
      this.#size = size
      this.#calls = calls
      this.sizeInRows = sizeInRows
      this.#parallel = undefined
      if (this.#shown !== undefined) this.#shown = this.#digest()
      for (const restore of pathways) restore()
    }
  }

  connect(options: ConnectOptions): SynapseRange {
    this.scope.checkWritable()
    this.#checkShown()
    const { pairs, values } = connect(this, options, this.#calls)
    const [from, calls] = [this.#size, this.#calls]
    try {
      this.#add(pairs)
      const range = { from, to: this.#size }
      setConnected(this, values, range)
      return range
    } catch (error) {
      this.#takeBack(from)
      this.#calls = calls
      throw error
    }
  }

  #add(pairs: Pairs): void {
    const from = this.#size
    const to = from + pairs.length
    const { workspace } = this.scope
    for (const variable of this.variables.values()) variableArray(workspace, variable, to)
    this.#store(pairs, from)
    this.#calls++
    this.#size = to
    this.#countSynapses(from, 1)
    this.#numberParallelSynapses(from)
    for (const pathway of this.pathways) pathway.grown(from, to)
    if (to > from) this.#shown = undefined
  }

  /** Neurons of new synapses. Columns that stand in memory already become those of the synapses, if there were none before. */
  #store(pairs: Pairs, from: number): void {
    const { workspace } = this.scope
    const { memory } = workspace
    const model = { ...this.model(), size: from }
    if (pairs instanceof MemoryPairs && from === 0) {
      pairs.become(sourceOf(workspace, model).name, targetOf(workspace, model).name)
      return
    }
    const grown = { ...model, size: from + pairs.length }
    memory.view(sourceOf(workspace, grown)).set(pairs.i, from)
    memory.view(targetOf(workspace, grown)).set(pairs.j, from)
    if (pairs instanceof MemoryPairs) pairs.forget()
  }

  /** Source and target of the synapses from a number on. */
  #pairsFrom(from: number): Pairs {
    const { workspace } = this.scope
    const model = this.model()
    const column = (of: typeof sourceOf): Int32Array => {
      const view = workspace.memory.view(of(workspace, model)).subarray(from)
      return view instanceof Int32Array ? view : new Int32Array(view)
    }
    return { i: column(sourceOf), j: column(targetOf), length: this.#size - from }
  }

  #countSynapses(from: number, each: 1 | -1): void {
    const { workspace } = this.scope
    const model = this.model()
    const outgoing = workspace.memory.view(outgoingOf(workspace, model))
    const incoming = workspace.memory.view(incomingOf(workspace, model))
    const { i, j } = this.#pairsFrom(from)
    countInto(outgoing, i, each)
    countInto(incoming, j, each)
  }

  /** Undoes a call for which there was no room, or whose values turned out to be wrong. */
  #takeBack(from: number): void {
    const { workspace } = this.scope
    const before = this.#size
    if (before > from) {
      this.#countSynapses(from, -1)
      this.#size = from
    }
    const model = this.model()
    sourceOf(workspace, model)
    targetOf(workspace, model)
    for (const variable of this.variables.values()) variableArray(workspace, variable, from)
    for (const pathway of this.pathways) pathway.grown(before, from)
    this.#parallel = undefined
  }

  /** A view of `i` or `j`. */
  #lendNeurons(name: 'i' | 'j'): Int32Array {
    const { workspace } = this.scope
    this.#shown ??= this.#digest()
    const view = workspace.lend((name === 'i' ? sourceOf : targetOf)(workspace, this.model()))
    return view instanceof Int32Array ? view : Int32Array.from(view)
  }
  #digest(): number {
    const { workspace } = this.scope
    const model = this.model()
    return digestOf(
      workspace.memory.view(sourceOf(workspace, model)),
      workspace.memory.view(targetOf(workspace, model)),
    )
  }
  #checkShown(): void {
    if (this.#shown === undefined || this.#shown === this.#digest()) return
    throw new RheobaseError(
      'state',
      'neurons-overwritten',
      `the neurons of \`${this.name}\` were written through a view of i or j; views are for looking, and which neurons a synapse joins never changes`,
    )
  }

  /** The variable that numbers the synapses of each pair of neurons, if there is one. */
  get multisynapticIndex(): Variable | undefined {
    return this.#parts.multisynapticIndex === undefined
      ? undefined
      : this.variables.get(this.#parts.multisynapticIndex)
  }

  #numberParallelSynapses(from: number): void {
    const index = this.multisynapticIndex
    if (index === undefined) return
    const { workspace } = this.scope
    const numbers = workspace.memory.view(variableArray(workspace, index, this.#size))
    const targets = this.target.stop - this.target.start
    const { i, j } = this.#pairsFrom(from)
    const parallel = (this.#parallel ??= this.#countParallel(from))
    for (let k = 0; k < i.length; k++) {
      const pair = (i[k] ?? 0) * targets + (j[k] ?? 0)
      const number = parallel.get(pair) ?? 0
      numbers[from + k] = number
      parallel.set(pair, number + 1)
    }
  }
  /** How many of the first synapses each pair has. */
  #countParallel(size: number): Map<number, number> {
    const { workspace } = this.scope
    const model = this.model()
    const sources = workspace.memory.view(sourceOf(workspace, model))
    const targets = workspace.memory.view(targetOf(workspace, model))
    const width = this.target.stop - this.target.start
    const counts = new Map<number, number>()
    for (let synapse = 0; synapse < size; synapse++) {
      const pair = (sources[synapse] ?? 0) * width + (targets[synapse] ?? 0)
      counts.set(pair, (counts.get(pair) ?? 0) + 1)
    }
    return counts
  }

  /** Synapses emit nothing. */
  readonly events: readonly { readonly name: string }[] = []
  state(name: string): SynapticVariable {
    return new SynapticVariable(storeOf(this.owner(), name), this)
  }

  /** Reads and writes variables of the synapses. */
  owner(): VariableOwner {
    const { scope, variables, name } = this
    return {
      workspace: scope.workspace,
      name,
      variables,
      start: 0,
      size: () => this.#size,
      storedSize: () => this.#size,
      evaluated: () => this.model(),
      through: name => this.#neuronVariable(name),
      lent: name => (name === 'i' || name === 'j' ? this.#lendNeurons(name) : undefined),
      select: selector => selectSynapses(this, selector),
      checkWritable: () => {
        scope.checkWritable()
        if (!this.isConnected) throw notConnected(name)
      },
      onWrite: () => {
        scope.wrote()
      },
    }
  }

  #neuronVariable(name: string): Reached | undefined {
    const side = name.endsWith('_pre') ? 'pre' : name.endsWith('_post') ? 'post' : undefined
    if (side === undefined) return undefined
    const { core, start, stop, name: part } = side === 'pre' ? this.source : this.target
    const variable = name.slice(0, -side.length - 1)
    if (!core.variables.has(variable)) return undefined
    const { workspace } = this.scope
    const neurons = workspace.memory.view((side === 'pre' ? sourceOf : targetOf)(workspace, this.model()))
    return {
      variable: core instanceof SynapsesCore ? core.state(variable) : core.state(start, stop, part, variable),
      neurons: new Int32Array(neurons),
      onConflict: neuron => {
        this.scope.message(
          'warning',
          'last-synapse-wins',
          `\`${name}\` of \`${this.name}\` was set to different values for synapses of the same neuron, such as ${String(neuron)}: the value of the last one remains`,
        )
      },
    }
  }
}

function countInto(counts: Float64Array | Int32Array, neurons: Int32Array, each = 1): void {
  // By index: the iterator of a typed array is slow in code that runs once.
  for (let k = 0; k < neurons.length; k++) {
    const neuron = neurons[k] ?? 0
    counts[neuron] = (counts[neuron] ?? 0) + each
  }
}
