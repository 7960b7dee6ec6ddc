import { ADVANCE, runControl } from '../compile/advance.js'
import { stepArray } from '../compile/clock-bindings.js'
import type { RunnableModel } from './run-loop.js'

export type Advance = (due: number, count: number) => void

/** Milliseconds spent in each kernel, by the names of the parts that it does the work of. */
export type Profile = Map<string, number>

/** One step of so many is measured, and stands for the others: no multiple of the steps that periods of models usually have. */
const STEPS_FOR_ONE = 31

/**
 * Makes some steps from the host, kernel by kernel, with a clock around each: the first ones, then one of thirty-one. Looking at the clock takes
 * longer than many a kernel, so measuring every step would slow a run down and tell more of the clock than of the model.
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

  const measure = (due: number, weight: number): void => {
    for (const { name, bit, call } of steps) {
      if ((due & bit) === 0) continue
      const before = performance.now()
      call()
      profile.set(name, (profile.get(name) ?? 0) + weight * (performance.now() - before))
    }
    stepArrays.forEach((array, k) => {
      if ((due & (1 << k)) !== 0) memory.setScalar(array, memory.scalar(array) + 1)
    })
  }

  /** Steps that were made while the same clocks were due. */
  const made = new Map<number, number>()
  return (due, count) => {
    let executed = 0
    while (executed < count && memory.scalar(control.stop) === 0) {
      const before = made.get(due) ?? 0
      const isFirst = before < STEPS_FOR_ONE
      // Until the one in the middle of the next ones.
      const unseen = (STEPS_FOR_ONE + (STEPS_FOR_ONE >> 1) - (before % STEPS_FOR_ONE)) % STEPS_FOR_ONE
      let fresh = 1
      if (isFirst || unseen === 0) measure(due, isFirst ? 1 : STEPS_FOR_ONE)
      else {
        advance(due, Math.min(unseen, count - executed))
        fresh = memory.scalar(control.executed)
      }
      made.set(due, before + fresh)
      executed += fresh
    }
    memory.setScalar(control.executed, executed)
  }
}
