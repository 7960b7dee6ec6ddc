import { givenStepsArray, stepOfTime, stepsOfTimes } from '../compile/given-steps.js'
import { stepArray } from '../compile/clock-bindings.js'
import type { Clock } from '../runtime/clock.js'
import type { Quantity } from '../units/quantity.js'
import type { NetworkScope } from './network-scope.js'
import { readTimes } from './read-time.js'

/** Times that a user gives, checked with the time step of the moment. @throws {RheobaseError} kind `dimension`, `type` or `value` */
export function readGivenTimes(
  what: string,
  times: Quantity | undefined,
  dt: number,
): Float64Array | undefined {
  if (times === undefined) return undefined
  const seconds = readTimes(what, times)
  stepsOfTimes(seconds, dt)
  return seconds
}

/** Before a run, writes the steps of given times for the kernel; the time step may have changed. */
export function prepareGivenSteps(
  { workspace }: NetworkScope,
  name: string,
  times: Float64Array | undefined,
  clock: Clock,
): void {
  if (times === undefined || times.length === 0) return
  workspace.memory.view(givenStepsArray(workspace, name, times.length)).set(stepsOfTimes(times, clock.dt))
}

/** Whether the present step of a clock is one for given times; for what the host does. */
export const isGivenStepNow = ({ workspace }: NetworkScope, times: Float64Array, clock: Clock): boolean => {
  const now = workspace.memory.scalar(stepArray(workspace, clock))
  return times.some(time => stepOfTime(time, clock.dt) === now)
}
