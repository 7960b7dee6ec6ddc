import type { EventCalendar } from '../compile/event-calendar.js'
import type { SpikeQueue } from '../compile/spike-queue.js'
import type { Rows } from '../compile/synapse-arrays.js'
import type { NetworkMemory } from './network-memory.js'

/** A synapse on its way to its target: it arrives in this step of the emitting group. */
export interface WaitingEvent {
  readonly synapse: number
  readonly arrival: number
}

/**
 * Takes out of a queue what still waits in it, in the order of delivery, and empties it. Needed when the queue gets another shape
 * because delays or synapses changed: what is on its way keeps the time of arrival that it set out with.
 */
export function takeWaiting(
  memory: NetworkMemory,
  queue: SpikeQueue,
  rows: Rows,
  step: number,
  homogeneousSteps: number | undefined,
): WaitingEvent[] {
  const view = (array: Parameters<NetworkMemory['view']>[0]): ArrayLike<number> => memory.view(array)
  const starts = view(rows.starts)
  const order = rows.order === undefined ? undefined : view(rows.order)
  const delays = rows.delays === undefined ? undefined : view(rows.delays)
  const neurons = view(queue.neurons)
  const cursors = queue.waiting === undefined ? undefined : view(queue.waiting.cursors)
  const waiting: WaitingEvent[] = []
  // Oldest first: emitted `age` steps before the next step.
  for (let age = queue.slots - 1; age >= 1; age--) {
    const emitted = step - age
    const slot = ((emitted % queue.slots) + queue.slots) % queue.slots
    const start = view(queue.starts)[slot] ?? 0
    const count = view(queue.counts)[slot] ?? 0
    for (let k = 0; k < count; k++) {
      const at = (start + k) % queue.capacity
      const neuron = neurons[at] ?? 0
      const first = cursors === undefined ? (starts[neuron] ?? 0) : (cursors[at] ?? 0)
      for (let place = first; place < (starts[neuron + 1] ?? 0); place++) {
        const delay = homogeneousSteps ?? delays?.[place] ?? 0
        if (emitted + delay >= step)
          waiting.push({ synapse: order?.[place] ?? place, arrival: emitted + delay })
      }
    }
  }
  memory.view(queue.counts).fill(0)
  // Stable: events of one step keep the order of their emission.
  return waiting.sort((a, b) => a.arrival - b.arrival)
}

/** The same for a calendar, where every event has its own step of arrival. */
export function takeFromCalendar(
  memory: NetworkMemory,
  calendar: EventCalendar,
  step: number,
): WaitingEvent[] {
  const [heads, tails, next] = [calendar.heads, calendar.tails, calendar.next].map(array =>
    memory.view(array),
  )
  const [synapses, arrivals] = [calendar.synapses, calendar.arrivals].map(array => memory.view(array))
  const waiting: WaitingEvent[] = []
  for (let slot = 0; slot < calendar.slots; slot++) {
    for (let event = heads?.[slot] ?? -1; event >= 0; event = next?.[event] ?? -1) {
      const arrival = arrivals?.[event] ?? NaN
      if (arrival >= step) waiting.push({ synapse: synapses?.[event] ?? 0, arrival })
    }
  }
  heads?.fill(-1)
  tails?.fill(-1)
  memory.setScalar(calendar.free, -1)
  memory.setScalar(calendar.touched, 0)
  memory.setScalar(calendar.used, 0)
  // Stable: events that arrive in one step stood in one slot, in the order in which they were sent.
  return waiting.sort((a, b) => a.arrival - b.arrival)
}
