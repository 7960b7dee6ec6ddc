import { variableArray } from '../compile/storage.js'
import { sourceOf, targetOf } from '../compile/synapse-arrays.js'
import type { EquationSystem } from '../language/equation-system.js'
import type { IntegrationModel } from '../model/integration.js'
import type { Namespace } from '../model/namespace.js'
import type { SynapsesModel } from '../model/synapses.js'
import type { Variable } from '../model/variable.js'
import type { Clock } from '../runtime/clock.js'
import { connect, type ConnectOptions, type SynapseRange } from './connect.js'
import { sideOf, type SideView } from './synaptic-side.js'
import type { NetworkMember, NetworkScope } from './network-scope.js'
import { StateReader, type MemberState } from './member-state.js'
import { notConnected, Pathway, type PathwayOptions } from './pathway.js'
import type { SynapseSelector } from './pair-selector.js'
import { RenumberedSide } from './renumbered-side.js'
import { closeUp, withoutSynapses, type NumberedSynapses } from './renumbering.js'
import { selectSynapses } from './synapse-selection.js'
import type { Pairs } from '../runtime/sample-pairs.js'
import { linkedNames } from './equation-text.js'
import { Links, type LinkTarget } from './links.js'
import { SynapseNeurons } from './synapse-neurons.js'
import { setConnected } from './connected-values.js'
import { ruleOf, type ConnectionRule } from './connection-rule.js'
import { SynapticVariable } from './synaptic-variable.js'
import { storeOf } from './variable-access.js'
import { selectionOf, type Reached, type VariableOwner } from './variable-owner.js'

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
  readonly #neurons = new SynapseNeurons(this)
  readonly #links: Links

  constructor(scope: NetworkScope, parts: SynapsesParts) {
    this.scope = scope
    this.name = parts.name
    this.source = parts.source
    this.target = parts.target
    this.stream = parts.stream
    this.#parts = parts
    for (const side of ['source', 'target'] as const) {
      const { core } = this[side]
      if (core instanceof SynapsesCore) core.followers.add(new RenumberedSide(this, this.#neurons, side))
    }
    this.#links = new Links(this, linkedNames(parts.equations))
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
  /** What one of its elements is called in messages. */
  readonly element = 'synapse'

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
      links: this.#links.models(),
      active: this.#active,
    }
  }

  /** Makes a linked parameter stand for a variable of a group. */
  link(name: string, to: LinkTarget): void {
    this.#links.set(name, to)
  }

  prepare(): void {
    if (!this.#active) return
    if (!this.isConnected) throw notConnected(this.name)
    for (const pathway of this.pathways) pathway.prepare()
    this.sizeInRows = this.#size
  }

  /** Room for the events of the next step. */
  checkValues(): void {
    for (const pathway of this.pathways) pathway.makeRoom()
  }

  checkViews(): void {
    this.#neurons.checkViews()
    for (const pathway of this.pathways) pathway.checkViews()
  }

  timeStepChanges(clock: Clock, dt: number): void {
    for (const pathway of this.pathways) pathway.timeStepChanges(clock, dt)
  }

  snapshot(): MemberState {
    const [size, calls, sizeInRows] = [this.#size, this.#calls, this.sizeInRows]
    const pathways = this.pathways.map(pathway => [pathway.name, pathway.snapshot()] as const)
    return {
      facts: {
        size,
        calls,
        sizeInRows,
        pathways: Object.fromEntries(pathways.map(([name, { facts }]) => [name, facts])),
      },
      arrays: {},
      restore: isPrepared => {
        this.#goBack(size, calls, isPrepared ? this.sizeInRows : sizeInRows)
        for (const [, { restore }] of pathways) restore?.(isPrepared)
      },
    }
  }
  adopt(state: MemberState, passedOver: ReadonlySet<string>): () => void {
    const reader = new StateReader(this.name, state)
    const [size, calls, sizeInRows] = [
      reader.count('size'),
      reader.count('calls'),
      reader.count('sizeInRows'),
    ]
    const inner = new StateReader(this.name, reader.inner('pathways'))
    const pathways = this.pathways.map(pathway =>
      passedOver.has(pathway.name)
        ? () => {
            pathway.forgetEvents()
          }
        : pathway.adopt(inner.inner(pathway.name)),
    )
    return () => {
      // What the snapshot does not tell of other synapses begins anew: the present values are not theirs.
      const { memory } = this.scope.workspace
      if (size !== this.#size) for (const piece of passedOver) memory.reset(`${this.name}.${piece}`)
      this.#goBack(size, calls, sizeInRows)
      for (const goBack of pathways) goBack()
    }
  }
  timeJumps(time: number): void {
    for (const pathway of this.pathways) pathway.forgetEvents()
    const { workspace } = this.scope
    const last = this.variables.get('lastupdate')
    if (last === undefined || this.equations.byName.has(last.name)) return
    const values = workspace.memory.view(variableArray(workspace, last, this.#size))
    for (let k = 0; k < values.length; k++) values[k] = Math.min(values[k] ?? 0, time)
  }
  #goBack(size: number, calls: number, sizeInRows: number): void {
    this.#size = size
    this.#rules = this.#rules.filter(({ to }) => to <= size)
    this.#calls = calls
    this.sizeInRows = sizeInRows
    this.#neurons.restored()
  }

  /** How calls of `connect` chose their pairs: of the synapses that there are, if none was removed. */
  get rules(): readonly ConnectionRule[] {
    return this.#rules
  }
  #rules: readonly ConnectionRule[] = []

  connect(options: ConnectOptions): SynapseRange {
    this.scope.checkBetweenRuns('synapses cannot be made')
    this.#neurons.checkViews()
    const { pairs, values } = connect(this, options, this.#calls)
    const [from, calls] = [this.#size, this.#calls]
    try {
      this.#add(pairs)
      const range = { from, to: this.#size }
      setConnected(this, values, range)
      this.#rules = [...this.#rules, ruleOf(options, range)]
      return range
    } catch (error) {
      this.#takeBack(from)
      this.#calls = calls
      throw error
    }
  }

  /** Where the synapses of each source begin, if they stand in that order and it is known. */
  get startsOfSources(): Int32Array | undefined {
    return this.#neurons.starts
  }

  #add(pairs: Pairs): void {
    const from = this.#size
    const to = from + pairs.length
    const { workspace } = this.scope
    for (const variable of this.variables.values()) variableArray(workspace, variable, to)
    this.#neurons.store(pairs, from)
    this.#calls++
    this.#size = to
    this.#neurons.count(from, 1)
    if (this.multisynapticIndex !== undefined) this.#neurons.numberParallel(this.multisynapticIndex, from)
    for (const pathway of this.pathways) pathway.grown(from, to)
  }

  /**
   * Takes synapses away; those that stay close up, in their order, and what waits for the others is dropped.
   * @throws {RheobaseError} kind `state` during a run, or if something names a synapse that would go; then nothing has changed
   */
  remove(selector: SynapseSelector): number {
    this.scope.checkBetweenRuns('synapses cannot be removed')
    this.#neurons.checkViews()
    const removed = selectionOf(this.owner(), `\`${this.name}\``, selector)
    const renumbering = withoutSynapses(this.#size, removed)
    const { length } = renumbering.kept
    const count = this.#size - length
    if (count === 0) return 0
    for (const follower of this.followers) follower.checkRenumbering(renumbering)
    for (const pathway of this.pathways) pathway.renumber(renumbering)
    const { workspace } = this.scope
    const stored = [...this.variables.values()].filter(({ shared }) => !shared)
    for (const variable of stored)
      closeUp(workspace.memory.view(variableArray(workspace, variable, this.#size)), renumbering)
    this.#neurons.count(0, -1)
    this.#neurons.closeUp(renumbering)
    this.#size = length
    this.#rules = []
    for (const variable of stored) variableArray(workspace, variable, length)
    this.#neurons.count(0, 1)
    this.#neurons.restored()
    this.#links.renumber(renumbering)
    for (const follower of this.followers) follower.renumber(renumbering)
    this.scope.changed()
    return count
  }
  /** What names these synapses by number: monitors, and synapses that lead to them. */
  readonly followers = new Set<NumberedSynapses>()

  /** Undoes a call for which there was no room, or whose values turned out to be wrong. */
  #takeBack(from: number): void {
    const { workspace } = this.scope
    const before = this.#size
    if (before > from) {
      this.#neurons.count(from, -1)
      this.#size = from
    }
    const model = this.model()
    sourceOf(workspace, model)
    targetOf(workspace, model)
    for (const variable of this.variables.values()) variableArray(workspace, variable, from)
    for (const pathway of this.pathways) pathway.grown(before, from)
    this.#neurons.restored()
  }

  /** The variable that numbers the synapses of each pair of neurons, if there is one. */
  get multisynapticIndex(): Variable | undefined {
    return this.#parts.multisynapticIndex === undefined
      ? undefined
      : this.variables.get(this.#parts.multisynapticIndex)
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
      element: this.element,
      storedSize: () => this.#size,
      evaluated: () => this.model(),
      through: name => this.#neuronVariable(name),
      lent: name => (name === 'i' || name === 'j' ? this.#neurons.lend(name) : undefined),
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
    const part = side === 'pre' ? this.source : this.target
    const { core } = part
    const variable = name.slice(0, -side.length - 1)
    if (!core.variables.has(variable)) return undefined
    const { workspace } = this.scope
    const neurons = workspace.memory.view((side === 'pre' ? sourceOf : targetOf)(workspace, this.model()))
    return {
      variable: core instanceof SynapsesCore ? core.state(variable) : core.state(part, variable),
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
