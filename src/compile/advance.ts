import { Builder } from '../kernels/builder.js'
import type { ArraySymbol, HostFunction, Procedure, Value } from '../kernels/value.js'
import type { ClockModel } from '../model/clock.js'
import { stepArray } from './clock-bindings.js'
import type { Storage } from './storage.js'

/** One entry of the step: a procedure to perform or a callback of the host, on a clock. */
export interface StepEntry {
  readonly clock: ClockModel
  readonly work:
    | { readonly kind: 'perform'; readonly procedure: string }
    | { readonly kind: 'callback'; readonly callee: HostFunction }
}

export const ADVANCE = 'advance'

/** What the run loop and the generated code tell each other. */
export interface RunControl {
  /** Not zero: stop at the end of this step. */
  readonly stop: ArraySymbol
  /** Steps that the last call of `advance` made. */
  readonly executed: ArraySymbol
}

export const runControl = (storage: Storage): RunControl => ({
  stop: storage.array('run stop', 'i32', 1),
  executed: storage.array('run executed', 'i32', 1),
})

/** What the loop does in another way when several threads run it. */
export interface AdvanceInThreads {
  /** Counts a step of a clock up, in the copy of the thread; `count` is for the first one alone. */
  readonly countStep: (builder: Builder, clock: ClockModel, count: () => void) => void
  readonly beforeNextStep: (builder: Builder) => void
  readonly onFirst: (builder: Builder, body: () => void) => void
}

/**
 * The loop over whole stretches of steps: `advance(due, count)` makes `count` steps in which the clocks of the bit mask `due` take
 * part, or fewer if a callback asks to stop. It calls every kernel as a function of its own, so that an engine that compiles in tiers
 * replaces the hot ones while the loop runs.
 */
export function advance(
  storage: Storage,
  clocks: readonly ClockModel[],
  entries: readonly StepEntry[],
  team?: AdvanceInThreads,
): Procedure {
  const builder = new Builder()
  const due = { kind: 'parameter', type: 'i32', name: 'due' } as const
  const count = { kind: 'parameter', type: 'i32', name: 'count' } as const
  const control = runControl(storage)
  const ifDue = (clock: ClockModel, body: () => void): void => {
    if (clocks.length === 1) {
      body()
      return
    }
    const bit = builder.op('i32.and', due, builder.i32(1 << clocks.indexOf(clock)))
    builder.if(builder.op('i32.ne', bit, builder.i32(0)), body)
  }
  const step = builder.local('step', builder.i32(0))
  const goesOn = (): Value =>
    builder.op(
      'bool.and',
      builder.op('i32.lt_s', builder.read(step), count),
      builder.op('i32.eq', builder.loadScalar(control.stop), builder.i32(0)),
    )
  builder.while(goesOn, () => {
    for (const run of runsOfOneClock(entries)) {
      const [first] = run
      if (first === undefined) continue
      ifDue(first.clock, () => {
        for (const { work } of run) {
          if (work.kind === 'perform') builder.perform(work.procedure)
          else builder.call(work.callee, [])
        }
      })
    }
    for (const clock of clocks) {
      const array = stepArray(storage, clock)
      ifDue(clock, () => {
        const count = (): void => {
          builder.storeScalar(array, builder.op('f64.add', builder.loadScalar(array), builder.f64(1)))
        }
        if (team === undefined) count()
        else team.countStep(builder, clock, count)
      })
    }
    team?.beforeNextStep(builder)
    builder.assign(step, builder.op('i32.add', builder.read(step), builder.i32(1)))
  })
  const executed = builder.read(step)
  const tell = (): void => {
    builder.storeScalar(control.executed, executed)
  }
  if (team === undefined) tell()
  else team.onFirst(builder, tell)
  return {
    name: ADVANCE,
    comment: 'a stretch of time steps',
    parameters: [due, count],
    body: builder.statements,
  }
}

function runsOfOneClock(entries: readonly StepEntry[]): StepEntry[][] {
  const runs: StepEntry[][] = []
  for (const entry of entries) {
    const last = runs.at(-1)
    if (last?.[0]?.clock === entry.clock) last.push(entry)
    else runs.push([entry])
  }
  return runs
}
