import { checkGroupAlone } from '../compile/check-group.js'
import { eventList } from '../compile/event-list.js'
import { isWholeGroup } from '../compile/neuron-place.js'
import { variableArray } from '../compile/storage.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import type { EquationSystem } from '../language/equation-system.js'
import type { NumberType, Statement } from '../language/syntax-tree.js'
import type { Dimension } from '../units/dimension.js'
import type {
  EventModel,
  GroupModel,
  ListedNeurons,
  NeuronGroupModel,
  Refractoriness,
  SpikeGeneratorModel,
} from '../model/group.js'
import type { CableModel } from '../model/cable.js'
import type { IntegrationModel } from '../model/integration.js'
import type { Namespace } from '../model/namespace.js'
import type { Variable } from '../model/variable.js'
import type { Clock } from '../runtime/clock.js'
import type { NetworkMember, NetworkScope } from './network-scope.js'
import { StateReader, type MemberState } from './member-state.js'
import { placesOfPart } from './group-part.js'
import { typeOfText, variableOf, type VariableOwner } from './variable-access.js'
import { Links, type LinkTarget } from './links.js'
import { linkedNames } from './equation-text.js'
import { StateVariable, type VariableStore } from './state-variable.js'

/** A group as the network sees it: the handle that a user holds has one. */
export abstract class GroupCore implements NetworkMember {
  readonly scope: NetworkScope
  readonly name: string
  readonly size: number
  readonly clock: Clock
  readonly variables: ReadonlyMap<string, Variable>
  readonly stream: string
  readonly namespaces: readonly Namespace[]
  order: number
  #active = true

  protected constructor(scope: NetworkScope, parts: GroupParts) {
    this.scope = scope
    this.name = parts.name
    this.size = parts.size
    this.clock = parts.clock
    this.variables = parts.variables
    this.stream = parts.stream
    this.order = parts.order
    this.namespaces = parts.namespaces
    // Lists of all elements are made on the host, also where a group has no variables.
    scope.workspace.memory.checkRoom(`\`${this.name}\``, this.size * 8)
    // In memory from the start: a snapshot that is taken before anything was written has them, too.
    for (const variable of this.variables.values()) variableArray(scope.workspace, variable, this.size)
  }

  abstract model(): GroupModel & { readonly active: boolean }
  abstract readonly events: readonly {
    readonly name: string
    readonly when: string
    readonly order: number
  }[]

  /** A group that is switched off has no events: those of its last step must not count again in every step. */
  prepare(): void {
    if (!this.#active) this.forgetEvents()
  }

  protected forgetEvents(): void {
    const { workspace } = this.scope
    for (const { name } of this.events) workspace.memory.setScalar(eventList(workspace, this, name).count, 0)
  }

  get active(): boolean {
    return this.#active
  }
  set active(active: boolean) {
    this.#active = active
    this.scope.changed()
  }

  /** Reads and writes variables for a part of the group. */
  owner({ start, stop, listed, name }: GroupPart): VariableOwner {
    const { scope, variables, size } = this
    const part = { start, stop, ...(listed === undefined ? {} : { listed }) }
    return {
      workspace: scope.workspace,
      name,
      variables,
      start,
      ...(listed === undefined ? {} : { listed: listed.neurons }),
      size: () => stop - start,
      storedSize: () => size,
      evaluated: () => ({ group: this.model(), ...part }),
      select: selector => placesOfPart(this, { ...part, name }, selector),
      checkWritable: () => {
        scope.checkWritable()
      },
      onWrite: () => {
        scope.wrote()
      },
    }
  }
  state(part: GroupPart, variable: string): StateVariable {
    const linked = isWholeGroup({ group: this, ...part }) ? this.linkedStore(variable) : undefined
    return linked === undefined ? variableOf(this.owner(part), variable) : new StateVariable(linked)
  }
  /** All of the group, as a part. */
  get whole(): GroupPart {
    return { start: 0, stop: this.size, name: this.name }
  }
  /** Where a variable is read and written that stands for one of another group; only groups with equations have such. */
  protected abstract linkedStore(name: string): VariableStore | undefined
}

/** Neurons of a group under a name: a stretch of them, or a list. */
export interface GroupPart {
  readonly start: number
  readonly stop: number
  readonly listed?: ListedNeurons
  readonly name: string
}

export interface GroupParts {
  readonly name: string
  readonly size: number
  readonly clock: Clock
  readonly variables: ReadonlyMap<string, Variable>
  readonly stream: string
  readonly namespaces: readonly Namespace[]
  readonly order: number
}

export interface EquationParts extends GroupParts {
  readonly equations: EquationSystem
  readonly events: readonly EventModel[]
  readonly refractory: Refractoriness | undefined
  readonly firstElement?: number
  readonly integration: IntegrationModel
  /** Of a spatial neuron. */
  readonly cable?: CableModel
  /** Looks, before every run, for values that cannot be. */
  readonly checkValues?: (core: EquationGroupCore) => void
}

/** A group with equations: neurons, or Poisson sources. */
export class EquationGroupCore extends GroupCore {
  readonly equations: EquationSystem
  events: readonly EventModel[]
  readonly #parts: EquationParts
  readonly #links: Links

  constructor(scope: NetworkScope, parts: EquationParts) {
    super(scope, parts)
    this.equations = parts.equations
    this.events = parts.events
    this.#parts = parts
    this.#links = new Links(this, linkedNames(parts.equations))
    this.#check(parts.events)
  }

  checkValues(): void {
    this.#parts.checkValues?.(this)
  }

  /** A spike that is yet to come holds no neuron back. */
  timeJumps(time: number): void {
    this.forgetEvents()
    const { workspace } = this.scope
    const [lastSpike, free] = [this.variables.get('lastspike'), this.variables.get('not_refractory')]
    if (lastSpike === undefined || free === undefined) return
    const times = workspace.memory.view(variableArray(workspace, lastSpike, this.size))
    const isFree = workspace.memory.view(variableArray(workspace, free, this.size))
    times.forEach((spike, neuron) => {
      if (spike < time) return
      times[neuron] = lastSpike.initial
      isFree[neuron] = free.initial
    })
  }

  /** @throws {DiagnosticError} for mistakes that no namespace of the network or of a run can mend */
  #check(events: readonly EventModel[]): void {
    checkGroupAlone(this.scope.workspace, { ...this.model(), events, namespaces: this.namespaces })
  }

  /** Makes a linked parameter stand for a variable of another group. */
  link(name: string, to: LinkTarget): void {
    this.#links.set(name, to)
  }
  protected override linkedStore(name: string): VariableStore | undefined {
    return this.#links.store(name, this)
  }

  /** Elements for which a condition holds. */
  selectByCondition(condition: string): Int32Array {
    const holds = this.#evaluate(condition, 'boolean', undefined, undefined)
    return Int32Array.from(Array.from(holds).flatMap((value, index) => (value === 0 ? [] : [index])))
  }
  /** Values of an expression for elements of the group, to be written to a variable. */
  valuesOfText(
    text: string,
    { type, dimension }: StateVariable,
    elements: Int32Array | undefined,
  ): Float64Array | Int32Array {
    return this.#evaluate(text, typeOfText(type), dimension, elements)
  }
  #evaluate(
    text: string,
    type: NumberType,
    dimension: Dimension | undefined,
    elements: Int32Array | undefined,
  ): Float64Array | Int32Array {
    return this.scope.workspace.evaluate({
      evaluated: { group: this.model(), start: 0, stop: this.size },
      title: `value for \`${this.name}\``,
      text,
      type,
      dimension,
      elements: elements ?? Int32Array.from({ length: this.size }, (_, index) => index),
    })
  }

  /** Moves the test of an event to another place in the step. */
  scheduleEvent(event: string, when: string, order: number | undefined): void {
    this.#changeEvent(event, known => ({ ...known, when, order: order ?? this.order }))
  }
  /** Code that runs for the elements of an event, after all resets unless told otherwise. */
  runOnEvent(event: string, statements: readonly Statement[], when: string, order: number | undefined): void {
    this.#changeEvent(event, known => {
      if (known.code !== undefined) {
        throw new RheobaseError(
          'value',
          'two-codes-for-an-event',
          `the event "${event}" of \`${this.name}\` already has code${event === 'spike' ? ': its reset' : ''}`,
        )
      }
      return { ...known, code: { statements, when, order: order ?? this.order } }
    })
  }
  #changeEvent(event: string, change: (known: EventModel) => EventModel): void {
    if (!this.events.some(({ name }) => name === event)) {
      throw new RheobaseError(
        'value',
        'unknown-event',
        `\`${this.name}\` has no event "${event}". Its events are: ${this.events.map(({ name }) => name).join(', ') || 'none'}.`,
      )
    }
    const events = this.events.map(known => (known.name === event ? change(known) : known))
    this.#check(events)
    this.events = events
    this.scope.changed()
  }

  model(): NeuronGroupModel & { readonly active: boolean } {
    const { name, size, equations, variables, clock, stream, order, active, events, namespaces } = this
    const { refractory, firstElement, integration, cable } = this.#parts
    return {
      kind: 'neuron-group',
      links: this.#links.models(),
      name,
      size,
      equations,
      variables,
      clock,
      stream,
      order,
      active,
      events,
      integration,
      namespaces: [...namespaces, this.scope.workspace.namespace],
      ...(refractory === undefined ? {} : { refractory }),
      ...(firstElement === undefined ? {} : { firstElement }),
      ...(cable === undefined ? {} : { cable }),
    }
  }
}

export interface GivenSpikes {
  readonly indices: Int32Array
  /** In seconds. */
  readonly times: Float64Array
  /** In seconds; 0: no repetition. */
  readonly period: number
}

/** Neurons that emit given spikes. */
export class SpikeGeneratorCore extends GroupCore {
  readonly events: readonly { readonly name: string; readonly when: string; readonly order: number }[]
  readonly #spikes: () => { readonly count: number; readonly periodInSteps: number }
  readonly #fill: () => void
  readonly #exchange: (spikes: GivenSpikes) => void
  readonly when: string
  /** The spikes as they were given: neurons, times and period in seconds (0: no repetition). */
  readonly given: () => GivenSpikes

  constructor(
    scope: NetworkScope,
    parts: GroupParts & { readonly when: string; readonly given: () => GivenSpikes },
    spikes: () => { readonly count: number; readonly periodInSteps: number },
    fill: () => void,
    exchange: (spikes: GivenSpikes) => void,
  ) {
    super(scope, parts)
    this.when = parts.when
    this.given = parts.given
    this.events = [{ name: 'spike', when: parts.when, order: parts.order }]
    this.#spikes = spikes
    this.#fill = fill
    this.#exchange = exchange
  }

  protected override linkedStore(): undefined {
    return undefined
  }
  override prepare(): void {
    super.prepare()
    this.#fill()
  }
  timeJumps(): void {
    this.forgetEvents()
  }
  snapshot(): MemberState {
    const spikes = this.given()
    return {
      facts: { period: spikes.period },
      arrays: { indices: () => spikes.indices, times: () => spikes.times },
      restore: () => {
        this.#exchange(spikes)
      },
    }
  }
  adopt(state: MemberState): () => void {
    const reader = new StateReader(this.name, state)
    const [indices, times] = [reader.integers('indices'), reader.floats('times')]
    const fits = indices.length === times.length && indices.every(index => index >= 0 && index < this.size)
    if (!fits) throw reader.damaged('indices')
    const spikes = { indices, times, period: reader.number('period') }
    return () => {
      this.#exchange(spikes)
    }
  }
  model(): SpikeGeneratorModel & { readonly active: boolean } {
    const { name, size, variables, clock, stream, order, active, when, namespaces } = this
    const { count, periodInSteps } = this.#spikes()
    return {
      kind: 'spike-generator',
      name,
      size,
      variables,
      clock,
      stream,
      order,
      when,
      active,
      namespaces: [...namespaces, this.scope.workspace.namespace],
      spikes: count,
      periodInSteps,
    }
  }
}
