import { RheobaseError } from '../errors/rheobase-error.js'
import type { Builder } from '../kernels/builder.js'
import type { ArraySymbol, Value } from '../kernels/value.js'
import type { ClockModel } from '../model/clock.js'
import { stepArray } from './clock-bindings.js'
import type { Storage } from './storage.js'

/** The step for a given time: where it is on the grid its own one, else the next. */
export const stepOfTime = (time: number, dt: number): number => Math.ceil(time / dt - 1e-3)

/**
 * The steps for given times, ascending.
 * @throws {RheobaseError} kind `value` if two are in one step
 */
export function stepsOfTimes(times: Float64Array, dt: number): Float64Array {
  const steps = times.map(time => stepOfTime(time, dt)).sort()
  const same = steps.findIndex((step, number) => number > 0 && step === steps[number - 1])
  if (same < 0) return steps
  const [first, second] = [...times].sort((a, b) => a - b).slice(same - 1, same + 1)
  throw new RheobaseError(
    'value',
    'two-times-in-one-step',
    `the times ${String(first)} s and ${String(second)} s are in one time step of ${String(dt)} s; what happens at given times happens once in a step. Give it a finer \`dt\`, or each time once`,
  )
}

/** Where the given steps of an object stand, ascending. */
export const givenStepsArray = (storage: Storage, name: string, count: number): ArraySymbol =>
  storage.array(`${name}.steps`, 'f64', count)

/** Runs a body in the given steps of an object, or in every step if there are none given. */
export function inGivenSteps(
  builder: Builder,
  storage: Storage,
  {
    name,
    clock,
    givenTimes,
  }: { readonly name: string; readonly clock: ClockModel; readonly givenTimes?: Float64Array },
  body: () => void,
): void {
  if (givenTimes === undefined) body()
  else if (givenTimes.length > 0)
    builder.if(isGivenStep(builder, storage, name, clock, givenTimes.length), body)
}

/** Whether the present step is one of the given ones, by bisection: nothing has to be kept from step to step. */
function isGivenStep(
  builder: Builder,
  storage: Storage,
  name: string,
  clock: ClockModel,
  count: number,
): Value {
  const steps = givenStepsArray(storage, name, count)
  const now = builder.loadScalar(stepArray(storage, clock))
  const low = builder.local('low', builder.i32(0))
  const high = builder.local('high', builder.i32(count - 1))
  builder.while(
    () => builder.op('i32.lt_s', builder.read(low), builder.read(high)),
    () => {
      const middle = builder.op(
        'i32.shr_u',
        builder.op('i32.add', builder.read(low), builder.read(high)),
        builder.i32(1),
      )
      builder.if(
        builder.op('f64.lt', builder.load(steps, middle), now),
        () => {
          builder.assign(low, builder.op('i32.add', middle, builder.i32(1)))
        },
        () => {
          builder.assign(high, middle)
        },
      )
    },
  )
  return builder.op('f64.eq', builder.load(steps, builder.read(low)), now)
}
