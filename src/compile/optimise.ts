import { dropUnused } from '../kernels/drop-unused.js'
import { fuse } from '../kernels/fuse.js'
import { hoistInvariants } from '../kernels/hoist-invariants.js'
import { hoistToRun } from '../kernels/hoist-to-run.js'
import type { ArraySymbol, Procedure } from '../kernels/value.js'
import { vectorise } from '../kernels/vectorise.js'
import { accessOf } from '../kernels/walk.js'
import type { ClockModel } from '../model/clock.js'
import type { Part } from './part.js'
import type { Storage } from './storage.js'

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
}

/** The passes in their order: fusion, values of the run, invariants of loops, vector loops, and what nobody uses. */
export function optimise(
  storage: Storage,
  parts: readonly Part[],
  alsoWritten: readonly ArraySymbol[],
): Optimised {
  const fused = fuseParts(parts)
  const written = new Set(alsoWritten)
  for (const { work } of fused)
    if (work.kind === 'kernel') for (const array of accessOf(work.procedure.body).writes) written.add(array)
  const preparations: Procedure[] = []
  const steps = fused.map((entry): ScheduledWork => {
    if (entry.work.kind === 'callback') return entry
    const procedure = { ...entry.work.procedure, body: dropUnused(entry.work.procedure.body) }
    const invariants = hoistToRun(
      procedure,
      array => written.has(array),
      (name, type, length) => storage.array(name, type, length),
    )
    if (invariants !== undefined) preparations.push(polish(invariants.preparation))
    return { ...entry, work: { kind: 'kernel', procedure: polish(invariants?.step ?? procedure) } }
  })
  return { steps, preparations }
}

/** The passes that every procedure goes through, those of the host's assignments included. */
export const polish = (procedure: Procedure): Procedure => ({
  ...procedure,
  body: dropUnused(vectorise(hoistInvariants(procedure.body))),
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
