import { RheobaseError } from '../errors/rheobase-error.js'
import type { Statement } from '../language/syntax-tree.js'
import type { Variable } from '../model/variable.js'
import type { DelayForm, PathwayModel, SynapsesModel } from '../model/synapses.js'
import { eventCalendar } from '../compile/event-calendar.js'
import { spikeQueue } from '../compile/spike-queue.js'
import { rowsOf, sourceOf, targetOf } from '../compile/synapse-arrays.js'
import { variableArray } from '../compile/storage.js'
import { digestOf } from '../runtime/digest.js'
import { sortIntoRows, type SortedRows } from '../runtime/synapse-rows.js'
import { takeFromCalendar, takeWaiting, type WaitingEvent } from '../runtime/waiting-events.js'
import { second } from '../units/dimension.js'
import type { Clock } from '../runtime/clock.js'
import type { SideView } from './synaptic-side.js'
import { describeValue } from './options.js'
import { StateReader, type MemberState } from './member-state.js'
import { closeUp, type Renumbering } from './renumbering.js'
import type { SynapsesCore } from './synapses-core.js'
import { SynapticVariable } from './synaptic-variable.js'
import { delaysInSteps } from './delays-in-steps.js'
import { readDelay } from './read-delay.js'
import { storeOf } from './variable-access.js'
import { WaitingList } from './waiting-list.js'
import type { VariableOwner } from './variable-owner.js'

/** The code that runs when an event of the source (or of the target) arrives at its synapses. */
export class Pathway {
  readonly name: string
  readonly side: 'pre' | 'post'
  readonly event: string
  readonly statements: readonly Statement[]
  readonly #synapses: SynapsesCore
  /** Whether all synapses have one delay for good, as given when the synapses were made. */
  readonly #oneDelay: boolean
  readonly #variable: Variable
  readonly #waiting: WaitingList
  #order: number
  #active = true
  /** Whether code or callbacks change the delays during runs. */
  #changes: boolean
  /** Events on their way that there is room for, with delays that change. */
  #capacity = 0
  #model: PathwayModel | undefined
  #stale = true
  /** What the delays were when a user was last given a view of them, or when they were last looked at. */
  #shown: number | undefined

  /** @internal */
  constructor(synapses: SynapsesCore, options: PathwayOptions) {
    this.#synapses = synapses
    this.name = options.name
    this.side = options.side
    this.event = options.event
    this.statements = options.statements
    this.#waiting = new WaitingList(synapses.scope.workspace, this.#key)
    this.#order = options.side === 'pre' ? -1 : 1
    this.#oneDelay = options.delay !== undefined
    this.#changes = options.changes || options.statements.some(({ target }) => target === DELAY)
    if (this.#changes) this.#checkChangeable()
    this.#variable = {
      owner: `${synapses.name}.${this.name}`,
      name: 'delay',
      dimension: second,
      type: 'float',
      shared: this.#oneDelay,
      access: 'writable',
      initial: readDelay(synapses.name, this.name, options.delay),
      unlessRefractory: false,
      isExact: true,
    }
  }

  /**
   * Time from the event to the synapse: one value if it was given when the synapses were made, else one per synapse (0 at first).
   * It is rounded to steps of the emitting group. What is on its way keeps its time of arrival. Between runs it can always be set; code
   * of the synapses can write it, too, and so can a network operation if the synapses were made with `changingDelays`.
   */
  get delay(): SynapticVariable {
    return new SynapticVariable(storeOf(this.owner(), 'delay'), this.#synapses)
  }
  /** @internal Reads and writes the delays. */
  owner(): VariableOwner {
    const owner = this.#synapses.owner()
    return {
      ...owner,
      name: this.#key,
      variables: new Map([['delay', this.#variable]]),
      onWrite: () => {
        if (this.#changes) owner.onWrite('delay')
        else this.delaysChanged()
      },
      onLend: () => {
        this.#shown ??= this.#digest()
      },
      checkWritable: () => {
        owner.checkWritable()
        if (!this.#oneDelay && !this.#synapses.isConnected) throw notConnected(this.#synapses.name)
        if (!this.#changes)
          this.#synapses.scope.checkBetweenRuns(
            `delays of \`${this.#synapses.name}\`, which were not made with the option changingDelays, cannot be changed`,
          )
      },
    }
  }
  /** @internal */
  get synapses(): SynapsesCore {
    return this.#synapses
  }
  /** Place within the slot `synapses`: -1 for presynaptic, 1 for postsynaptic pathways, unless changed. */
  get order(): number {
    return this.#order
  }
  set order(order: number) {
    if (!Number.isInteger(order))
      throw new RheobaseError(
        'type',
        'order-not-whole',
        `an order is a whole number, not ${describeValue(order)}`,
      )
    this.#order = order
    this.#synapses.scope.changed()
  }
  get active(): boolean {
    return this.#active
  }
  set active(active: boolean) {
    this.#active = active
    this.#synapses.scope.changed()
  }

  /** @internal From now on the delays may change during a run. @throws {RheobaseError} kind `value` if there is one for all */
  letDelaysChange(): void {
    if (this.#changes) return
    this.#checkChangeable()
    this.#changes = true
    this.delaysChanged()
  }
  #checkChangeable(): void {
    if (!this.#oneDelay) return
    throw new RheobaseError(
      'value',
      'one-delay-for-all',
      `the delays of the pathway ${this.name} of \`${this.#synapses.name}\` cannot change during a run: it has one delay for all. Leave the option delay out, and set delays after connecting.`,
    )
  }
  /** @internal Whether delays change during runs. */
  get changes(): boolean {
    return this.#changes
  }
  /** @internal Before a run, and when it makes a pause because of that: room for as many events again as there are synapses. */
  makeRoom(): void {
    const { size } = this.#synapses
    if (this.#model?.delay.kind !== 'calendar') return
    const { scope } = this.#synapses
    const { used } = eventCalendar(scope.workspace, this.#synapses, this, this.#capacity)
    if (scope.workspace.memory.scalar(used) <= this.#capacity - size) return
    this.#capacity = Math.max(2 * this.#capacity, 2 * size)
    this.delaysChanged()
  }

  /** @internal */
  delaysChanged(): void {
    this.#stale = true
    this.#synapses.scope.changed()
  }
  /** @internal The model with the delays of the coming run; `prepare` has brought it up to date. */
  model(): PathwayModel {
    const model = this.#model ?? this.#describe({ kind: 'none' }, true, 0)
    const delay: DelayForm =
      this.#changes && model.delay.kind !== 'calendar'
        ? { kind: 'calendar', capacity: this.#capacity }
        : model.delay
    return { ...model, delay, changes: this.#changes, order: this.#order, active: this.#active }
  }

  /** @internal Sorts the synapses into rows if they or their delays have changed, and saves what is on its way. */
  prepare(): void {
    if (!this.#stale) return
    const { scope } = this.#synapses
    const waiting = this.#takeWaiting()
    const model = this.#synapses.model()
    const { memory } = scope.workspace
    const { form, delays } = this.#delaySteps(model.size)
    const rows = this.#rows(model, delays)
    const pathway = this.#describe(form, rows.order === undefined, waiting.length)
    const arrays = rowsOf(scope.workspace, model, pathway)
    memory.view(arrays.starts).set(rows.starts)
    if (arrays.order !== undefined && rows.order !== undefined) memory.view(arrays.order).set(rows.order)
    if (arrays.delays !== undefined && delays !== undefined) {
      memory
        .view(arrays.delays)
        .set(rows.order === undefined ? delays : rows.order.map(synapse => delays[synapse] ?? 0))
    }
    memory.remove(`${this.#key}.queue`)
    this.#waiting.store(waiting)
    this.#model = pathway
    this.#stale = false
  }

  #rows(model: SynapsesModel, delays: Int32Array | undefined): SortedRows {
    if (this.side === 'pre' && delays === undefined) {
      const starts = this.#synapses.startsOfSources
      if (starts !== undefined) return { starts, order: undefined }
    }
    const { workspace } = this.#synapses.scope
    const column = this.side === 'pre' ? sourceOf : targetOf
    const { start, stop } = this.#emitting
    return sortIntoRows(workspace.memory.view(column(workspace, model)), stop - start, delays)
  }

  /** @internal Synapses were made, which have no delay until one is set; or they were taken back. */
  grown(from: number, to: number): void {
    const { workspace } = this.#synapses.scope
    if (to !== from && !this.#oneDelay && workspace.memory.has(`${this.#key}.delay`))
      variableArray(workspace, this.#variable, to)
    this.delaysChanged()
  }

  /** @internal Delays that were written through a view count from the next run on, as others do. */
  checkViews(): void {
    if (this.#shown === undefined) return
    const now = this.#digest()
    if (now === this.#shown) return
    this.#shown = now
    this.delaysChanged()
  }
  #digest(): number {
    const { workspace } = this.#synapses.scope
    return digestOf(workspace.memory.view(variableArray(workspace, this.#variable, this.#synapses.size)))
  }

  /** @internal What is on its way moves to the nearest of the new steps, half-way ones up. */
  timeStepChanges(clock: Clock, dt: number): void {
    if (this.#emitting.core.clock !== clock) return
    const now = clock.step
    const newNow = Math.round(clock.time / dt)
    const waiting = this.#takeWaiting().map(({ synapse, arrival }) => ({
      synapse,
      arrival: newNow + Math.floor(((arrival - now) * clock.dt) / dt + 0.5),
    }))
    this.#keepWaiting(waiting)
  }

  /** @internal Synapses are removed: what waits for others goes with them, and the delays of the others close up. */
  renumber(renumbering: Renumbering): void {
    const { numbers, kept } = renumbering
    const { workspace } = this.#synapses.scope
    const waiting = this.#takeWaiting().flatMap(({ synapse, arrival }) => {
      const number = numbers[synapse] ?? -1
      return number === -1 ? [] : [{ synapse: number, arrival }]
    })
    if (!this.#oneDelay && workspace.memory.has(`${this.#key}.delay`)) {
      closeUp(workspace.memory.view(variableArray(workspace, this.#variable, numbers.length)), renumbering)
      variableArray(workspace, this.#variable, kept.length)
    }
    this.#keepWaiting(waiting)
  }
  /** @internal What is on its way never arrives. */
  forgetEvents(): void {
    this.#keepWaiting([])
  }
  /** From now on what is on its way waits in a list of its own. */
  #keepWaiting(waiting: readonly WaitingEvent[]): void {
    this.#synapses.scope.workspace.memory.remove(`${this.#key}.queue`)
    this.#waiting.store(waiting)
    this.#model = this.#describe({ kind: 'none' }, this.#model?.inRowOrder ?? true, waiting.length)
    this.delaysChanged()
  }

  /** @internal */
  snapshot(): MemberState {
    const [model, stale] = [this.#model, this.#stale]
    return {
      facts: {
        stale,
        ...(model === undefined
          ? {}
          : { rows: { delay: model.delay, inRowOrder: model.inRowOrder, waiting: model.waiting } }),
      },
      arrays: {},
      restore: isPrepared => {
        if (isPrepared) return
        this.#model = model
        this.#stale = stale
        this.#rememberCapacity()
      },
    }
  }
  adopt(state: MemberState): () => void {
    const reader = new StateReader(this.#key, state)
    const stale = reader.flag('stale')
    const model = 'rows' in state.facts ? this.#adoptedRows(reader.inner('rows')) : undefined
    return () => {
      this.#model = model
      this.#stale = stale
      this.#rememberCapacity()
    }
  }
  #rememberCapacity(): void {
    if (this.#model?.delay.kind === 'calendar') this.#capacity = this.#model.delay.capacity
  }
  #adoptedRows(state: MemberState): PathwayModel {
    const reader = new StateReader(this.#key, state)
    const inner = reader.inner('delay')
    const delay = new StateReader(this.#key, inner)
    const form = (): DelayForm => {
      switch (inner.facts.kind) {
        case 'none':
          return { kind: 'none' }
        case 'homogeneous':
          return { kind: 'homogeneous', steps: delay.count('steps') }
        case 'per-synapse':
          return { kind: 'per-synapse', longest: delay.count('longest') }
        case 'calendar':
          return { kind: 'calendar', capacity: delay.count('capacity') }
        default:
          throw delay.damaged('delay')
      }
    }
    return this.#describe(form(), reader.flag('inRowOrder'), reader.count('waiting'))
  }

  get #key(): string {
    return `${this.#synapses.name}.${this.name}`
  }
  get #emitting(): SideView {
    return this.side === 'pre' ? this.#synapses.source : this.#synapses.target
  }
  #describe(delay: DelayForm, inRowOrder: boolean, waiting: number): PathwayModel {
    const { name, side, event, statements } = this
    return {
      name,
      side,
      event,
      statements,
      order: this.#order,
      active: this.#active,
      delay,
      changes: this.#changes,
      inRowOrder,
      waiting,
      delayVariable: this.#variable,
    }
  }

  /** How the delays of these synapses are kept, and if they differ, how many steps each is. */
  #delaySteps(size: number): { readonly form: DelayForm; readonly delays: Int32Array | undefined } {
    const { workspace } = this.#synapses.scope
    if (this.#changes) return this.#calendarFor(size)
    if (!this.#oneDelay && !workspace.memory.has(`${this.#key}.delay`))
      return { form: { kind: 'none' }, delays: undefined }
    const { core, start, stop } = this.#emitting
    const values = workspace.memory.view(variableArray(workspace, this.#variable, size))
    const found = delaysInSteps(values, {
      where: `the pathway ${this.name} of \`${this.#synapses.name}\``,
      oneDelay: this.#oneDelay,
      dt: core.clock.dt,
      neurons: stop - start,
    })
    return found ?? this.#calendarFor(size)
  }
  #calendarFor(size: number): { readonly form: DelayForm; readonly delays: undefined } {
    this.#capacity = Math.max(this.#capacity, 2 * size, 1)
    return { form: { kind: 'calendar', capacity: this.#capacity }, delays: undefined }
  }

  /** What is on its way in the queue and in the list of earlier ones. */
  #takeWaiting(): readonly WaitingEvent[] {
    const { workspace } = this.#synapses.scope
    const { memory } = workspace
    const pathway = this.#model
    if (pathway === undefined) return []
    const model = { ...this.#synapses.model(), size: this.#synapses.sizeInRows }
    const step = this.#emitting.core.clock.step
    const waiting = [...this.#waiting.rest(pathway.waiting)]
    if (pathway.delay.kind === 'calendar')
      waiting.push(
        ...takeFromCalendar(memory, eventCalendar(workspace, model, pathway, pathway.delay.capacity), step),
      )
    const queue = spikeQueue(workspace, model, pathway)
    if (queue !== undefined) {
      const steps = pathway.delay.kind === 'homogeneous' ? pathway.delay.steps : undefined
      waiting.push(...takeWaiting(memory, queue, rowsOf(workspace, model, pathway), step, steps))
    }
    return waiting.sort((a, b) => a.arrival - b.arrival)
  }
}

export interface PathwayOptions {
  readonly name: string
  readonly side: 'pre' | 'post'
  readonly event: string
  readonly statements: readonly Statement[]
  readonly delay: unknown
  /** Whether delays may be changed during a run. */
  readonly changes: boolean
}

/** What code calls the delay of its pathway. */
export const DELAY = 'delay'

export const notConnected = (name: string): RheobaseError =>
  new RheobaseError(
    'state',
    'not-connected',
    `\`${name}\` has no synapses yet: call connect() first, or set its \`active\` to false`,
  )
