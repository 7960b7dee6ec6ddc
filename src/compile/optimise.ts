import { dropOverwritten } from '../kernels/drop-overwritten.js'
import { dropUnused } from '../kernels/drop-unused.js'
import { fuse } from '../kernels/fuse.js'
import { hoistInvariants } from '../kernels/hoist-invariants.js'
import { hoistToRun } from '../kernels/hoist-to-run.js'
import { orderStatements } from '../kernels/order-statements.js'
import type { Course } from '../kernels/course.js'
import type { ArraySymbol, For, Procedure } from '../kernels/value.js'
import { vectorise } from '../kernels/vectorise.js'
import { accessOf, callsHost } from '../kernels/walk.js'
import type { ClockModel } from '../model/clock.js'
import { listRefractory, listsInThreads, type ListedLoop } from './list-refractory.js'
import type { Part, PartWork } from './part.js'
import type { RefractoryArrays } from './refractory-list.js'
import type { Storage } from './storage.js'
import type { Shares } from './threads/thread-plan.js'

/** A kernel of the schedule, or a callback, after fusion: the names of the parts that it does the work of. */
export interface ScheduledWork {
  readonly parts: readonly Part[]
  readonly clock: ClockModel
  readonly work:
    | { readonly kind: 'kernel'; readonly procedure: Procedure }
    | { readonly kind: 'callback'; readonly call: () => void }
}

export interface Optimised {
  readonly steps: readonly ScheduledWork[]
  /** Procedures to run before the first step of a run. */
  readonly preparations: readonly Procedure[]
  /** Loops in which threads are to keep lists of the refractory. */
  readonly listed: ReadonlyMap<For, ListedLoop>
}

/**
 * The passes in their order: fusion, values of the run, lists of the refractory, stores that are overwritten, invariants of loops, vector loops,
 * what nobody uses, and the order of statements in long loops.
 * `clocks` are the arrays that count the steps.
 */
export function optimise(
  storage: Storage,
  parts: readonly Part[],
  clocks: readonly ArraySymbol[],
  refractory: readonly RefractoryArrays[],
  shares: Shares,
): Optimised {
  const counting = new Set(clocks)
  const written = new Set(clocks)
  for (const { work } of parts)
    if (work.kind === 'kernel') for (const array of accessOf(work.procedure.body).writes) written.add(array)
  const preparations: Procedure[] = []
  const fused = fuseParts(
    parts.map(part => {
      const constant = constantVersion(part, written)
      if (constant === undefined) return part
      preparations.push(constant.preparation)
      return { ...part, work: constant.work }
    }),
  )
  const ofRun = fused.map(entry =>
    withProcedure(entry, given => {
      const procedure = { ...given, body: dropUnused(given.body) }
      const invariants = hoistToRun(
        procedure,
        array => written.has(array),
        (name, type, length) => storage.array(name, type, length),
      )
      if (invariants !== undefined) preparations.push(invariants.preparation)
      return invariants === undefined
        ? procedure
        : { ...invariants.step, body: dropUnused(invariants.step.body) }
    }),
  )
  const courseOfArray = (array: ArraySymbol): Course | undefined => {
    if (counting.has(array)) return 'rising'
    return written.has(array) ? undefined : 'constant'
  }
  if (shares.length > 1) {
    // The lists are written when the loops are divided, which are vector loops by then.
    const steps = ofRun.map(entry => withProcedure(entry, polish))
    const lists = listsInThreads(storage, kernelsOf(steps), refractory, courseOfArray, shares)
    return {
      steps,
      preparations: [...preparations, ...lists.preparations].map(polish),
      listed: lists.loops,
    }
  }
  const lists = listRefractory(storage, kernelsOf(ofRun), refractory, courseOfArray)
  return {
    steps: ofRun.map(entry =>
      withProcedure(entry, procedure => polish(lists.rewritten.get(procedure) ?? procedure)),
    ),
    preparations: [...preparations, ...lists.preparations].map(polish),
    listed: new Map(),
  }
}

const kernelsOf = (entries: readonly ScheduledWork[]): readonly Procedure[] =>
  entries.flatMap(({ work }) => (work.kind === 'kernel' ? [work.procedure] : []))

const withProcedure = (entry: ScheduledWork, rewrite: (procedure: Procedure) => Procedure): ScheduledWork =>
  entry.work.kind === 'callback'
    ? entry
    : { ...entry, work: { kind: 'kernel', procedure: rewrite(entry.work.procedure) } }

/** The version of a kernel for what does not change during a run, if nothing in a step changes what it is prepared from. */
function constantVersion(
  { work }: Part,
  written: ReadonlySet<ArraySymbol>,
): { readonly work: PartWork; readonly preparation: Procedure } | undefined {
  if (work.kind !== 'kernel' || work.forConstants === undefined) return undefined
  const { preparation, procedure } = work.forConstants
  const { reads, writes } = accessOf(preparation.body)
  const changes = [...reads].some(array => written.has(array) && !writes.has(array))
  return changes || callsHost(preparation.body) ? undefined : { work: { ...work, procedure }, preparation }
}

/** The passes that every procedure goes through, those of the host's assignments included. */
export const polish = (procedure: Procedure): Procedure => ({
  ...procedure,
  body: orderStatements(dropUnused(vectorise(hoistInvariants(dropOverwritten(procedure.body))))),
})

/** Each kernel joins the nearest earlier one that it can be fused with, if nothing between them depends on the order. */
function fuseParts(parts: readonly Part[]): readonly ScheduledWork[] {
  const result: ScheduledWork[] = []
  for (const part of parts) {
    const { work, clock } = part
    if (work.kind === 'callback' || !joinEarlier(result, part, work.procedure)) {
      result.push({
        parts: [part],
        clock,
        work: work.kind === 'kernel' ? { kind: 'kernel', procedure: work.procedure } : work,
      })
    }
  }
  return result
}

function joinEarlier(scheduled: ScheduledWork[], part: Part, procedure: Procedure): boolean {
  const own = accessOf(procedure.body)
  for (let position = scheduled.length - 1; position >= 0; position--) {
    const earlier = scheduled[position]
    if (earlier === undefined || earlier.work.kind === 'callback') return false
    if (earlier.clock === part.clock) {
      const joined = fuse(earlier.work.procedure, procedure)
      if (joined !== undefined) {
        scheduled[position] = {
          ...earlier,
          parts: [...earlier.parts, part],
          work: { kind: 'kernel', procedure: joined },
        }
        return true
      }
    }
    const other = accessOf(earlier.work.procedure.body)
    if (
      intersects(own.writes, other.writes) ||
      intersects(own.writes, other.reads) ||
      intersects(own.reads, other.writes)
    )
      return false
  }
  return false
}

const intersects = (a: ReadonlySet<ArraySymbol>, b: ReadonlySet<ArraySymbol>): boolean => {
  for (const array of a) if (b.has(array)) return true
  return false
}
