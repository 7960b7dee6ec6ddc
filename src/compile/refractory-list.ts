import { Builder } from '../kernels/builder.js'
import type { ArraySymbol, Procedure, Value } from '../kernels/value.js'
import type { Storage } from './storage.js'
import { APART } from './threads/thread-plan.js'

/** Part of a group that may be refractory for a list to be worth its keep: what is listed is touched one by one, and twice. */
const FEW = 1 / 8
/** Steps without a list after which it is tried again. */
const PATIENCE = 32
/** Where the host writes in every step, a list would be made in vain each time. */
const ONE_STEP = 1

/** By these two arrays neurons of a group are refractory. */
export interface RefractoryArrays {
  readonly notRefractory: ArraySymbol
  readonly lastSpike: ArraySymbol
}

/**
 * The neurons of a group that are refractory, in the order in which they were listed: all of them, or there is no list. Where the group is divided
 * among threads, each stretch of it has a list of its own.
 */
export interface RefractoryList {
  /** The lists one after the other, each with `room` places. */
  readonly elements: ArraySymbol
  /** How many there are on each list; `NO_LIST` if they are not known, or too many. */
  readonly count: ArraySymbol
  /** Most neurons on one list. */
  readonly most: number
  readonly room: number
  /** Of lists that lose their neurons in the order in which they spiked. */
  readonly queue: RefractoryQueue | undefined
}
export interface RefractoryQueue {
  /** The place of the neuron that is listed longest, on each list. */
  readonly first: ArraySymbol
  /** How many neurons, those that are listed longest, are in no known order: they were found refractory, not seen to spike. */
  readonly loose: ArraySymbol
}
const NO_LIST = -1

/** The neurons that one list is for, and the number of the list. */
export interface ListedStretch {
  readonly from: Value
  readonly to: Value
  readonly list: Value
}

/** `lists` lists, each for as many neurons; queues if neurons leave them in the order in which they spike. */
export function refractoryList(
  storage: Storage,
  { notRefractory }: RefractoryArrays,
  {
    lists,
    neurons,
    isQueue,
  }: { readonly lists: number; readonly neurons: number; readonly isQueue: boolean },
): RefractoryList {
  const most = Math.ceil(neurons * FEW)
  // A queue moves on in twice the room, so that it has to be moved back to the start but rarely.
  const room = isQueue ? 2 * most : most
  const counts = (what: string): ArraySymbol =>
    storage.array(`${notRefractory.name} list ${what}`, 'i32', lists * APART)
  return {
    elements: storage.array(`${notRefractory.name} list`, 'i32', lists * room),
    count: counts('length'),
    most,
    room,
    queue: isQueue ? { first: counts('start'), loose: counts('without order') } : undefined,
  }
}

/** The steps for which a kernel is to do without lists. */
export const waitingSteps = (storage: Storage, kernel: string, lists: number): ArraySymbol =>
  storage.array(`${kernel} steps without list`, 'i32', lists * APART)

/** Where a list has a number of its own. */
export const placeOfList = (builder: Builder, { list }: ListedStretch): Value =>
  builder.op('i32.mul', list, builder.i32(APART))

/** The place of a neuron in `elements` by that on its list. */
export const placeInElements = (
  builder: Builder,
  { room }: RefractoryList,
  { list }: ListedStretch,
  position: Value,
): Value => builder.op('i32.add', builder.op('i32.mul', list, builder.i32(room)), position)

export const isList = (builder: Builder, count: Value): Value =>
  builder.op('i32.lt_s', builder.i32(NO_LIST), count)

export function dropList(builder: Builder, { count }: RefractoryList, stretch: ListedStretch): void {
  builder.store(count, placeOfList(builder, stretch), builder.i32(NO_LIST))
}

/** The place in `elements` of the neuron that is listed longest. */
export const startOfList = (builder: Builder, list: RefractoryList, stretch: ListedStretch): Value =>
  placeInElements(
    builder,
    list,
    stretch,
    list.queue === undefined ? builder.i32(0) : builder.load(list.queue.first, placeOfList(builder, stretch)),
  )

/** Puts a neuron that has spiked on the list, if there is one. A list that is full is no longer one. */
export function enlist(builder: Builder, list: RefractoryList, stretch: ListedStretch, element: Value): void {
  const { elements, count, most } = list
  const place = placeOfList(builder, stretch)
  const listed = builder.load(count, place)
  // Below in the sense of numbers without sign: no list is above all.
  builder.if(
    builder.op('i32.lt_u', listed, builder.i32(most)),
    () => {
      builder.store(elements, builder.op('i32.add', startOfList(builder, list, stretch), listed), element)
      builder.store(count, place, builder.op('i32.add', listed, builder.i32(1)))
    },
    () => {
      builder.store(count, place, builder.i32(NO_LIST))
    },
  )
}

/**
 * Lists anew what is refractory after a step in which that was computed for all, unless a try has failed a short while ago. Lists that would be
 * more than half full are none: they would soon be too long.
 */
export function listAnew(
  builder: Builder,
  waiting: ArraySymbol,
  lists: readonly (RefractoryArrays & RefractoryList)[],
  stretch: ListedStretch,
): void {
  const place = placeOfList(builder, stretch)
  const steps = builder.load(waiting, place)
  const drop = (): void => {
    for (const list of lists) dropList(builder, list, stretch)
  }
  builder.if(
    builder.op('i32.lt_s', builder.i32(0), steps),
    () => {
      drop()
      builder.store(waiting, place, builder.op('i32.sub', steps, builder.i32(1)))
    },
    () => {
      for (const list of lists) gather(builder, list, stretch, half(list))
      const tooLong = lists
        .map(list => builder.op('i32.lt_s', builder.i32(half(list)), builder.load(list.count, place)))
        .reduce((some, one) => builder.op('bool.or', some, one))
      builder.if(tooLong, () => {
        drop()
        builder.store(waiting, place, builder.i32(PATIENCE))
      })
    },
  )
}

const half = ({ most }: RefractoryList): number => Math.floor(most / 2)

/** Puts all that are refractory on a list, or one more than `most` of them. */
function gather(
  builder: Builder,
  list: RefractoryArrays & RefractoryList,
  stretch: ListedStretch,
  most: number,
): void {
  const { notRefractory, elements, count, queue } = list
  const neuron = builder.local('neuron', stretch.from)
  const listed = builder.local('listed', builder.i32(0))
  builder.while(
    () => {
      const isLeft = builder.op('i32.lt_s', builder.read(neuron), stretch.to)
      return builder.op('bool.and', isLeft, builder.op('i32.le_s', builder.read(listed), builder.i32(most)))
    },
    () => {
      const element = builder.read(neuron)
      builder.if(builder.op('bool.not', builder.load(notRefractory, element)), () => {
        const place = builder.read(listed)
        builder.store(elements, placeInElements(builder, list, stretch, place), element)
        builder.assign(listed, builder.op('i32.add', place, builder.i32(1)))
      })
      builder.assign(neuron, builder.op('i32.add', element, builder.i32(1)))
    },
  )
  const place = placeOfList(builder, stretch)
  builder.store(count, place, builder.read(listed))
  if (queue === undefined) return
  builder.store(queue.first, place, builder.i32(0))
  builder.store(queue.loose, place, builder.read(listed))
}

/** Before the first step, and after the host wrote something: nothing is known of who is refractory. */
export function forgetLists(
  kernel: Procedure,
  waiting: ArraySymbol,
  lists: readonly RefractoryList[],
): Procedure {
  const builder = new Builder()
  builder.for('place', builder.i32(0), builder.i32(waiting.length), place => {
    for (const { count } of lists) builder.store(count, place, builder.i32(NO_LIST))
    builder.store(waiting, place, builder.i32(ONE_STEP))
  })
  return {
    name: `${kernel.name}.forget_lists`,
    comment: `who is refractory is not known yet in: ${kernel.comment}`,
    parameters: [],
    body: builder.statements,
  }
}
