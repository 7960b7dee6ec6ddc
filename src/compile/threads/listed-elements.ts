import type { Builder } from '../../kernels/builder.js'
import type { Rewriter } from '../../kernels/rewrite.js'
import type { ArraySymbol, For, Load, Statement, Value } from '../../kernels/value.js'
import { walk } from '../../kernels/walk.js'
import { ownStretchOf, type Access } from './access.js'
import {
  APART,
  isFirstThread,
  ownStretch,
  privateArray,
  privatePlace,
  THREADS,
  type ThreadPlan,
} from './thread-plan.js'

/**
 * A list that a loop puts elements on: `count = list.count[0]; list.events[count] = element; list.count[0] = count + 1`. Each thread has a
 * stretch of its own for what it lists, as long as its share of the elements, and a count; then all copy their stretches into the list, one
 * after the other, so that it is the list of one thread.
 */
export interface ListedElements {
  readonly count: ArraySymbol
  readonly elements: ArraySymbol
  /** The statements that put an element on the list. */
  readonly load: Statement
  readonly store: Extract<Statement, { kind: 'store' }>
  readonly storeCount: Extract<Statement, { kind: 'store' }>
}

/** The lists that a loop puts elements on; nothing if it uses a count in another way. */
export function listsOf(loop: For): readonly ListedElements[] | undefined {
  const lists: ListedElements[] = []
  const found = loop.body.every(statement => statement.kind !== 'when' || collect(statement.body, lists))
  const counts = new Set(lists.map(({ count }) => count))
  const elements = new Set(lists.map(list => list.elements))
  if (!found || counts.size !== lists.length || elements.size !== lists.length) return undefined
  const own = new Set(lists.flatMap(({ load, store, storeCount }) => [load, store, storeCount]))
  const others: Statement[] = []
  walk(loop.body, statement => {
    if (!own.has(statement)) others.push(statement)
  })
  const touched = others.map(touchedBy)
  return touched.some(array => array !== undefined && (counts.has(array) || elements.has(array)))
    ? undefined
    : lists
}

function touchedBy(statement: Statement): ArraySymbol | undefined {
  if (statement.kind === 'store') return statement.array
  return statement.kind === 'define' && statement.value.kind === 'load' ? statement.value.array : undefined
}

function collect(block: readonly Statement[], lists: ListedElements[]): boolean {
  for (const storeCount of block) {
    if (storeCount.kind !== 'store' || !isZero(storeCount.index)) continue
    const count = incremented(storeCount.value)
    if (count?.array !== storeCount.array || !isZero(count.index)) continue
    const load = block.find(statement => statement.kind === 'define' && statement.value === count)
    const stores = block.filter(
      (statement): statement is ListedElements['store'] =>
        statement.kind === 'store' && statement.index === count && statement.displacement === 0,
    )
    const [store] = stores
    if (load === undefined || store === undefined || stores.length !== 1) return false
    lists.push({ count: count.array, elements: store.array, load, store, storeCount })
  }
  return true
}

const isZero = (value: Value): boolean => value.kind === 'constant' && value.value === 0

/** `x` of the value `x + 1` */
function incremented(value: Value): Load | undefined {
  if (value.kind !== 'operation' || value.operator !== 'i32.add') return undefined
  const [left, right] = value.operands
  const load = left?.kind === 'load' ? left : right?.kind === 'load' ? right : undefined
  const one = load === left ? right : left
  return one?.kind === 'constant' && one.value === 1 ? load : undefined
}

export interface PrivateList {
  readonly list: ListedElements
  readonly counts: ArraySymbol
  readonly stretches: ArraySymbol
}

export const privateList = (plan: ThreadPlan, list: ListedElements): PrivateList => ({
  list,
  counts: privateArray(plan, list.count.name, 'i32'),
  stretches: plan.storage.array(`${THREADS}${list.elements.name}`, 'i32', list.elements.length),
})

/** What replaces each statement of a list while a thread puts elements on its stretch. */
export function onPrivateList(
  plan: ThreadPlan,
  { list, counts, stretches }: PrivateList,
): ReadonlyMap<Statement, (rewriter: Rewriter) => void> {
  return new Map<Statement, (rewriter: Rewriter) => void>([
    [
      list.load,
      rewriter => {
        const { builder } = rewriter
        if (list.load.kind === 'define')
          rewriter.map(list.load.value, builder.load(counts, privatePlace(builder, plan)))
      },
    ],
    [
      list.store,
      rewriter => {
        const { builder } = rewriter
        const { from } = ownStretch(builder, plan, stretches.length)
        const place = builder.op('i32.add', from, rewriter.value(list.store.index))
        builder.store(stretches, place, rewriter.value(list.store.value))
      },
    ],
    [
      list.storeCount,
      rewriter => {
        const { builder } = rewriter
        builder.store(counts, privatePlace(builder, plan), rewriter.value(list.storeCount.value))
      },
    ],
  ])
}

export const accessesOfPrivateList = ({ counts, stretches }: PrivateList): readonly Access[] => [
  { array: counts, writes: true, region: { own: 'thread' } },
  { array: stretches, writes: true, region: ownStretchOf(stretches) },
]

/** Each thread copies its stretch to its place in the list: behind those of the threads before it. */
export function gatherList(
  builder: Builder,
  plan: ThreadPlan,
  { list, counts, stretches }: PrivateList,
): void {
  const { thread } = plan
  let total: Value = builder.i32(0)
  let before: Value = builder.i32(0)
  for (let other = 0; other < plan.count; other++) {
    const number = builder.load(counts, builder.i32(other * APART))
    const isBefore = builder.op('i32.lt_s', builder.i32(other), thread)
    before = builder.op('i32.add', before, builder.op('i32.select', isBefore, number, builder.i32(0)))
    total = builder.op('i32.add', total, number)
  }
  const { from } = ownStretch(builder, plan, stretches.length)
  const own = builder.load(counts, privatePlace(builder, plan))
  builder.for('k', builder.i32(0), own, position => {
    const element = builder.load(stretches, builder.op('i32.add', from, position))
    builder.store(list.elements, builder.op('i32.add', before, position), element)
  })
  builder.if(isFirstThread(builder, plan), () => {
    builder.storeScalar(list.count, total)
  })
}

export const accessesOfGathering = ({ list, counts, stretches }: PrivateList): readonly Access[] => [
  { array: counts, writes: false, region: 'any' },
  { array: stretches, writes: false, region: ownStretchOf(stretches) },
  { array: list.elements, writes: true, region: 'any' },
  { array: list.count, writes: true, region: 'first thread' },
]
