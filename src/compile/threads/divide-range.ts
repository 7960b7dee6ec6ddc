import type { ArraySymbol, For, Statement, Value } from '../../kernels/value.js'
import { walk } from '../../kernels/walk.js'
import { arraysOfLists, writeListed } from '../list-refractory.js'
import { accessesOf, isDivisible, ownStretchOf, type Access, type Place, type Region } from './access.js'
import type { DividedStatement } from './divided-statement.js'
import {
  accessesOfGathering,
  accessesOfPrivateList,
  gatherList,
  listsOf,
  onPrivateList,
  privateList,
} from './listed-elements.js'
import { carriesNothing } from './own-locals.js'
import { least, most, ownStretch, privatePlace, type ThreadPlan } from './thread-plan.js'

/**
 * A loop over a range of elements each of which writes only what is its own, or puts itself on a list: every thread takes the elements that it
 * owns. All arrays that it writes must have one length, for that says who owns what.
 */
export function divideRange(
  plan: ThreadPlan,
  loop: For,
  before: readonly Statement[],
): DividedStatement | undefined {
  const { from, to, element } = loop
  if (from.kind !== 'constant' || to.kind !== 'constant' || to.value <= from.value) return undefined
  const lists = listsOf(loop)
  if (lists === undefined || !carriesNothing(loop.body)) return undefined
  const listArrays = new Set<ArraySymbol>(lists.flatMap(({ count, elements }) => [count, elements]))
  const own = new Set<Value>([element])
  walk(loop.body, statement => {
    if (statement.kind === 'when') own.add(statement.element)
  })
  const regionOf = (place: Place): Region =>
    own.has(place.index) && place.displacement === 0 ? ownStretchOf(place.array) : 'any'
  const unit = accessesOf(loop.body, regionOf, 'any')
  const accesses = unit.accesses.filter(({ array }) => !listArrays.has(array))
  const written = new Set(accesses.filter(({ writes }) => writes).map(({ array }) => array))
  const lengths = new Set([...written, ...lists.map(({ elements }) => elements)].map(({ length }) => length))
  const [length] = lengths
  if (!isDivisible({ ...unit, accesses }) || length === undefined || lengths.size !== 1) return undefined
  if (length < to.value) return undefined
  const resets = lists.map(({ count }) =>
    before.find(statement => statement.kind === 'store' && statement.array === count),
  )
  if (resets.includes(undefined)) return undefined

  const privates = lists.map(list => privateList(plan, list))
  const replacements = new Map(privates.flatMap(list => [...onPrivateList(plan, list)]))
  const belonging = new Map<Statement, readonly Access[]>()
  for (const [position, reset] of resets.entries()) {
    const counts = privates[position]?.counts
    if (reset?.kind !== 'store' || counts === undefined) continue
    belonging.set(reset, [{ array: counts, writes: true, region: { own: 'thread' } }])
    replacements.set(reset, rewriter => {
      const { builder } = rewriter
      builder.store(counts, privatePlace(builder, plan), rewriter.value(reset.value))
    })
  }
  const listed = plan.listed.get(loop)
  return {
    accesses: [
      // What is read at an own place of an array of another length is not divided in the same way.
      ...accesses.map(access =>
        lengths.has(access.array.length) ? access : { ...access, region: 'any' as const },
      ),
      ...privates.flatMap(accessesOfPrivateList),
      ...(listed === undefined ? [] : arraysOfLists(listed)).map((array): Access => ({
        array,
        writes: true,
        region: { own: 'thread' },
      })),
    ],
    callsHost: false,
    replacements,
    before: belonging,
    emit: rewriter => {
      const { builder } = rewriter
      const stretch = ownStretch(builder, plan, length)
      if (listed !== undefined) {
        writeListed(rewriter, listed, { ...stretch, list: plan.thread })
        return
      }
      builder.for(
        element.name,
        from.value === 0 ? stretch.from : most(builder, stretch.from, builder.i32(from.value)),
        to.value === length ? stretch.to : least(builder, stretch.to, builder.i32(to.value)),
        copy => {
          rewriter.map(element, copy)
          rewriter.statements(loop.body)
        },
        { lanes: loop.lanes, padded: loop.padded },
      )
    },
    after: privates.map(list => ({
      accesses: accessesOfGathering(list),
      callsHost: false,
      emit: ({ builder }) => {
        gatherList(builder, plan, list)
      },
    })),
  }
}
