import { Builder } from '../kernels/builder.js'
import type { ArraySymbol, Procedure, Value } from '../kernels/value.js'
import type { Storage } from './storage.js'

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

/** The neurons of a group that are refractory, in the order in which they became so: all of them, or there is no list. */
export interface RefractoryList {
  readonly elements: ArraySymbol
  /** How many there are; `NO_LIST` if they are not known, or too many. */
  readonly count: ArraySymbol
}
const NO_LIST = -1

export function refractoryList(storage: Storage, { notRefractory }: RefractoryArrays): RefractoryList {
  const room = Math.ceil(notRefractory.length * FEW)
  return {
    elements: storage.array(`${notRefractory.name} list`, 'i32', room),
    count: storage.array(`${notRefractory.name} list length`, 'i32', 1),
  }
}

/** The steps for which a kernel is to do without lists. */
export const waitingSteps = (storage: Storage, kernel: string): ArraySymbol =>
  storage.array(`${kernel} steps without list`, 'i32', 1)

export const isList = (builder: Builder, count: Value): Value =>
  builder.op('i32.lt_s', builder.i32(NO_LIST), count)

export function dropList(builder: Builder, { count }: RefractoryList): void {
  builder.storeScalar(count, builder.i32(NO_LIST))
}

/** Puts a neuron that has spiked on the list, if there is one. A list that is full is no longer one. */
export function enlist(builder: Builder, { elements, count }: RefractoryList, element: Value): void {
  const listed = builder.loadScalar(count)
  // Below in the sense of numbers without sign: no list is above all.
  builder.if(
    builder.op('i32.lt_u', listed, builder.i32(elements.length)),
    () => {
      builder.store(elements, listed, element)
      builder.storeScalar(count, builder.op('i32.add', listed, builder.i32(1)))
    },
    () => {
      builder.storeScalar(count, builder.i32(NO_LIST))
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
): void {
  const steps = builder.loadScalar(waiting)
  const drop = (): void => {
    for (const list of lists) dropList(builder, list)
  }
  builder.if(
    builder.op('i32.lt_s', builder.i32(0), steps),
    () => {
      drop()
      builder.storeScalar(waiting, builder.op('i32.sub', steps, builder.i32(1)))
    },
    () => {
      for (const list of lists) gather(builder, list, half(list))
      const tooLong = lists
        .map(list => builder.op('i32.lt_s', builder.i32(half(list)), builder.loadScalar(list.count)))
        .reduce((some, one) => builder.op('bool.or', some, one))
      builder.if(tooLong, () => {
        drop()
        builder.storeScalar(waiting, builder.i32(PATIENCE))
      })
    },
  )
}

const half = ({ elements }: RefractoryList): number => Math.floor(elements.length / 2)

/** Puts all that are refractory on a list, or one more than `most` of them. */
function gather(
  builder: Builder,
  { notRefractory, elements, count }: RefractoryArrays & RefractoryList,
  most: number,
): void {
  const neuron = builder.local('neuron', builder.i32(0))
  const listed = builder.local('listed', builder.i32(0))
  builder.while(
    () => {
      const isLeft = builder.op('i32.lt_s', builder.read(neuron), builder.i32(notRefractory.length))
      return builder.op('bool.and', isLeft, builder.op('i32.le_s', builder.read(listed), builder.i32(most)))
    },
    () => {
      const element = builder.read(neuron)
      builder.if(builder.op('bool.not', builder.load(notRefractory, element)), () => {
        const place = builder.read(listed)
        builder.store(elements, place, element)
        builder.assign(listed, builder.op('i32.add', place, builder.i32(1)))
      })
      builder.assign(neuron, builder.op('i32.add', element, builder.i32(1)))
    },
  )
  builder.storeScalar(count, builder.read(listed))
}

/** Before the first step, and after the host wrote something: nothing is known of who is refractory. */
export function forgetLists(
  kernel: Procedure,
  waiting: ArraySymbol,
  lists: readonly RefractoryList[],
): Procedure {
  const builder = new Builder()
  for (const list of lists) dropList(builder, list)
  builder.storeScalar(waiting, builder.i32(ONE_STEP))
  return {
    name: `${kernel.name}.forget_lists`,
    comment: `who is refractory is not known yet in: ${kernel.comment}`,
    parameters: [],
    body: builder.statements,
  }
}
