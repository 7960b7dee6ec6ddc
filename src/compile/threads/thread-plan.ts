import type { Builder } from '../../kernels/builder.js'
import type { ArraySymbol, For, Meeting, Parameter, Value } from '../../kernels/value.js'
import type { ListedLoop } from '../list-refractory.js'
import type { Storage } from '../storage.js'
import type { RowDivider } from './divided-rows.js'

/** Elements that a thread gets at once: whole cache lines of doubles, and of integers. */
const BLOCK = 16
/** Numbers of which each thread has one stand so far apart, in elements, that no two are in one cache line. */
export const APART = 32

/** What the threads of a network share: how many there are, and where they meet. */
export interface ThreadPlan {
  readonly storage: Storage
  readonly count: number
  /** Parameter of the program: 0 for the first thread, which is the one that calls the host. */
  readonly thread: Parameter
  readonly meeting: Meeting
  /** Divides the rows of a pathway among the threads. */
  readonly rows: RowDivider
  /** Loops in which each thread keeps lists of its refractory neurons. */
  readonly listed: ReadonlyMap<For, ListedLoop>
}

/** Elements of an array of this length that each thread owns, but for the last ones. */
export const shareOf = (length: number, threads: number): number =>
  Math.ceil(length / threads / BLOCK) * BLOCK

/** The thread that owns an element: stretches in ascending order, so that the first thread has the first elements. */
export const ownerOf = (element: number, length: number, threads: number): number =>
  Math.floor(element / Math.max(1, shareOf(length, threads)))

/** First element that the present thread owns, and the first after its last one. */
export function ownStretch(
  builder: Builder,
  { thread, count }: ThreadPlan,
  length: number,
): { readonly from: Value; readonly to: Value } {
  const share = builder.i32(shareOf(length, count))
  const end = builder.i32(length)
  const from = least(builder, builder.op('i32.mul', thread, share), end)
  return { from, to: least(builder, builder.op('i32.add', from, share), end) }
}

/** Whether the present thread owns an element. */
export function isOwned(builder: Builder, plan: ThreadPlan, length: number, element: Value): Value {
  const { from, to } = ownStretch(builder, plan, length)
  return builder.op('i32.lt_u', builder.op('i32.sub', element, from), builder.op('i32.sub', to, from))
}

export const isFirstThread = (builder: Builder, { thread }: ThreadPlan): Value =>
  builder.op('i32.eq', thread, builder.i32(0))

/** An array with one value for each thread, and the place of that of the present thread. */
export const privateArray = (
  { storage, count }: ThreadPlan,
  name: string,
  type: 'f64' | 'i32',
): ArraySymbol => storage.array(`${THREADS}${name}`, type, count * APART)
export const privatePlace = (builder: Builder, { thread }: ThreadPlan): Value =>
  builder.op('i32.mul', thread, builder.i32(APART))

/** How the keys of arrays begin that only threads need. They are no state: what is in them holds for one run. */
export const THREADS = 'run.threads.'

export const least = (builder: Builder, a: Value, b: Value): Value =>
  builder.op('i32.select', builder.op('i32.lt_s', a, b), a, b)

export const most = (builder: Builder, a: Value, b: Value): Value =>
  builder.op('i32.select', builder.op('i32.lt_s', a, b), b, a)
