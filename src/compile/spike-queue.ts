import type { Builder } from '../kernels/builder.js'
import type { ArraySymbol, Value } from '../kernels/value.js'
import type { PathwayModel, SynapsesModel } from '../model/synapses.js'
import { stepArray } from './clock-bindings.js'
import type { EventList } from './event-list.js'
import type { Storage } from './storage.js'
import type { Rows } from './synapse-arrays.js'
import { placeOf } from './neuron-place.js'

/**
 * Spikes on their way. The queue keeps emitting neurons, not synapses: a ring of all spikes of the last `slots` steps, the spikes of
 * step n in slot n mod `slots`. With one delay for all synapses a slot is delivered when it is that old. With a delay per synapse each
 * waiting spike has a cursor in its row, which stands by delay; in every step those that are due are listed from the oldest on, and each
 * delivers the synapses whose delay is the age of the spike. So delivery is by emission step, then by emitting neuron, then by
 * synapse number, and nothing is allocated or sorted during a run.
 */
export interface SpikeQueue {
  readonly slots: number
  readonly capacity: number
  readonly neurons: ArraySymbol
  readonly starts: ArraySymbol
  readonly counts: ArraySymbol
  /** Place in the ring where the next spike goes. */
  readonly end: ArraySymbol
  /** Only with a delay per synapse. */
  readonly waiting: WaitingSpikes | undefined
}
export interface WaitingSpikes {
  /** Next place of each waiting spike in its row, and the delay that stands there (-1: delivered). */
  readonly cursors: ArraySymbol
  readonly dueAges: ArraySymbol
  /** The places in the ring of those that are due in a step, with a place more than there can be, and how many there are. */
  readonly due: ArraySymbol
  readonly dueCount: ArraySymbol
}

export function spikeQueue(
  storage: Storage,
  synapses: SynapsesModel,
  pathway: PathwayModel,
): SpikeQueue | undefined {
  const { delay } = pathway
  if (
    delay.kind === 'none' ||
    delay.kind === 'calendar' ||
    (delay.kind === 'homogeneous' && delay.steps === 0)
  )
    return undefined
  const emitting = pathway.side === 'pre' ? synapses.source : synapses.target
  const slots = (delay.kind === 'homogeneous' ? delay.steps : delay.longest) + 1
  const capacity = (emitting.stop - emitting.start) * slots
  const key = `${synapses.name}.${pathway.name}.queue`
  const perSynapse = delay.kind === 'per-synapse'
  return {
    slots,
    capacity,
    neurons: storage.array(`${key}.neurons`, 'i32', capacity),
    starts: storage.array(`${key}.starts`, 'i32', slots),
    counts: storage.array(`${key}.counts`, 'i32', slots),
    end: storage.array(`${key}.end`, 'i32', 1),
    waiting: perSynapse
      ? {
          cursors: storage.array(`${key}.cursors`, 'i32', capacity),
          dueAges: storage.array(`${key}.due-ages`, 'i32', capacity),
          due: storage.array(`${key}.due`, 'i32', capacity + 1),
          dueCount: storage.array(`${key}.due count`, 'i32', 1),
        }
      : undefined,
  }
}

/** Slot of the spikes that were emitted `age` steps ago. */
export function slotOfAge(builder: Builder, step: Value, age: Value, slots: number): Value {
  const emitted = builder.op('f64.sub', step, builder.op('f64.from_i32', age))
  const turns = builder.op('f64.floor', builder.op('f64.div', emitted, builder.f64(slots)))
  return builder.op(
    'i32.from_f64',
    builder.op('f64.sub', emitted, builder.op('f64.mul', turns, builder.f64(slots))),
  )
}

/** Puts the events of this step into the queue. */
export function enqueue(
  builder: Builder,
  storage: Storage,
  synapses: SynapsesModel,
  pathway: PathwayModel,
  queue: SpikeQueue,
  rows: Rows,
  list: EventList,
): void {
  const emitting = pathway.side === 'pre' ? synapses.source : synapses.target
  const step = builder.loadScalar(stepArray(storage, emitting.group.clock))
  const slot = slotOfAge(builder, step, builder.i32(0), queue.slots)
  const start = builder.loadScalar(queue.end)
  builder.store(queue.starts, slot, start)
  const place = builder.local('place', start)
  const queued = builder.local('queued', builder.i32(0))
  builder.for('k', builder.i32(0), builder.loadScalar(list.count), position => {
    const neuron = placeOf(builder, storage, emitting, builder.load(list.elements, position))
    builder.if(builder.op('i32.lt_u', neuron, builder.i32(emitting.stop - emitting.start)), () => {
      const at = builder.read(place)
      builder.store(queue.neurons, at, neuron)
      if (queue.waiting !== undefined && rows.delays !== undefined) {
        const { cursors, dueAges } = queue.waiting
        const first = builder.load(rows.starts, neuron)
        const end = builder.load(rows.starts, builder.op('i32.add', neuron, builder.i32(1)))
        builder.store(cursors, at, first)
        storeDueAge(builder, dueAges, rows.delays, at, first, end)
      }
      const next = builder.op('i32.add', at, builder.i32(1))
      builder.assign(
        place,
        builder.op(
          'i32.select',
          builder.op('i32.eq', next, builder.i32(queue.capacity)),
          builder.i32(0),
          next,
        ),
      )
      builder.assign(queued, builder.op('i32.add', builder.read(queued), builder.i32(1)))
    })
  })
  builder.store(queue.counts, slot, builder.read(queued))
  builder.storeScalar(queue.end, builder.read(place))
}

/** Notes the age at which the place `cursor` of a row is due, or -1 at the end of the row. */
export function storeDueAge(
  builder: Builder,
  dueAges: ArraySymbol,
  delays: ArraySymbol,
  at: Value,
  cursor: Value,
  end: Value,
): void {
  builder.store(dueAges, at, builder.i32(-1))
  builder.if(builder.op('i32.lt_s', cursor, end), () => {
    builder.store(dueAges, at, builder.load(delays, cursor))
  })
}
