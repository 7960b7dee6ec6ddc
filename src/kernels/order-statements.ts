import { InternalError } from '../errors/rheobase-error.js'
import type { ArraySymbol, Definition, Statement, Value } from './value.js'
import { blocksOf, usedBy, withBlocks } from './walk.js'

/** Statements from which on the body of a loop is more than a processor looks ahead in. */
const MANY = 60
/** Statements above which loops were slower in such an order than as formulas one after the other, on V8 13. */
const MOST = 2400
/** How far a statement can be brought forward, in statements: farther, what it brings would only wait. */
const SIGHT = 256
/** Values that may wait for their use before others are begun: of sixteen registers some hold constants. */
const MOST_WAITING = 10
/** Operations that a processor begins in a cycle, about. */
const PER_CYCLE = 2

/** Whether the order in which a vector loop computes its values was chosen, so that a target should keep it. */
export const isOrdered = (body: readonly Statement[]): boolean => body.length >= MANY && body.length <= MOST

/**
 * Orders what long vector loops compute so that a processor has something to do while a result is on its way: of what can be computed next, first
 * what most waits for; but where many values wait already, what uses them up. Formulas one after the other, as equations have them, are chains in which
 * every operation waits for the one before. No result changes: every value is computed from the same values, and no load passes a store to its array.
 * Source: Goodman & Hsu 1988, "Code scheduling and register allocation in large basic blocks", ICS '88, 442-452.
 */
export function orderStatements(statements: readonly Statement[]): readonly Statement[] {
  return statements.map(statement => {
    if (statement.kind !== 'for' || statement.lanes === 1) return withBlocks(statement, orderStatements)
    return isOrdered(statement.body) ? { ...statement, body: orderBody(statement.body) } : statement
  })
}

/** Calls and `when` blocks stay where they are, and so does everything on its side of them. Backwards, so that what is used later is known. */
function orderBody(body: readonly Statement[]): readonly Statement[] {
  const parts: (readonly Statement[])[] = []
  const usedLater = new Set<Value>()
  for (let end = body.length; end > 0;) {
    let start = end
    while (start > 0 && isMovable(body[start - 1])) start--
    // What is fixed is a part of its own.
    if (start === end) start--
    const part = body.slice(start, end)
    parts.push(end - start > 1 ? orderStretch(part, usedLater) : part)
    addUsed(usedLater, part)
    end = start
  }
  return parts.reverse().flat()
}

const isMovable = (statement: Statement | undefined): boolean =>
  statement?.kind === 'define' ? statement.value.kind !== 'call' : statement?.kind === 'store'

/** All values that statements use, those in nested blocks too. */
function addUsed(used: Set<Value>, statements: readonly Statement[]): void {
  for (const statement of statements) {
    for (const value of usedBy(statement)) used.add(value)
    for (const block of blocksOf(statement)) addUsed(used, block)
  }
}

/** A value that statements of a stretch still have to use. */
interface Use {
  left: number
}
/** A statement of a stretch among those that it has to come after and before. */
interface Work {
  readonly statement: Statement
  readonly place: number
  /** Of the values of the stretch that it uses. */
  readonly uses: readonly Use[]
  readonly next: Work[]
  /** Statements that must come first and have not. */
  waitsFor: number
  isDone: boolean
  /** The cycle in which what it needs is there. */
  ready: number
  /** Cycles from its beginning to the end of the longest chain that hangs on it. */
  chain: number
}

function orderStretch(stretch: readonly Statement[], usedLater: ReadonlySet<Value>): readonly Statement[] {
  const works = worksOf(stretch, usedLater)
  const ordered: Statement[] = []
  // Those that can come next, what more hangs on first: the first of them that can begin at once is the one, mostly.
  const open: Work[] = []
  for (const work of works) if (work.waitsFor === 0) insert(open, work)
  let waiting = 0
  let first = 0
  while (ordered.length < works.length) {
    while (works[first]?.isDone === true) first++
    const next = chooseNext(open, first + SIGHT, waiting >= MOST_WAITING, ordered.length / PER_CYCLE)
    // The first that is left waits for nothing, since it stood after all that it needs.
    if (next === undefined) throw new InternalError('statements wait for each other')
    next.isDone = true
    open.splice(open.indexOf(next), 1)
    waiting += growthBy(next)
    for (const use of next.uses) use.left--
    const end = Math.max(ordered.length / PER_CYCLE, next.ready) + cyclesOf(next.statement)
    for (const work of next.next) {
      work.ready = Math.max(work.ready, end)
      work.waitsFor--
      if (work.waitsFor === 0) insert(open, work)
    }
    ordered.push(next.statement)
  }
  return ordered
}

/** What could begin at once before what could not, and then what more hangs on; but where many values wait, what adds none to them before all else. */
function chooseNext(open: readonly Work[], end: number, isFull: boolean, cycle: number): Work | undefined {
  let best: Work | undefined
  let bestGrows = false
  // By index, here and where growth is counted: iterators are slow in code that runs once.
  for (let k = 0; k < open.length; k++) {
    const work = open[k]
    if (work === undefined || work.place >= end) continue
    const grows = isFull && growthBy(work) > 0
    if (!grows && work.ready <= cycle) return work
    const isBetter =
      best === undefined || (grows === bestGrows ? startOf(work, cycle) < startOf(best, cycle) : bestGrows)
    if (!isBetter) continue
    best = work
    bestGrows = grows
  }
  return best
}

const startOf = ({ ready }: Work, cycle: number): number => Math.max(ready, cycle)

/** Into a list in which longer chains come first, and of equals what was written first. */
function insert(list: Work[], work: Work): void {
  let [from, to] = [0, list.length]
  while (from < to) {
    const middle = (from + to) >> 1
    const other = list[middle]
    const isBefore =
      other !== undefined &&
      (other.chain === work.chain ? other.place < work.place : other.chain > work.chain)
    if (isBefore) from = middle + 1
    else to = middle
  }
  list.splice(from, 0, work)
}

/** By how many values more wait after a statement than before it. */
function growthBy({ statement, uses }: Work): number {
  let growth = statement.kind === 'define' ? 1 : 0
  for (let k = 0; k < uses.length; k++) if (uses[k]?.left === 1) growth--
  return growth
}

function worksOf(stretch: readonly Statement[], usedLater: ReadonlySet<Value>): readonly Work[] {
  const definitions = new Map<Value, { readonly work: Work; readonly use: Use }>()
  const loads = new Map<ArraySymbol, Work[]>()
  const stores = new Map<ArraySymbol, Work>()
  const works = stretch.map((statement, place): Work => {
    const uses: Use[] = []
    const earlier = new Set<Work>()
    for (const value of usedBy(statement)) {
      const definition = definitions.get(value)
      if (definition === undefined || uses.includes(definition.use)) continue
      definition.use.left++
      uses.push(definition.use)
      earlier.add(definition.work)
    }
    const work: Work = { statement, place, uses, next: [], waitsFor: 0, isDone: false, ready: 0, chain: 0 }
    if (statement.kind === 'store') {
      const { array } = statement
      for (const load of loads.get(array) ?? []) earlier.add(load)
      const before = stores.get(array)
      if (before !== undefined) earlier.add(before)
      stores.set(array, work)
    } else if (statement.kind === 'define') {
      const { value } = statement
      definitions.set(value, { work, use: { left: usedLater.has(value) ? Infinity : 0 } })
      if (value.kind === 'load') {
        const before = stores.get(value.array)
        if (before !== undefined) earlier.add(before)
        loads.set(value.array, [...(loads.get(value.array) ?? []), work])
      }
    }
    for (const other of earlier) other.next.push(work)
    work.waitsFor = earlier.size
    return work
  })
  for (const work of works.toReversed())
    work.chain = cyclesOf(work.statement) + work.next.reduce((most, { chain }) => Math.max(most, chain), 0)
  return works
}

/** After how many cycles a result can be used, about; processors differ, and what counts is which chain is the longer one. */
function cyclesOf(statement: Statement): number {
  if (statement.kind !== 'define') return 1
  const { value } = statement
  switch (value.kind) {
    case 'load':
      // What is looked up in a table is put together lane by lane.
      return value.index.kind === 'element' ? 5 : 14
    case 'operation':
      return cyclesOfOperation(value)
    default:
      return 3
  }
}

function cyclesOfOperation({ operator, type }: Extract<Definition, { kind: 'operation' }>): number {
  if (operator.endsWith('.div') || operator.endsWith('.sqrt')) return 13
  return type === 'f64' || type === 'f32' ? 3 : 2
}
