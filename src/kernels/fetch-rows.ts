import { Builder } from './builder.js'
import { Rewriter } from './rewrite.js'
import type { ArraySymbol, For, Local, Procedure, Statement, Value, ValueType } from './value.js'
import { accessOf, walk } from './walk.js'

/** Bytes that a processor fetches at a time. */
const LINE = 64
/** Bytes from which on an array is not expected to be in a near cache. */
const LARGE = 2 ** 20
/** Lines of a row that are fetched before it is needed: in a longer one the processor has seen by then that it goes on. */
const MOST_LINES = 6
/** Rows that are fetched before the first of them is needed: few enough to stay in a near cache until then. */
const ROWS_AHEAD = 64

/** Places that are written and never read, one for each type. */
export type Ignored = (type: ValueType) => ArraySymbol

/**
 * Loops over rows that lie anywhere in large arrays, as those of the synapses of neurons that have spiked: what some rows begin with is
 * loaded before any of them is treated. A processor that would wait for memory at the start of each, one after the other, waits for many at
 * once. Results do not depend on it.
 */
export function fetchRows(procedure: Procedure, ignored: Ignored): Procedure {
  const loops: For[] = []
  walk(procedure.body, statement => {
    if (statement.kind === 'for' && arraysOfRows(statement).length > 0) loops.push(statement)
  })
  if (loops.length === 0) return procedure
  const builder = new Builder()
  const copy = new Rewriter(builder, (statement, rewriter) => {
    if (statement.kind !== 'for' || !loops.includes(statement)) return false
    const arrays = arraysOfRows(statement)
    inPieces(builder, rewriter.value(statement.from), rewriter.value(statement.to), (from, to) => {
      loadAhead(builder, rewriter, statement, { from, to, arrays, ignored })
      builder.for(statement.element.name, from, to, element => {
        rewriter.map(statement.element, element)
        rewriter.statements(statement.body)
      })
    })
    return true
  })
  copy.statements(procedure.body)
  return { ...procedure, body: builder.statements }
}

/** The large arrays of which a loop treats rows, one row in each turn; none if it is no such loop. */
function arraysOfRows(loop: For): readonly ArraySymbol[] {
  const path = pathToRow(loop.body)
  const row = path?.at(-1)
  if (path === undefined || row?.kind !== 'for') return []
  // What leads to a row must be the same before the rows that come first are treated.
  const { writes } = accessOf(loop.body)
  for (const array of accessOf(path.slice(0, -1)).reads) if (writes.has(array)) return []
  const arrays = new Set<ArraySymbol>()
  walk(row.body, statement => {
    if (statement.kind !== 'define' || statement.value.kind !== 'load') return
    const { array, index, displacement } = statement.value
    if (index === row.element && displacement === 0 && array.length * bytesOf(array.type) >= LARGE)
      arrays.add(array)
  })
  return [...arrays]
}

/** The definitions on the way to the loop over a row, and that loop: each block on the way ends with the statement to enter. */
function pathToRow(block: readonly Statement[]): readonly Statement[] | undefined {
  const last = block.at(-1)
  const before = block.slice(0, -1)
  if (last === undefined || !before.every(isRepeatable)) return undefined
  if (last.kind === 'for') return isRow(last) ? block : undefined
  if (last.kind !== 'if' || last.otherwise.length > 0) return undefined
  const inner = pathToRow(last.then)
  return inner === undefined ? undefined : [...before, ...inner]
}

const isRepeatable = (statement: Statement): boolean =>
  statement.kind === 'define' && (statement.value.kind === 'operation' || statement.value.kind === 'load')

/** Whether a loop goes from one entry of a table of starts to another. */
const isRow = ({ from, to, lanes }: For): boolean =>
  lanes === 1 && from.kind === 'load' && to.kind === 'load' && from.array === to.array

/** Runs code for pieces of a range, one after the other. */
function inPieces(builder: Builder, from: Value, to: Value, run: (from: Value, to: Value) => void): void {
  const next = builder.local('next', from)
  builder.while(
    () => builder.op('i32.lt_s', builder.read(next), to),
    () => {
      const start = builder.read(next)
      const full = builder.op('i32.add', start, builder.i32(ROWS_AHEAD))
      const end = builder.op('i32.select', builder.op('i32.lt_s', full, to), full, to)
      run(start, end)
      builder.assign(next, end)
    },
  )
}

interface Fetched {
  readonly from: Value
  readonly to: Value
  readonly arrays: readonly ArraySymbol[]
  readonly ignored: Ignored
}

/** Loads the first lines of the rows of some turns of a loop. */
function loadAhead(
  builder: Builder,
  rewriter: Rewriter,
  loop: For,
  { from, to, arrays, ignored }: Fetched,
): void {
  const seen = new Map<ValueType, Local>()
  for (const { type } of arrays)
    if (!seen.has(type)) seen.set(type, builder.local('seen', builder.constant(type, 0)))
  const copy = rewriter.fork(() => false)
  const enter = (block: readonly Statement[]): void => {
    for (const statement of block) {
      if (statement.kind === 'define') copy.statement(statement)
      else if (statement.kind === 'if')
        builder.if(copy.value(statement.condition), () => {
          enter(statement.then)
        })
      else if (statement.kind === 'for')
        for (const array of arrays)
          touch(builder, array, copy.value(statement.from), averageRow(statement, array), seen)
    }
  }
  builder.for('ahead', from, to, element => {
    copy.map(loop.element, element)
    enter(loop.body)
  })
  // Otherwise an engine might find out that nobody needs what is loaded.
  for (const [type, local] of seen) builder.storeScalar(ignored(type), builder.read(local))
}

function touch(
  builder: Builder,
  array: ArraySymbol,
  start: Value,
  length: number,
  seen: ReadonlyMap<ValueType, Local>,
): void {
  const local = seen.get(array.type)
  if (local === undefined) return
  const perLine = LINE / bytesOf(array.type)
  const lines = Math.min(MOST_LINES, Math.ceil(length / perLine) + 1)
  for (let line = 0; line < lines; line++) {
    const place = builder.op('i32.add', start, builder.i32(line * perLine))
    const isInside = builder.op('i32.lt_s', place, builder.i32(array.length))
    const loaded = builder.load(array, builder.op('i32.select', isInside, place, builder.i32(0)))
    builder.assign(local, builder.op(JOIN[array.type], builder.read(local), loaded))
  }
}

/** Any operation of the type that needs both sides. */
const JOIN = { f64: 'f64.add', f32: 'f32.add', i32: 'i32.or', bool: 'bool.or' } as const

const averageRow = ({ from }: For, { length }: ArraySymbol): number =>
  from.kind === 'load' ? length / Math.max(1, from.array.length - 1) : 0

const bytesOf = (type: ValueType): number => (type === 'f64' ? 8 : 4)
