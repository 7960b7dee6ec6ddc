import type { Builder } from '../../kernels/builder.js'
import type { Rewriter } from '../../kernels/rewrite.js'
import type { ArraySymbol, Assign, Define, For, Local, Statement, Value, While } from '../../kernels/value.js'
import { accessOf, blocksOf, usedBy, walk } from '../../kernels/walk.js'
import { spikeQueue, type SpikeQueue } from '../spike-queue.js'
import { rowsOf } from '../synapse-arrays.js'
import { accessesOf, isDivisible, type Access } from './access.js'
import type { DividedStatement } from './divided-statement.js'
import { carriesNothing } from './own-locals.js'
import { PlacesOfRow, type Pathway, type Pathways } from './places-of-row.js'
import { isFirstThread, THREADS, type ThreadPlan } from './thread-plan.js'

/**
 * Delivery with a delay per synapse, where each waiting spike goes on in its row as its age reaches the delays of the synapses. The first
 * thread moves the spikes on and notes which stretches of rows are due; then every thread runs the code for the synapses of these stretches
 * whose targets it owns.
 */
export function divideDueRows(plan: ThreadPlan, pathways: Pathways, loop: For): DividedStatement | undefined {
  const visit = findVisit(pathways, loop.body)
  if (visit === undefined) return undefined
  const { delivery, found, place, code } = visit
  const { synapses, pathway } = found
  const queue = spikeQueue(plan.storage, synapses, pathway)
  const rows = rowsOf(plan.storage, synapses, pathway)
  if (queue === undefined || !carriesNothing(code)) return undefined
  const places = new PlacesOfRow(plan, found, rows, {
    place: place.value,
    code,
    emitting: emittingIn(loop.body, queue),
  })
  const unit = accessesOf(code, at => places.regionOf(at), 'any')
  const moving = withBody(loop.body, delivery, [])
  if (!places.areSynapsesOnly || !isDivisible(unit) || depend(code, moving)) return undefined

  const moves = accessesOf(moving, () => 'first thread', 'first thread')
  const due = new DueStretches(plan, found, queue, capturedBy(code, loop, delivery))
  const { order, owners } = plan.rows.byDelay(synapses, pathway)
  const isNumber = rows.order === undefined && order !== undefined
  return {
    callsHost: moves.callsHost,
    accesses: [...moves.accesses, ...due.accesses(true)],
    replacements: new Map([
      ...places.withOrder(order),
      [
        delivery,
        (rewriter: Rewriter) => {
          due.note(rewriter, visit)
        },
      ],
    ]),
    emit: rewriter => {
      const { builder } = rewriter
      builder.if(isFirstThread(builder, plan), () => {
        due.clear(builder)
        rewriter.statement(loop)
      })
    },
    after: [
      {
        accesses: [...unit.accesses, ...due.accesses(false)],
        callsHost: false,
        emit: rewriter => {
          due.forEach(rewriter, (from, end) => {
            eachOwned(rewriter.builder, plan, owners, { from, end }, at => {
              rewriter.map(place.value, isNumber ? rewriter.builder.load(order, at) : at)
              rewriter.statements(code)
            })
          })
        },
      },
    ],
  }
}

/** The loop in which a waiting spike delivers what is due, and its parts. */
interface Visit {
  readonly delivery: While
  readonly found: Pathway
  /** The place in the row. */
  readonly place: Define
  readonly cursor: Local
  /** What happens at a place, but for the step to the next. */
  readonly code: readonly Statement[]
}

function findVisit(pathways: Pathways, body: readonly Statement[]): Visit | undefined {
  const loops: While[] = []
  walk(body, statement => {
    if (statement.kind === 'while' && pathwayOf(pathways, statement) !== undefined) loops.push(statement)
  })
  const [delivery] = loops
  if (delivery === undefined || loops.length !== 1) return undefined
  const found = pathwayOf(pathways, delivery)
  const [place] = delivery.body
  const step = delivery.body.at(-1)
  if (
    found === undefined ||
    place?.kind !== 'define' ||
    place.value.kind !== 'read' ||
    step?.kind !== 'assign'
  )
    return undefined
  const cursor = place.value.local
  if (step.local !== cursor || !isNext(place.value, step.value)) return undefined
  const code = delivery.body.filter(statement => !isStep(statement, place, step))
  return { delivery, found, place, cursor, code }
}

const isStep = (statement: Statement, place: Define, step: Assign): boolean =>
  statement === place || statement === step || (statement.kind === 'define' && statement.value === step.value)

/** The pathway whose delays a loop compares with the age of a spike. */
function pathwayOf(pathways: Pathways, { test }: While): Pathway | undefined {
  for (const statement of test) {
    if (statement.kind !== 'define' || statement.value.kind !== 'load') continue
    const { name } = statement.value.array
    if (name.endsWith('.delays')) return pathways.get(name.replace(/delays$/, 'rows'))
  }
  return undefined
}

function isNext(value: Value, next: Value): boolean {
  if (next.kind !== 'operation' || next.operator !== 'i32.add') return false
  const [left, right] = next.operands
  return left === value && right?.kind === 'constant' && right.value === 1
}

function emittingIn(body: readonly Statement[], { neurons }: SpikeQueue): Value | undefined {
  let emitting: Value | undefined
  walk(body, statement => {
    if (statement.kind === 'define' && statement.value.kind === 'load' && statement.value.array === neurons)
      emitting = statement.value
  })
  return emitting
}

/** The statements with another body for one loop in them. */
function withBody(
  block: readonly Statement[],
  loop: While,
  body: readonly Statement[],
): readonly Statement[] {
  return block.map((statement): Statement => {
    if (statement === loop) return { ...loop, body }
    switch (statement.kind) {
      case 'for':
      case 'when':
        return { ...statement, body: withBody(statement.body, loop, body) }
      case 'if':
        return {
          ...statement,
          then: withBody(statement.then, loop, body),
          otherwise: withBody(statement.otherwise, loop, body),
        }
      default:
        return statement
    }
  })
}

/** Whether one of two pieces of code writes what the other one touches. */
function depend(one: readonly Statement[], other: readonly Statement[]): boolean {
  const [a, b] = [accessOf(one), accessOf(other)]
  const meet = (writes: ReadonlySet<ArraySymbol>, touched: ReadonlySet<ArraySymbol>): boolean =>
    [...writes].some(array => touched.has(array))
  return meet(a.writes, b.reads) || meet(a.writes, b.writes) || meet(b.writes, a.reads)
}

/** Values that the code takes from the loops around it. */
function capturedBy(code: readonly Statement[], loop: For, delivery: While): readonly Value[] {
  const around = new Set<Value>([loop.element])
  const collect = (block: readonly Statement[]): void => {
    for (const statement of block) {
      if (statement === delivery) continue
      if (statement.kind === 'define') around.add(statement.value)
      if (statement.kind === 'for') around.add(statement.element)
      for (const inner of blocksOf(statement)) collect(inner)
    }
  }
  collect(loop.body)
  const captured = new Set<Value>()
  walk(code, statement => {
    for (const value of usedBy(statement)) if (around.has(value)) captured.add(value)
  })
  return [...captured]
}

/** The list of the stretches that are due in a step, with what the code needs to know of the spike. */
class DueStretches {
  readonly #count: ArraySymbol
  readonly #from: ArraySymbol
  readonly #end: ArraySymbol
  readonly #captured: ReadonlyMap<Value, ArraySymbol>

  constructor(
    { storage }: ThreadPlan,
    { synapses, pathway }: Pathway,
    { capacity }: SpikeQueue,
    captured: readonly Value[],
  ) {
    const key = `${THREADS}${synapses.name}.${pathway.name}.due`
    this.#count = storage.array(`${key}.count`, 'i32', 1)
    this.#from = storage.array(`${key}.from`, 'i32', capacity)
    this.#end = storage.array(`${key}.end`, 'i32', capacity)
    this.#captured = new Map(
      captured.map((value, number) => [
        value,
        storage.array(`${key}.value ${String(number)}`, value.type, capacity),
      ]),
    )
  }

  accesses(writes: boolean): readonly Access[] {
    return [this.#count, this.#from, this.#end, ...this.#captured.values()].map(array => ({
      array,
      writes,
      region: writes ? 'first thread' : 'any',
    }))
  }
  clear(builder: Builder): void {
    builder.storeScalar(this.#count, builder.i32(0))
  }
  /** Instead of the delivery: moves the cursor over what is due, and notes where it was. */
  note(rewriter: Rewriter, { delivery, cursor }: Visit): void {
    const { builder } = rewriter
    const from = builder.read(cursor)
    builder.while(
      () => {
        rewriter.statements(delivery.test)
        return rewriter.value(delivery.condition)
      },
      () => {
        builder.assign(cursor, builder.op('i32.add', builder.read(cursor), builder.i32(1)))
      },
    )
    const number = builder.loadScalar(this.#count)
    builder.store(this.#from, number, from)
    builder.store(this.#end, number, builder.read(cursor))
    for (const [value, array] of this.#captured) builder.store(array, number, rewriter.value(value))
    builder.storeScalar(this.#count, builder.op('i32.add', number, builder.i32(1)))
  }
  forEach(rewriter: Rewriter, body: (from: Value, end: Value) => void): void {
    const { builder } = rewriter
    builder.for('k', builder.i32(0), builder.loadScalar(this.#count), number => {
      for (const [value, array] of this.#captured) rewriter.map(value, builder.load(array, number))
      body(builder.load(this.#from, number), builder.load(this.#end, number))
    })
  }
}

/** The places of a stretch, which stand by ascending owners, that the present thread owns. */
function eachOwned(
  builder: Builder,
  { thread }: ThreadPlan,
  owners: ArraySymbol,
  { from, end }: { readonly from: Value; readonly end: Value },
  body: (place: Value) => void,
): void {
  const at = builder.local('at', from)
  const whileOwner = (operator: 'i32.lt_s' | 'i32.eq', turn: (place: Value) => void): void => {
    builder.while(
      () => {
        const place = builder.read(at)
        const isInside = builder.op('i32.lt_s', place, end)
        const owner = builder.load(owners, builder.op('i32.select', isInside, place, from))
        return builder.op('bool.and', isInside, builder.op(operator, owner, thread))
      },
      () => {
        const place = builder.read(at)
        turn(place)
        builder.assign(at, builder.op('i32.add', place, builder.i32(1)))
      },
    )
  }
  whileOwner('i32.lt_s', () => undefined)
  whileOwner('i32.eq', body)
}
