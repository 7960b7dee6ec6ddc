import type { RegularOperationModel } from '../model/recording.js'
import type { Quantity } from '../units/quantity.js'
import { givenStepsArray } from '../compile/regular-operation.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { readStatements } from './equation-text.js'
import type { GroupCore } from './group-core.js'
import type { NetworkScope } from './network-scope.js'
import { checkOptions, checkText } from './options.js'
import { readSeconds, readTimes } from './read-time.js'

const OPTIONS = ['dt', 'when', 'order', 'name']

export interface RegularOptions {
  /** Time between two calls, or the grid of given times; the step of the group if left out. */
  readonly dt?: Quantity
  /** Slot of the step, `start` if left out. */
  readonly when?: string
  /** Place within the slot, 0 if left out. */
  readonly order?: number
  readonly name?: string
}

/** Code that runs at regular or at given times. */
export interface RegularOperation {
  readonly name: string
  active: boolean
}

/** @internal With times, the code runs at these only. */
export function makeRegularOperation(
  scope: NetworkScope,
  core: Pick<GroupCore, 'name' | 'clock' | 'active'>,
  target: () => RegularOperationModel['target'],
  code: string,
  options: RegularOptions,
  at?: { readonly times: Quantity },
): RegularOperation {
  const call = at === undefined ? 'runRegularly' : 'runAt'
  checkOptions(call, options, OPTIONS)
  checkText(`the code of ${call}`, code)
  const times = at === undefined ? undefined : readTimes(`the times of code of \`${core.name}\``, at.times)
  if (times !== undefined)
    givenSteps(times, options.dt === undefined ? core.clock.dt : readSeconds('a time step', options.dt))
  const usual = `${core.name}_${at === undefined ? 'run_regularly' : 'run_at'}`
  const name = scope.claimName(usual, options.name)
  const statements = readStatements(`code of \`${name}\``, code)
  const clock = options.dt === undefined ? core.clock : scope.clockFor(name, options.dt)
  let active = true
  const operation = {
    name,
    get active() {
      return active
    },
    set active(value: boolean) {
      active = value
      scope.changed()
    },
    model: (): RegularOperationModel => ({
      kind: 'regular-operation',
      name,
      statements,
      clock,
      target: target(),
      active: active && core.active,
      when: options.when ?? 'start',
      order: options.order ?? 0,
      ...(times === undefined ? {} : { givenSteps: times.length }),
    }),
    prepare: () => {
      if (times === undefined || times.length === 0) return
      const array = givenStepsArray(scope.workspace, name, times.length)
      scope.workspace.memory.view(array).set(givenSteps(times, clock.dt))
    },
  }
  scope.add(operation)
  return operation
}

/** The steps in which code at these times runs: where the time is on the grid its own step, else the next one. */
function givenSteps(times: Float64Array, dt: number): Float64Array {
  const steps = times.map(time => Math.ceil(time / dt - 1e-3)).sort()
  const same = steps.findIndex((step, number) => number > 0 && step === steps[number - 1])
  if (same < 0) return steps
  const [first, second] = [...times].sort((a, b) => a - b).slice(same - 1, same + 1)
  throw new RheobaseError(
    'value',
    'two-times-in-one-step',
    `the times ${String(first)} s and ${String(second)} s are in one time step of ${String(dt)} s; code at given times runs once in a step. Give it a finer \`dt\`, or each time once`,
  )
}
