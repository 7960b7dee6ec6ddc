import type { Rewriter } from '../../kernels/rewrite.js'
import type { For, Statement, Store, Value } from '../../kernels/value.js'
import { walk } from '../../kernels/walk.js'
import { accessesOf, isDivisible, ownStretchOf, type Place, type Region } from './access.js'
import type { DividedStatement } from './divided-statement.js'
import { carriesNothing } from './own-locals.js'
import { isOwned, ownStretch, type ThreadPlan } from './thread-plan.js'

/**
 * A loop over a list of elements (those that have spiked) that writes only variables of the listed element: every thread goes through the list
 * and treats the elements that it owns.
 */
export function divideEvents(plan: ThreadPlan, loop: For): DividedStatement | undefined {
  const stores = plainStores(loop.body)
  const [first] = stores ?? []
  if (stores === undefined || first === undefined || !carriesNothing(loop.body)) return undefined
  const { index, array } = first
  const isOwn = (place: Place): boolean =>
    place.index === index && place.displacement === 0 && place.array.length === array.length
  if (!stores.every(isOwn)) return undefined
  const regionOf = (place: Place): Region => (isOwn(place) ? ownStretchOf(array) : 'any')
  const unit = accessesOf(loop.body, regionOf, 'any')
  if (!isDivisible(unit)) return undefined
  const path = pathTo(loop.body, index)
  if (path === undefined) return undefined
  return {
    ...unit,
    emit: rewriter => {
      const { builder } = rewriter
      // Before the loop, where it is computed once.
      ownStretch(builder, plan, array.length)
      builder.for(loop.element.name, rewriter.value(loop.from), rewriter.value(loop.to), element => {
        rewriter.map(loop.element, element)
        emitGuarded(rewriter, loop.body, path, () => {
          return isOwned(builder, plan, array.length, rewriter.value(index))
        })
      })
    },
  }
}

/** The stores of a turn, unless there can be several of one kind: in a loop within the turn a store can mean several elements. */
function plainStores(body: readonly Statement[]): readonly Store[] | undefined {
  const inner: Statement[] = []
  walk(body, statement => inner.push(statement))
  return inner.every(({ kind }) => kind !== 'for' && kind !== 'while' && kind !== 'when')
    ? inner.filter(statement => statement.kind === 'store')
    : undefined
}

/** The statements, from the outside in, that one has to enter to come to the definition of a value. */
function pathTo(block: readonly Statement[], value: Value): readonly Statement[] | undefined {
  for (const statement of block) {
    if (statement.kind === 'define' && statement.value === value) return [statement]
    if (statement.kind !== 'if' || statement.otherwise.length > 0) continue
    const inner = pathTo(statement.then, value)
    // What stands after the block would not be guarded.
    if (inner !== undefined) return block.at(-1) === statement ? [statement, ...inner] : undefined
  }
  return undefined
}

function emitGuarded(
  rewriter: Rewriter,
  block: readonly Statement[],
  [next, ...path]: readonly Statement[],
  isOwn: () => Value,
): void {
  const { builder } = rewriter
  const position = next === undefined ? -1 : block.indexOf(next)
  rewriter.statements(block.slice(0, position))
  if (next?.kind === 'if') {
    builder.if(rewriter.value(next.condition), () => {
      emitGuarded(rewriter, next.then, path, isOwn)
    })
    return
  }
  if (next !== undefined) rewriter.statement(next)
  builder.if(isOwn(), () => {
    rewriter.statements(block.slice(position + 1))
  })
}
