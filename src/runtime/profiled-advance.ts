import { ADVANCE, runControl } from '../compile/advance.js'
import { stepArray } from '../compile/clock-bindings.js'
import type { RunnableModel } from './run-loop.js'

export type Advance = (due: number, count: number) => void

/** Milliseconds spent in each kernel, by the names of the parts that it does the work of. */
export type Profile = Map<string, number>

/** One step of so many is measured, and stands for the others: no multiple of the steps that periods of models usually have. */
const STEPS_FOR_ONE = 31

/** What was seen of the steps in which the same clocks were due. */
interface Seen {
  made: number
  /** Milliseconds of the kernels in the steps that stand for others, until there are any in the first ones; and of those others altogether. */
  readonly sampled: Map<string, number>
  others: number
}

/**
 * Makes some steps from the host, kernel by kernel, with a clock around each: the first ones, then one of thirty-one. Looking at the clock takes
 * longer than many a kernel, so measuring every step would slow a run down and tell more of the clock than of the model. The steps between are
 * measured together, and the kernels have the parts of that time which they had in the steps that were measured: so all kernels together have taken
 * what the run has taken, whatever a measured step had to wait for.
 */
export function profiled(run: RunnableModel, profile: Profile): Advance {
  const { model, program, memory, storage, clocks } = run
  const control = runControl(storage)
  const steps = model.steps.map(({ parts, clock, work }) => ({
    name: parts.map(part => part.name).join(' + '),
    bit: 1 << model.clocks.indexOf(clock),
    call: work.kind === 'kernel' ? program.procedure(work.procedure.name) : work.call,
  }))
  const stepArrays = clocks.map(clock => stepArray(storage, clock))
  const advance = program.procedure(ADVANCE)
  // A run that had to make a pause has told of some steps already.
  const measured = new Map([...steps.map(({ name }) => [name, 0] as const), ...profile])
  const seen = new Map<number, Seen>()

  const measure = (due: number, sampled: Map<string, number>): void => {
    for (const { name, bit, call } of steps) {
      if ((due & bit) === 0) continue
      const before = performance.now()
      call()
      const time = performance.now() - before
      add(measured, name, time)
      add(sampled, name, time)
    }
    stepArrays.forEach((array, k) => {
      if ((due & (1 << k)) !== 0) memory.setScalar(array, memory.scalar(array) + 1)
    })
  }
  const tell = (): void => {
    for (const [name, time] of measured) profile.set(name, time)
    for (const { sampled, others } of seen.values()) {
      const all = [...sampled.values()].reduce((sum, time) => sum + time, 0)
      if (all > 0) for (const [name, time] of sampled) add(profile, name, others * (time / all))
    }
  }

  return (due, count) => {
    const now = seen.get(due) ?? { made: 0, sampled: new Map<string, number>(), others: 0 }
    seen.set(due, now)
    let executed = 0
    while (executed < count && memory.scalar(control.stop) === 0) {
      const isFirst = now.made < STEPS_FOR_ONE
      // Until the one in the middle of the next ones.
      const unseen = (STEPS_FOR_ONE + (STEPS_FOR_ONE >> 1) - (now.made % STEPS_FOR_ONE)) % STEPS_FOR_ONE
      let fresh = 1
      if (isFirst || unseen === 0) {
        // The first steps run code that engines replace soon.
        if (!isFirst && now.made < 2 * STEPS_FOR_ONE) now.sampled.clear()
        measure(due, now.sampled)
      } else {
        const before = performance.now()
        advance(due, Math.min(unseen, count - executed))
        now.others += performance.now() - before
        fresh = memory.scalar(control.executed)
      }
      now.made += fresh
      executed += fresh
    }
    memory.setScalar(control.executed, executed)
    tell()
  }
}

const add = (times: Map<string, number>, name: string, time: number): void => {
  times.set(name, (times.get(name) ?? 0) + time)
}
