import { Builder } from './builder.js'
import { Rewriter } from './rewrite.js'
import type { ArraySymbol, For, Procedure, Statement, Value } from './value.js'
import { accessOf, walk } from './walk.js'

/** A procedure that is a loop over a whole range, with a scalar part before it. */
interface RangeKernel {
  readonly scalarPart: readonly Statement[]
  readonly loop: For
}

/**
 * Merges adjacent procedures that loop over the same range, so that one pass over memory does the work of both: `first` for an
 * element, then `second` for it. What `first` stores, `second` takes from a register. Nothing is merged where an element of `second`
 * could see another element of `first` too late or too early.
 */
export function fuse(first: Procedure, second: Procedure): Procedure | undefined {
  const a = asRangeKernel(first)
  const b = asRangeKernel(second)
  if (a === undefined || b === undefined || !sameRange(a.loop, b.loop) || !independentElements(a, b))
    return undefined
  const builder = new Builder()
  const rewriter = new Rewriter(builder)
  rewriter.statements(a.scalarPart)
  rewriter.statements(b.scalarPart)
  builder.for(
    a.loop.element.name,
    rewriter.value(a.loop.from),
    rewriter.value(a.loop.to),
    element => {
      rewriter.map(a.loop.element, element)
      rewriter.map(b.loop.element, element)
      rewriter.statements(a.loop.body)
      rewriter.statements(b.loop.body)
    },
    { padded: a.loop.padded && b.loop.padded },
  )
  return {
    name: `${first.name}+${second.name}`,
    comment: `${first.comment}; ${second.comment}`,
    parameters: [],
    body: builder.statements,
  }
}

function asRangeKernel({ body, parameters }: Procedure): RangeKernel | undefined {
  const loop = body.at(-1)
  if (parameters.length > 0 || loop?.kind !== 'for') return undefined
  const scalarPart = body.slice(0, -1)
  return scalarPart.every(({ kind }) => kind === 'define' || kind === 'store')
    ? { scalarPart, loop }
    : undefined
}

const sameRange = (a: For, b: For): boolean => sameConstant(a.from, b.from) && sameConstant(a.to, b.to)
const sameConstant = (a: Value, b: Value): boolean =>
  a.kind === 'constant' && b.kind === 'constant' && a.value === b.value

function independentElements(a: RangeKernel, b: RangeKernel): boolean {
  const loopA = accessOf(a.loop.body)
  const scalarB = accessOf(b.scalarPart)
  const loopB = accessOf(b.loop.body)
  if (
    intersects(scalarB.reads, loopA.writes) ||
    intersects(scalarB.writes, loopA.writes) ||
    intersects(scalarB.writes, loopA.reads)
  )
    return false
  const shared = new Set<ArraySymbol>()
  for (const array of loopA.writes) if (loopB.reads.has(array) || loopB.writes.has(array)) shared.add(array)
  for (const array of loopB.writes) if (loopA.reads.has(array)) shared.add(array)
  return touchesOnlyOwnElement(a.loop, shared) && touchesOnlyOwnElement(b.loop, shared)
}

function touchesOnlyOwnElement(loop: For, arrays: ReadonlySet<ArraySymbol>): boolean {
  if (arrays.size === 0) return true
  const own = new Set<Value>([loop.element])
  walk(loop.body, statement => {
    if (statement.kind === 'when') own.add(statement.element)
  })
  let only = true
  walk(loop.body, statement => {
    const place =
      statement.kind === 'store'
        ? statement
        : statement.kind === 'define' && statement.value.kind === 'load'
          ? statement.value
          : undefined
    if (place !== undefined && arrays.has(place.array) && !(own.has(place.index) && place.displacement === 0))
      only = false
  })
  return only
}

const intersects = (a: ReadonlySet<ArraySymbol>, b: ReadonlySet<ArraySymbol>): boolean => {
  for (const array of a) if (b.has(array)) return true
  return false
}
