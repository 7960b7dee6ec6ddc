import { InternalError } from '../../errors/rheobase-error.js'
import type { Rewriter } from '../../kernels/rewrite.js'
import type { For, Statement, Value } from '../../kernels/value.js'
import { rowsOf, type Rows } from '../synapse-arrays.js'
import { accessesOf, isDivisible } from './access.js'
import type { DividedRows } from './divided-rows.js'
import type { DividedStatement } from './divided-statement.js'
import { carriesNothing } from './own-locals.js'
import { PlacesOfRow, type Pathways } from './places-of-row.js'
import type { ThreadPlan } from './thread-plan.js'

/**
 * A loop over neurons that have spiked, with the code of a pathway for each synapse in the row of each: every thread goes through all
 * neurons, and from every row takes the synapses whose targets it owns. Both variables of the target and those of the synapse are then the
 * thread's own, and what several synapses do to one target happens in the order of one thread.
 */
export function divideRows(plan: ThreadPlan, pathways: Pathways, loop: For): DividedStatement | undefined {
  const path = pathToRow(pathways, loop.body)
  const row = path?.at(-1)
  if (path === undefined || row?.kind !== 'for') return undefined
  const { from } = row
  const found = from.kind === 'load' ? pathways.get(from.array.name) : undefined
  if (found === undefined || from.kind !== 'load' || !carriesNothing(loop.body)) return undefined
  const { synapses, pathway } = found
  const rows = rowsOf(plan.storage, synapses, pathway)
  const places = new PlacesOfRow(plan, found, rows, {
    place: row.element,
    code: row.body,
    emitting: from.index,
  })
  if (!places.areSynapsesOnly) return undefined
  const unit = accessesOf(loop.body, place => places.regionOf(place), 'any')
  if (!isDivisible(unit)) return undefined
  const divided = plan.rows.byRow(synapses, pathway)
  return {
    ...unit,
    replacements: places.withOrder(divided.order),
    emit: rewriter => {
      rewriter.builder.for(loop.element.name, rewriter.value(loop.from), rewriter.value(loop.to), element => {
        rewriter.map(loop.element, element)
        emitLevel(plan, rewriter, loop.body, divided, rows)
      })
    },
  }
}

/** The statements to enter, one after the other, to come to the loop over a row, each of which is the last one of its block. */
function pathToRow(pathways: Pathways, block: readonly Statement[]): readonly Statement[] | undefined {
  const last = block.at(-1)
  if (last === undefined || !block.slice(0, -1).every(({ kind }) => kind === 'define')) return undefined
  if (last.kind === 'for') return isRow(pathways, last) ? [last] : undefined
  if (last.kind !== 'if' || last.otherwise.length > 0) return undefined
  const inner = pathToRow(pathways, last.then)
  return inner === undefined ? undefined : [last, ...inner]
}

/** Whether a loop goes from the start of a row to that of the next. */
function isRow(pathways: Pathways, { from, to }: For): boolean {
  if (from.kind !== 'load' || to.kind !== 'load' || from.array !== to.array) return false
  return (
    pathways.has(from.array.name) &&
    from.displacement === 0 &&
    to.displacement === 0 &&
    isNext(from.index, to.index)
  )
}

function isNext(index: Value, next: Value): boolean {
  if (next.kind !== 'operation' || next.operator !== 'i32.add') return false
  const [left, right] = next.operands
  return left === index && right?.kind === 'constant' && right.value === 1
}

function emitLevel(
  plan: ThreadPlan,
  rewriter: Rewriter,
  block: readonly Statement[],
  divided: DividedRows,
  rows: Rows,
): void {
  const { builder } = rewriter
  const last = block.at(-1)
  rewriter.statements(block.slice(0, -1))
  if (last?.kind === 'if') {
    builder.if(rewriter.value(last.condition), () => {
      emitLevel(plan, rewriter, last.then, divided, rows)
    })
    return
  }
  if (last?.kind !== 'for' || last.from.kind !== 'load')
    throw new InternalError('a path that leads to no row')
  const row = builder.op('i32.mul', rewriter.value(last.from.index), builder.i32(plan.count))
  const piece = builder.op('i32.add', row, plan.thread)
  const next = builder.op('i32.add', piece, builder.i32(1))
  builder.for(
    last.element.name,
    builder.load(divided.pieces, piece),
    builder.load(divided.pieces, next),
    place => {
      const isNumber = rows.order === undefined && divided.order !== undefined
      rewriter.map(last.element, isNumber ? builder.load(divided.order, place) : place)
      rewriter.statements(last.body)
    },
  )
}
