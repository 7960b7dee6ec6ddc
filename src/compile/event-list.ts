import type { Builder } from '../kernels/builder.js'
import type { ArraySymbol, Value } from '../kernels/value.js'
import type { GroupModel } from '../model/group.js'
import type { Storage } from './storage.js'

/** The elements for which an event happened in the latest test, ascending, and how many there are. */
export interface EventList {
  readonly elements: ArraySymbol
  readonly count: ArraySymbol
}

export const eventList = (
  storage: Storage,
  group: Pick<GroupModel, 'name' | 'size'>,
  event: string,
): EventList => ({
  elements: storage.array(`${group.name}.${event}.events`, 'i32', group.size),
  count: storage.array(`${group.name}.${event}.count`, 'i32', 1),
})

/** Puts an element on the list; elements come in ascending order. */
export function listEvent(builder: Builder, { elements, count }: EventList, element: Value): void {
  const place = builder.loadScalar(count)
  builder.store(elements, place, element)
  builder.storeScalar(count, builder.op('i32.add', place, builder.i32(1)))
}
