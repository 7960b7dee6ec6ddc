import type { Builder } from '../../kernels/builder.js'
import type { ArraySymbol, For, Meeting, Parameter, Value } from '../../kernels/value.js'
import type { ListedLoop } from '../list-refractory.js'
import type { Storage } from '../storage.js'
import type { RowDivider } from './divided-rows.js'

/** Elements that a thread gets at once: whole cache lines of doubles, and of integers. */
const BLOCK = 16
/** Numbers of which each thread has one stand so far apart, in elements, that no two are in one cache line. */
export const APART = 32

/** Which part of the elements each thread has; together 1. */
export type Shares = readonly number[]

export const equalShares = (threads: number): Shares => Array.from({ length: threads }, () => 1 / threads)

/** What the threads of a network share: how many there are, who has what, and where they meet. */
export interface ThreadPlan {
  readonly storage: Storage
  readonly count: number
  readonly stretches: Stretches
  /** Parameter of the program: 0 for the first thread, which is the one that calls the host. */
  readonly thread: Parameter
  readonly meeting: Meeting
  /** Divides the rows of a pathway among the threads. */
  readonly rows: RowDivider
  /** Loops in which each thread keeps lists of its refractory neurons. */
  readonly listed: ReadonlyMap<For, ListedLoop>
}

/** The first element that each thread owns of an array of some length, and after them that length: stretches in the order of the threads. */
export function startsOf(length: number, shares: Shares): readonly number[] {
  const starts = [0]
  let part = 0
  for (const share of shares.slice(0, -1)) {
    part += share
    // Not one block more because a third and a third and a third are a little more than 1.
    const blocks = Math.ceil((length * part) / BLOCK - 1e-6)
    starts.push(Math.min(length, blocks * BLOCK))
  }
  return [...starts, length]
}

/** Elements of the longest stretch of an array. */
export const longestStretch = (length: number, shares: Shares): number => {
  const starts = startsOf(length, shares)
  return Math.max(...shares.map((_, thread) => (starts[thread + 1] ?? 0) - (starts[thread] ?? 0)))
}

/** For each length of arrays, a table of where the stretch of each thread begins. */
export class Stretches {
  readonly #storage: Storage
  readonly #shares: Shares
  readonly #tables = new Map<number, ArraySymbol>()

  constructor(storage: Storage, shares: Shares) {
    this.#storage = storage
    this.#shares = shares
  }

  tableFor(length: number): ArraySymbol {
    let table = this.#tables.get(length)
    if (table === undefined) {
      table = this.#storage.filled(
        `${THREADS}first of ${String(length)}`,
        'i32',
        startsOf(length, this.#shares),
      )
      this.#tables.set(length, table)
    }
    return table
  }
}

/** First element that the present thread owns, and the first after its last one. */
export function ownStretch(
  builder: Builder,
  { thread, stretches }: ThreadPlan,
  length: number,
): { readonly from: Value; readonly to: Value } {
  const table = stretches.tableFor(length)
  return { from: builder.load(table, thread), to: builder.load(table, thread, 1) }
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
