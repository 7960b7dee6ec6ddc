import type { ArraySymbol, Definition, Statement, Value } from './value.js'
import { blocksOf, usedBy } from './walk.js'

/** Statements from which on the body of a loop is more than a processor looks ahead in. */
const MANY = 60
/** Values that may wait for their use before others are begun: of sixteen registers some hold constants. */
const MOST_WAITING = 10
/** Operations that a processor begins in a cycle, about. */
const PER_CYCLE = 2

/** Whether the order in which a vector loop computes its values was chosen, so that a target should keep it. */
export const isOrdered = (body: readonly Statement[]): boolean => body.length >= MANY

/**
 * Orders what long vector loops compute so that a processor has something to do while a result is on its way: of what can be computed next, first
 * what most waits for; but where many values wait already, what uses them up. Formulas one after the other, as equations have them, are chains in which
 * every operation waits for the one before. No result changes: every value is computed from the same values, and no load passes a store to its array.
 * Source: Goodman & Hsu 1988, "Code scheduling and register allocation in large basic blocks", ICS '88, 442-452.
 */
export function orderStatements(statements: readonly Statement[]): readonly Statement[] {
  return statements.map(statement => {
    switch (statement.kind) {
      case 'for':
        if (statement.lanes === 1) return { ...statement, body: orderStatements(statement.body) }
        return isOrdered(statement.body) ? { ...statement, body: orderBody(statement.body) } : statement
      case 'while':
        return { ...statement, body: orderStatements(statement.body) }
      case 'if':
        return {
          ...statement,
          then: orderStatements(statement.then),
          otherwise: orderStatements(statement.otherwise),
        }
      default:
        return statement
    }
  })
}

/** Calls and `when` blocks stay where they are, and so does everything on its side of them. */
function orderBody(body: readonly Statement[]): readonly Statement[] {
  const result: Statement[] = []
  let stretch: Statement[] = []
  body.forEach((statement, place) => {
    const isFixed = statement.kind === 'define' ? statement.value.kind === 'call' : statement.kind !== 'store'
    if (!isFixed) stretch.push(statement)
    if (!isFixed && place < body.length - 1) return
    result.push(...orderStretch(stretch, usedIn(body.slice(isFixed ? place : place + 1))))
    stretch = []
    if (isFixed) result.push(statement)
  })
  return result
}

/** All values that statements use, those in nested blocks too. */
function usedIn(statements: readonly Statement[]): ReadonlySet<Value> {
  const used = new Set<Value>()
  const look = (block: readonly Statement[]): void => {
    for (const statement of block) {
      for (const value of usedBy(statement)) used.add(value)
      blocksOf(statement).forEach(look)
    }
  }
  look(statements)
  return used
}

/** A statement of a stretch among those that it has to come after and before. */
interface Work {
  readonly statement: Statement
  /** The values of the stretch that it uses. */
  readonly operands: ReadonlySet<Value>
  readonly next: Work[]
  /** Statements that must come first and have not. */
  waitsFor: number
  /** The cycle in which what it needs is there. */
  ready: number
  /** Cycles from its beginning to the end of the longest chain that hangs on it. */
  chain: number
}

function orderStretch(stretch: readonly Statement[], usedLater: ReadonlySet<Value>): readonly Statement[] {
  const works = worksOf(stretch)
  const usesLeft = new Map<Value, number>()
  for (const { operands } of works)
    for (const value of operands) usesLeft.set(value, (usesLeft.get(value) ?? 0) + 1)
  for (const value of usedLater) usesLeft.set(value, Infinity)

  /** By how many values more wait after a statement than before it. */
  const growth = ({ statement, operands }: Work): number => {
    let difference = statement.kind === 'define' ? 1 : 0
    for (const value of operands) if (usesLeft.get(value) === 1) difference--
    return difference
  }
  const open = new Set(works.filter(({ waitsFor }) => waitsFor === 0))
  const ordered: Statement[] = []
  let waiting = 0
  for (let begun = 0; open.size > 0; begun++) {
    const cycle = begun / PER_CYCLE
    const isFull = waiting >= MOST_WAITING
    let best: Work | undefined
    let bestGrows = false
    for (const work of open) {
      const grows = isFull && growth(work) > 0
      if (best === undefined || (grows === bestGrows ? isSooner(work, best, cycle) : bestGrows))
        [best, bestGrows] = [work, grows]
    }
    if (best === undefined) break
    open.delete(best)
    ordered.push(best.statement)
    waiting += growth(best)
    for (const value of best.operands) usesLeft.set(value, (usesLeft.get(value) ?? 0) - 1)
    const end = Math.max(cycle, best.ready) + cyclesOf(best.statement)
    for (const work of best.next) {
      work.ready = Math.max(work.ready, end)
      work.waitsFor--
      if (work.waitsFor === 0) open.add(work)
    }
  }
  return ordered
}

/** Whether `a` is to come before `b`: what could begin at once before what could not, and then what more hangs on. */
function isSooner(a: Work, b: Work, cycle: number): boolean {
  const [start, other] = [Math.max(a.ready, cycle), Math.max(b.ready, cycle)]
  return start === other ? a.chain > b.chain : start < other
}

function worksOf(stretch: readonly Statement[]): readonly Work[] {
  const definitions = new Map<Value, Work>()
  const loads = new Map<ArraySymbol, Work[]>()
  const stores = new Map<ArraySymbol, Work>()
  const works = stretch.map((statement): Work => {
    const operands = new Set(usedBy(statement).filter(value => definitions.has(value)))
    const work: Work = { statement, operands, next: [], waitsFor: 0, ready: 0, chain: 0 }
    const earlier = new Set<Work | undefined>([...operands].map(value => definitions.get(value)))
    if (statement.kind === 'store') {
      const { array } = statement
      for (const load of loads.get(array) ?? []) earlier.add(load)
      earlier.add(stores.get(array))
      stores.set(array, work)
    } else if (statement.kind === 'define') {
      const { value } = statement
      definitions.set(value, work)
      if (value.kind === 'load') {
        earlier.add(stores.get(value.array))
        loads.set(value.array, [...(loads.get(value.array) ?? []), work])
      }
    }
    for (const first of earlier) {
      if (first === undefined) continue
      first.next.push(work)
      work.waitsFor++
    }
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
