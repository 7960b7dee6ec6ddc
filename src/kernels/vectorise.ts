import type { ArraySymbol, Definition, For, LaneCount, Statement, Value } from './value.js'
import { operandsOf, walk } from './walk.js'

/**
 * Marks loops whose iterations are independent as vector loops. A loop qualifies if it has only definitions, stores and `when`
 * blocks, stores each array only at its own element, and reads the arrays that it stores nowhere else. Four lanes fit where there are
 * numbers of single precision, where words of a random generator are most of the work, and in long loops that do little: doubles take two
 * vectors each. Eight are for long loops in which the turns themselves, and the question whether rare code has to run, are much of the work, and
 * for those that make random words.
 */
export function vectorise(statements: readonly Statement[]): readonly Statement[] {
  return statements.map(statement => {
    switch (statement.kind) {
      case 'for':
        return isIndependent(statement)
          ? { ...statement, lanes: larger(statement.lanes, lanesFor(statement)) }
          : { ...statement, body: vectorise(statement.body) }
      case 'while':
        return { ...statement, body: vectorise(statement.body) }
      case 'if':
        return { ...statement, then: vectorise(statement.then), otherwise: vectorise(statement.otherwise) }
      default:
        return statement
    }
  })
}

const larger = (a: LaneCount, b: LaneCount): LaneCount => (a > b ? a : b)

const lanesFor = (loop: For): LaneCount => {
  if (!fitsFourLanes(loop)) return 2
  return isLong(loop) && (doesNextToNothing(loop.body) || isMostlyWords(loop.body)) ? 8 : 4
}

const fitsFourLanes = (loop: For): boolean =>
  hasSingles(loop.body) || isMostlyWords(loop.body) || (isLong(loop) && doesLittle(loop.body))

/** Whether a loop has vectors of single precision. What stands in `when` blocks is no vector. */
export const hasSingles = (body: readonly Statement[]): boolean =>
  body.some(statement => {
    if (statement.kind === 'store') return statement.array.type === 'f32'
    return statement.kind === 'define' && [statement.value, ...operandsOf(statement.value)].some(isSingle)
  })
/**
 * Random numbers are what makes much arithmetic of integers; a loop with a few indices gains nothing. Each operation on a word waits for the one
 * before, so a processor works on two vectors of them in little more time than on one.
 */
export const isMostlyWords = (body: readonly Statement[]): boolean => {
  const operations = definedAs(body, 'operation')
  const ofWords = operations.filter(({ type }) => type === 'i32')
  return ofWords.length >= 16 && ofWords.length > operations.length / 2
}

/** Turns below which a loop is not worth more code. */
const MANY_TURNS = 256
export const isLong = ({ from, to }: For): boolean =>
  from.kind === 'constant' && to.kind === 'constant' && to.value - from.value >= MANY_TURNS

/** Operations from which on two vectors of each, with the constants, would have to be fetched and put away again and again. */
const MOST_OPERATIONS = 128
/**
 * Of a loop that does little for an element, much of the time goes into counting the turns and asking about rare code. One that waits for
 * memory, with a value to load for every second operation, gains nothing by fewer turns.
 */
const doesLittle = (body: readonly Statement[]): boolean => {
  const operations = definedAs(body, 'operation').length
  return (
    operations <= MOST_OPERATIONS &&
    2 * definedAs(body, 'load').length <= operations &&
    definedAs(body, 'call').length === 0
  )
}

/** Operations from which on more lanes gain nothing that can be measured. */
const FEW_OPERATIONS = 32
const doesNextToNothing = (body: readonly Statement[]): boolean =>
  definedAs(body, 'operation').length <= FEW_OPERATIONS && definedAs(body, 'call').length === 0

const definedAs = (body: readonly Statement[], kind: Definition['kind']): readonly Definition[] =>
  body.flatMap(statement =>
    statement.kind === 'define' && statement.value.kind === kind ? [statement.value] : [],
  )

const isSingle = ({ type }: Value): boolean => type === 'f32'

function isIndependent(loop: For): boolean {
  const stored = new Map<ArraySymbol, number>()
  for (const statement of loop.body) {
    if (statement.kind === 'when') continue
    if (statement.kind === 'define' ? isOrdered(statement.value) : statement.kind !== 'store') return false
    if (statement.kind !== 'store') continue
    const known = stored.get(statement.array)
    if (statement.index !== loop.element || (known !== undefined && known !== statement.displacement))
      return false
    stored.set(statement.array, statement.displacement)
  }
  return readsOnlyOwnElement(loop, stored) && whensAreIndependent(loop, stored)
}

function readsOnlyOwnElement(loop: For, stored: ReadonlyMap<ArraySymbol, number>): boolean {
  return loop.body.every(statement => {
    if (statement.kind !== 'define' || statement.value.kind !== 'load') return true
    const { array, index, displacement } = statement.value
    const at = stored.get(array)
    return at === undefined || (index === loop.element && displacement === at)
  })
}

/** What must happen element by element: host code may do anything, and a local belongs to one iteration. */
const isOrdered = (value: Definition): boolean =>
  value.kind === 'read' || (value.kind === 'call' && value.callee.kind === 'host-function')

/**
 * A `when` block runs element by element in order, after the vectors of its turn were loaded; it may write its own element of what the loop
 * uses there alone, and lists that the loop does not touch otherwise.
 */
function whensAreIndependent(loop: For, stored: ReadonlyMap<ArraySymbol, number>): boolean {
  const loads = loop.body.flatMap(statement =>
    statement.kind === 'define' && statement.value.kind === 'load' ? [statement.value] : [],
  )
  const isOwn = (array: ArraySymbol, displacement: number): boolean =>
    (stored.get(array) ?? displacement) === displacement &&
    loads.every(
      load => load.array !== array || (load.index === loop.element && load.displacement === displacement),
    )
  const isTouched = (array: ArraySymbol): boolean =>
    stored.has(array) || loads.some(load => load.array === array)
  let independent = true
  for (const statement of loop.body) {
    if (statement.kind !== 'when') continue
    walk(statement.body, inner => {
      const access = inner.kind === 'define' ? inner.value : inner
      if (access.kind !== 'store' && access.kind !== 'load') return
      const { array, index, displacement } = access
      if (access.kind === 'store' ? !isTouched(array) : !stored.has(array)) return
      if (index !== statement.element || !isOwn(array, displacement)) independent = false
    })
  }
  return independent
}
