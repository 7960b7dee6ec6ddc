import { checkGroupAlone } from '../compile/check-group.js'
import { variableArray } from '../compile/storage.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import type { EquationSystem } from '../language/equation-system.js'
import type { NumberType, Statement } from '../language/syntax-tree.js'
import type { CableModel } from '../model/cable.js'
import type { EventModel, NeuronGroupModel, Refractoriness } from '../model/group.js'
import type { IntegrationModel } from '../model/integration.js'
import type { Dimension } from '../units/dimension.js'
import { linkedNames } from './equation-text.js'
import { GroupCore, type GroupParts } from './group-core.js'
import { Links, type LinkTarget } from './links.js'
import type { NetworkScope } from './network-scope.js'
import type { StateVariable, VariableStore } from './state-variable.js'
import { typeOfText } from './stored-values.js'

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
