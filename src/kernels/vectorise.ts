import type { ArraySymbol, Definition, For, Statement, Value } from './value.js'
import { operandsOf, walk } from './walk.js'

/**
 * Marks loops whose iterations are independent as vector loops. A loop qualifies if it has only definitions, stores and `when`
 * blocks, stores each array only at its own element, and reads the arrays that it stores nowhere else. Four lanes fit where numbers of
 * single precision or words of a random generator are most of the work: doubles take two vectors each.
 */
export function vectorise(statements: readonly Statement[]): readonly Statement[] {
  return statements.map(statement => {
    switch (statement.kind) {
      case 'for':
        return isIndependent(statement)
          ? { ...statement, lanes: hasSingles(statement.body) || isMostlyWords(statement.body) ? 4 : 2 }
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

/** What stands in `when` blocks is no vector. */
const hasSingles = (body: readonly Statement[]): boolean =>
  body.some(statement => {
    if (statement.kind === 'store') return statement.array.type === 'f32'
    return statement.kind === 'define' && [statement.value, ...operandsOf(statement.value)].some(isSingle)
  })
/** Random numbers are what makes much arithmetic of integers; a loop with a few indices gains nothing. */
const isMostlyWords = (body: readonly Statement[]): boolean => {
  const operations = body.filter(
    statement => statement.kind === 'define' && statement.value.kind === 'operation',
  )
  const ofWords = operations.filter(
    statement => statement.kind === 'define' && statement.value.type === 'i32',
  )
  return ofWords.length >= 16 && ofWords.length > operations.length / 2
}

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

/** A `when` block runs element by element in order; it may write its own element, or lists that the loop does not touch otherwise. */
function whensAreIndependent(loop: For, stored: ReadonlyMap<ArraySymbol, number>): boolean {
  const loaded = new Set<ArraySymbol>()
  for (const statement of loop.body) {
    if (statement.kind === 'define' && statement.value.kind === 'load') loaded.add(statement.value.array)
  }
  let independent = true
  for (const statement of loop.body) {
    if (statement.kind !== 'when') continue
    walk(statement.body, inner => {
      if (inner.kind === 'store') {
        const own =
          inner.index === statement.element &&
          (stored.get(inner.array) ?? inner.displacement) === inner.displacement
        if (!own && (loaded.has(inner.array) || stored.has(inner.array))) independent = false
      } else if (inner.kind === 'define' && inner.value.kind === 'load') {
        const own = inner.value.index === statement.element
        if (!own && stored.has(inner.value.array)) independent = false
      }
    })
  }
  return independent
}
