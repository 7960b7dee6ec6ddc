import { RheobaseError } from '../errors/rheobase-error.js'
import type { Builder } from '../kernels/builder.js'
import type { ArraySymbol, Value } from '../kernels/value.js'
import type { PathwayModel, SynapsesModel } from '../model/synapses.js'
import { runControl } from './advance.js'
import { raise, type Alarm } from './alarm.js'
import type { Storage } from './storage.js'
import { variableArray } from './storage.js'

/** A power of two, so that finding the slot of a step costs little. Events of later rounds stay in their slot. */
const SLOTS = 1024

/**
 * Events on their way, synapse by synapse, for delays that change while a run is under way (the delay that holds when an event is sent
 * decides when it arrives), and for very long ones, for which it takes neither time nor room. Every slot has a list of events in the order
 * in which they were sent (by step, then emitting neuron, then number of the synapse), so they are delivered in that order. An event of a
 * later round (more than `SLOTS` steps away) is passed over.
 */
export interface EventCalendar {
  readonly slots: number
  /** Events that there is room for. */
  readonly capacity: number
  /** First and last event of each slot, or -1. */
  readonly heads: ArraySymbol
  readonly tails: ArraySymbol
  /** Of each event: the one after it in its list, its synapse, the step in which it arrives. */
  readonly next: ArraySymbol
  readonly synapses: ArraySymbol
  readonly arrivals: ArraySymbol
  /** Events that are free again, as a list; how many places were ever used; how many are in use now. */
  readonly free: ArraySymbol
  readonly touched: ArraySymbol
  readonly used: ArraySymbol
}

export function eventCalendar(
  storage: Storage,
  synapses: Pick<SynapsesModel, 'name'>,
  pathway: Pick<PathwayModel, 'name'>,
  capacity: number,
): EventCalendar {
  const key = `${synapses.name}.${pathway.name}.queue`
  return {
    slots: SLOTS,
    capacity,
    heads: storage.array(`${key}.heads`, 'i32', SLOTS, -1),
    tails: storage.array(`${key}.tails`, 'i32', SLOTS, -1),
    next: storage.array(`${key}.next`, 'i32', capacity),
    synapses: storage.array(`${key}.synapses`, 'i32', capacity),
    arrivals: storage.array(`${key}.arrivals`, 'f64', capacity),
    free: storage.array(`${key}.free`, 'i32', 1, -1),
    touched: storage.array(`${key}.touched`, 'i32', 1),
    used: storage.array(`${key}.used`, 'i32', 1),
  }
}

/** Writes one step of a calendar: `send` for each event of the step, then `deliver`, then `checkRoom`. */
export class CalendarCode {
  readonly #builder: Builder
  readonly #storage: Storage
  readonly #synapses: SynapsesModel
  readonly #pathway: PathwayModel
  readonly #calendar: EventCalendar
  readonly #step: Value
  readonly #dt: number

  constructor(
    builder: Builder,
    storage: Storage,
    synapses: SynapsesModel,
    pathway: PathwayModel,
    capacity: number,
    step: Value,
  ) {
    this.#builder = builder
    this.#storage = storage
    this.#synapses = synapses
    this.#pathway = pathway
    this.#calendar = eventCalendar(storage, synapses, pathway, capacity)
    this.#step = step
    this.#dt = (pathway.side === 'pre' ? synapses.source : synapses.target).group.clock.dt
  }

  /** Puts an event for a synapse into the slot in which it arrives by the delay that it has now. */
  send(synapse: Value): void {
    const b = this.#builder
    const { heads, tails, next, synapses, arrivals, free, touched, used } = this.#calendar
    const { delayVariable } = this.#pathway
    const delays = variableArray(this.#storage, delayVariable, this.#synapses.size)
    const delay = b.load(delays, delayVariable.shared ? b.i32(0) : synapse)
    const steps = b.op('f64.trunc', b.op('f64.add', b.op('f64.div', delay, b.f64(this.#dt)), b.f64(0.5)))
    const isPossible = b.op(
      'bool.and',
      b.op('f64.ge', delay, b.f64(0)),
      b.op('f64.lt', steps, b.f64(2 ** 53)),
    )
    b.if(
      isPossible,
      () => {
        const event = b.local('event', b.loadScalar(free))
        b.if(
          b.op('i32.ge_s', b.read(event), b.i32(0)),
          () => {
            b.storeScalar(free, b.load(next, b.read(event)))
          },
          () => {
            b.assign(event, b.loadScalar(touched))
            b.storeScalar(touched, b.op('i32.add', b.read(event), b.i32(1)))
          },
        )
        const at = b.read(event)
        const arrival = b.op('f64.add', this.#step, steps)
        b.store(synapses, at, synapse)
        b.store(arrivals, at, arrival)
        b.store(next, at, b.i32(-1))
        const slot = this.#slotOf(arrival)
        const last = b.load(tails, slot)
        b.if(
          b.op('i32.lt_s', last, b.i32(0)),
          () => {
            b.store(heads, slot, at)
          },
          () => {
            b.store(next, last, at)
          },
        )
        b.store(tails, slot, at)
        b.storeScalar(used, b.op('i32.add', b.loadScalar(used), b.i32(1)))
      },
      () => {
        raise(b, this.#storage, delayPlaces(this.#storage, this.#synapses, this.#pathway), [
          b.op('f64.from_i32', synapse),
          delay,
        ])
      },
    )
  }

  /** Runs code for the synapses of the events that arrive in this step; those that should have come while the pathway was off are dropped. */
  deliver(code: (synapse: Value) => void): void {
    const b = this.#builder
    const { heads, tails, next, synapses, arrivals, free, used } = this.#calendar
    const slot = this.#slotOf(this.#step)
    const event = b.local('due', b.load(heads, slot))
    const before = b.local('before', b.i32(-1))
    b.while(
      () => b.op('i32.ge_s', b.read(event), b.i32(0)),
      () => {
        const at = b.read(event)
        const following = b.load(next, at)
        const arrival = b.load(arrivals, at)
        b.if(
          b.op('f64.gt', arrival, this.#step),
          () => {
            b.assign(before, at)
          },
          () => {
            b.if(
              b.op('i32.lt_s', b.read(before), b.i32(0)),
              () => {
                b.store(heads, slot, following)
              },
              () => {
                b.store(next, b.read(before), following)
              },
            )
            b.if(b.op('i32.lt_s', following, b.i32(0)), () => {
              b.store(tails, slot, b.read(before))
            })
            b.if(b.op('f64.eq', arrival, this.#step), () => {
              code(b.load(synapses, at))
            })
            b.store(next, at, b.loadScalar(free))
            b.storeScalar(free, at)
            b.storeScalar(used, b.op('i32.sub', b.loadScalar(used), b.i32(1)))
          },
        )
        b.assign(event, following)
      },
    )
  }

  /** In a step each synapse gets at most one event more: if there may be no room for these, the run makes a pause to get some. */
  checkRoom(): void {
    const b = this.#builder
    const { used, capacity } = this.#calendar
    const { stop } = runControl(this.#storage)
    const isFull = b.op('i32.gt_s', b.loadScalar(used), b.i32(capacity - this.#synapses.size))
    const goesOn = b.op('i32.eq', b.loadScalar(stop), b.i32(0))
    b.if(b.op('bool.and', isFull, goesOn), () => {
      b.storeScalar(stop, b.i32(PAUSE))
    })
  }

  #slotOf(step: Value): Value {
    const b = this.#builder
    const { slots } = this.#calendar
    const rounds = b.op('f64.floor', b.op('f64.mul', step, b.f64(1 / slots)))
    return b.op('i32.from_f64', b.op('f64.sub', step, b.op('f64.mul', rounds, b.f64(slots))))
  }
}

/** What `stop` of the run control is when the run shall go on after more room was made. */
export const PAUSE = 2

const delayPlaces = (
  storage: Storage,
  synapses: Pick<SynapsesModel, 'name'>,
  pathway: Pick<PathwayModel, 'name'>,
): Pick<Alarm, 'raised' | 'facts'> => ({
  raised: storage.array(`run delay of ${synapses.name}.${pathway.name}.raised`, 'i32', 1),
  facts: storage.array(`run delay of ${synapses.name}.${pathway.name}.facts`, 'f64', 2),
})

/** What stops a run in which an event is sent with a delay that is none. */
export const delayAlarm = (storage: Storage, synapses: SynapsesModel, pathway: PathwayModel): Alarm => ({
  ...delayPlaces(storage, synapses, pathway),
  error: ([synapse = NaN, delay = NaN]: readonly number[]) =>
    new RheobaseError(
      'value',
      'impossible-delay',
      `the delay of synapse ${String(synapse)} of the pathway ${pathway.name} of \`${synapses.name}\` is ${String(delay)} s; delays are finite and not negative`,
    ),
})
