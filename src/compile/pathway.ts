import { InternalError } from '../errors/rheobase-error.js'
import { Builder } from '../kernels/builder.js'
import { tabulate, type GridArgument } from '../kernels/tabulate.js'
import type { ArraySymbol, Procedure, Value } from '../kernels/value.js'
import { printStatements } from '../language/print.js'
import type { PathwayModel, SynapsesModel } from '../model/synapses.js'
import { CalendarCode } from './event-calendar.js'
import { eventDrivenUpdate } from './choose-update.js'
import { stepArray, stepWords, timeOf } from './clock-bindings.js'
import { elapsedTime } from './elapsed-time.js'
import { eventList, type EventList } from './event-list.js'
import { isWholeGroup, neuronAt, placeOf } from './neuron-place.js'
import { lowerStatements } from './lower-statements.js'
import { convert } from './convert.js'
import type { KernelForConstants } from './part.js'
import { Lowering } from './lowering.js'
import {
  enqueue,
  slotOfAge,
  spikeQueue,
  storeDueAge,
  type SpikeQueue,
  type WaitingSpikes,
} from './spike-queue.js'
import { writeUpdate } from './state-update.js'
import { variableArray, type Storage } from './storage.js'
import { rowsOf, sourceOf, targetOf, type Rows } from './synapse-arrays.js'
import { synapsesContext } from './synapses-context.js'

/**
 * One step of a pathway: takes the events of this step, and runs the code for the synapses that are due now, one synapse after the
 * other, all its statements each.
 */
export function deliver(
  storage: Storage,
  synapses: SynapsesModel,
  pathway: PathwayModel,
): { readonly procedure: Procedure; readonly forConstants?: KernelForConstants } {
  const builder = new Builder()
  const delivery = new Delivery(builder, storage, synapses, pathway)
  if (pathway.waiting > 0) delivery.waitingFromBefore()
  if (pathway.delay.kind === 'calendar') delivery.byCalendar(pathway.delay.capacity)
  else if (delivery.queue === undefined) delivery.immediately()
  else {
    enqueue(builder, storage, synapses, pathway, delivery.queue, delivery.rows, delivery.list)
    if (pathway.delay.kind === 'homogeneous') delivery.whenOldEnough(delivery.queue, pathway.delay.steps)
    else delivery.byAge(delivery.queue)
  }
  const procedure = {
    name: `${synapses.name}_${pathway.name}`,
    comment: `${pathway.side === 'pre' ? 'presynaptic' : 'postsynaptic'} ${pathway.event} arrives at ${synapses.name}: ${printStatements(pathway.statements)}`,
    parameters: [],
    body: builder.statements,
  }
  const forConstants = tabulate(procedure, delivery.elapsed, (text, type, length) =>
    storage.tabulated(text, type, length),
  )
  return forConstants === undefined ? { procedure } : { procedure, forConstants }
}

class Delivery {
  readonly queue: SpikeQueue | undefined
  readonly rows: Rows
  readonly list: EventList
  /** The times that event-driven equations are solved over, one for each place where the code is written. */
  readonly elapsed: GridArgument[] = []
  readonly #builder: Builder
  readonly #storage: Storage
  readonly #synapses: SynapsesModel
  readonly #pathway: PathwayModel
  readonly #code: (synapse: Value, emitting: Value | undefined) => void

  constructor(builder: Builder, storage: Storage, synapses: SynapsesModel, pathway: PathwayModel) {
    this.#builder = builder
    this.#storage = storage
    this.#synapses = synapses
    this.#pathway = pathway
    this.queue = spikeQueue(storage, synapses, pathway)
    this.rows = rowsOf(storage, synapses, pathway)
    this.list = eventList(storage, this.#emitting.group, pathway.event)
    this.#code = this.#synapticCode()
  }

  get #emitting(): SynapsesModel['source'] {
    return this.#pathway.side === 'pre' ? this.#synapses.source : this.#synapses.target
  }

  /** Delays that change: each event is sent on its own, with the delay of the moment. */
  byCalendar(capacity: number): void {
    const builder = this.#builder
    const calendar = new CalendarCode(
      builder,
      this.#storage,
      this.#synapses,
      this.#pathway,
      capacity,
      this.#step,
    )
    this.#eachEmitting(neuron => {
      this.#eachPlace(neuron, place => {
        calendar.send(this.#synapseAt(place))
      })
    })
    calendar.deliver(synapse => {
      this.#code(synapse, undefined)
    })
    calendar.checkRoom()
  }

  /** No delay: the rows of all neurons in the list of this step. */
  immediately(): void {
    this.#eachEmitting(neuron => {
      this.#row(neuron)
    })
  }

  /** The neurons of the emitting part in the list of this step, counted in the part. */
  #eachEmitting(body: (neuron: Value) => void): void {
    const builder = this.#builder
    const emitting = this.#emitting
    const { start, stop } = emitting
    builder.for('k', builder.i32(0), builder.loadScalar(this.list.count), position => {
      const neuron = placeOf(builder, this.#storage, emitting, builder.load(this.list.elements, position))
      if (isWholeGroup(emitting)) body(neuron)
      else
        builder.if(builder.op('i32.lt_u', neuron, builder.i32(stop - start)), () => {
          body(neuron)
        })
    })
  }

  /** One delay for all: the rows of the neurons that were queued `steps` steps ago. */
  whenOldEnough(queue: SpikeQueue, steps: number): void {
    const builder = this.#builder
    const slot = slotOfAge(builder, this.#step, builder.i32(steps), queue.slots)
    const start = builder.load(queue.starts, slot)
    builder.for('k', builder.i32(0), builder.load(queue.counts, slot), position => {
      this.#row(builder.load(queue.neurons, ringPlace(builder, queue, start, position)))
    })
    // A pathway that is switched off and on again must not deliver the slot a second time.
    builder.store(queue.counts, slot, builder.i32(0))
  }

  /** A delay per synapse: every waiting spike that is due delivers the places of its row that are due at its age. */
  byAge(queue: SpikeQueue): void {
    const builder = this.#builder
    const { waiting } = queue
    const { delays, starts } = this.rows
    if (waiting === undefined || delays === undefined) throw new InternalError('a queue without cursors')
    const { cursors, dueAges, due, dueCount } = waiting
    this.#listDue(queue, waiting)
    builder.for('k', builder.i32(0), builder.loadScalar(dueCount), k => {
      const at = builder.load(due, k)
      const age = builder.load(dueAges, at)
      const neuron = builder.load(queue.neurons, at)
      const end = builder.load(starts, builder.op('i32.add', neuron, builder.i32(1)))
      const cursor = builder.local('cursor', builder.load(cursors, at))
      builder.while(
        () => this.#isDue(builder.read(cursor), end, delays, age),
        () => {
          const place = builder.read(cursor)
          this.#place(place, neuron)
          builder.assign(cursor, builder.op('i32.add', place, builder.i32(1)))
        },
      )
      const reached = builder.read(cursor)
      builder.store(cursors, at, reached)
      storeDueAge(builder, dueAges, delays, at, reached, end)
    })
  }

  /**
   * Lists the waiting spikes that are due, from the oldest on. About half of them are, in no order that a processor could foresee: so each is
   * written to the list, and the list grows by the truth of it.
   */
  #listDue(queue: SpikeQueue, { dueAges, due, dueCount }: WaitingSpikes): void {
    const builder = this.#builder
    // After the slot of this step comes that of the oldest spikes, and so on around the ring.
    const oldest = builder.op(
      'i32.add',
      slotOfAge(builder, this.#step, builder.i32(0), queue.slots),
      builder.i32(1),
    )
    const listed = builder.local('listed', builder.i32(0))
    builder.for('turn', builder.i32(0), builder.i32(queue.slots), turn => {
      const age = builder.op('i32.sub', builder.i32(queue.slots - 1), turn)
      const slot = around(builder, builder.op('i32.add', oldest, turn), queue.slots)
      const start = builder.load(queue.starts, slot)
      builder.for('k', builder.i32(0), builder.load(queue.counts, slot), position => {
        const at = ringPlace(builder, queue, start, position)
        const number = builder.read(listed)
        builder.store(due, number, at)
        const isDue = builder.op('i32.eq', builder.load(dueAges, at), age)
        builder.assign(listed, builder.op('i32.add', number, builder.op('i32.from_bool', isDue)))
      })
    })
    builder.storeScalar(dueCount, builder.read(listed))
  }

  /** Events from before the delays were changed: synapses with their own step of arrival, in order of arrival. */
  waitingFromBefore(): void {
    const builder = this.#builder
    const key = `${this.#synapses.name}.${this.#pathway.name}.waiting`
    const length = this.#pathway.waiting
    const synapse = this.#storage.array(`${key}.synapses`, 'i32', length)
    const arrival = this.#storage.array(`${key}.arrivals`, 'f64', length)
    const position = this.#storage.array(`${key}.position`, 'i32', 1)
    const next = builder.local('next', builder.loadScalar(position))
    const isDue = (): Value => {
      const at = builder.read(next)
      const inside = builder.op('i32.lt_s', at, builder.i32(length))
      const safe = builder.op('i32.select', inside, at, builder.i32(0))
      return builder.op('bool.and', inside, builder.op('f64.le', builder.load(arrival, safe), this.#step))
    }
    builder.while(isDue, () => {
      const at = builder.read(next)
      // What was due while the pathway was off is dropped.
      builder.if(builder.op('f64.eq', builder.load(arrival, at), this.#step), () => {
        this.#code(builder.load(synapse, at), undefined)
      })
      builder.assign(next, builder.op('i32.add', at, builder.i32(1)))
    })
    builder.storeScalar(position, builder.read(next))
  }

  get #step(): Value {
    return this.#builder.loadScalar(stepArray(this.#storage, this.#emitting.group.clock))
  }

  #isDue(cursor: Value, end: Value, delays: ArraySymbol, age: Value): Value {
    const builder = this.#builder
    const inside = builder.op('i32.lt_s', cursor, end)
    const safe = builder.op('i32.select', inside, cursor, builder.i32(0))
    return builder.op('bool.and', inside, builder.op('i32.eq', builder.load(delays, safe), age))
  }

  /** The code for all synapses of an emitting neuron, counted from the start of the emitting part. */
  #row(neuron: Value): void {
    this.#eachPlace(neuron, place => {
      this.#place(place, neuron)
    })
  }
  #eachPlace(neuron: Value, body: (place: Value) => void): void {
    const builder = this.#builder
    const { starts } = this.rows
    const end = builder.load(starts, builder.op('i32.add', neuron, builder.i32(1)))
    builder.for('place', builder.load(starts, neuron), end, body)
  }

  #place(place: Value, neuron: Value): void {
    this.#code(this.#synapseAt(place), neuron)
  }
  #synapseAt(place: Value): Value {
    const { order } = this.rows
    return order === undefined ? place : this.#builder.load(order, place)
  }

  #synapticCode(): (synapse: Value, emitting: Value | undefined) => void {
    const builder = this.#builder
    const [storage, synapses, pathway] = [this.#storage, this.#synapses, this.#pathway]
    const context = synapsesContext(storage, synapses, { writesShared: false, pathway: pathway.name })
    const key = storage.randomKey(synapses.stream, `pathway ${pathway.name}`)
    const step = stepWords(builder, storage, this.#emitting.group.clock)
    const update = eventDrivenUpdate(storage, synapses)
    const lastUpdate = update.length === 0 ? undefined : synapses.variables.get('lastupdate')
    return (synapse, emitting) => {
      const fromPre = pathway.side === 'pre' ? emitting : undefined
      const fromPost = pathway.side === 'post' ? emitting : undefined
      const pre = fromPre ?? builder.load(sourceOf(storage, synapses), synapse)
      const post = fromPost ?? builder.load(targetOf(storage, synapses), synapse)
      const places = {
        own: synapse,
        pre: neuronAt(builder, storage, synapses.source, pre),
        post: neuronAt(builder, storage, synapses.target, post),
      }
      if (lastUpdate !== undefined) {
        const last = builder.load(variableArray(storage, lastUpdate, synapses.size), synapse)
        const elapsed = elapsedTime(builder, storage, synapses.clock, last)
        this.elapsed.push(elapsed)
        const solution = new Lowering(builder, context, places)
        // A difference of exact times, in the precision of what it acts on.
        solution.locals.set('dt', convert(builder, elapsed.value, storage.float))
        writeUpdate(storage, synapses, solution, update)
      }
      lowerStatements(
        new Lowering(builder, context, places, {
          key,
          element: synapse,
          float: storage.float,
          step,
          occurrence: 0,
        }),
        pathway.statements,
      )
      if (lastUpdate !== undefined) {
        builder.store(
          variableArray(storage, lastUpdate, synapses.size),
          synapse,
          timeOf(builder, storage, synapses.clock),
        )
      }
    }
  }
}

/** Place in the ring, `position` after the start of a slot. */
function ringPlace(builder: Builder, queue: SpikeQueue, start: Value, position: Value): Value {
  return around(builder, builder.op('i32.add', start, position), queue.capacity)
}

/** A place in a ring of so many, which may be at most one turn ahead. */
function around(builder: Builder, place: Value, size: number): Value {
  const over = builder.op('i32.ge_s', place, builder.i32(size))
  return builder.op('i32.select', over, builder.op('i32.sub', place, builder.i32(size)), place)
}
