import type { RegularOperationModel } from '../model/recording.js'
import type { Quantity } from '../units/quantity.js'
import { stepsOfTimes } from '../compile/given-steps.js'
import { prepareGivenSteps } from './given-times.js'
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
    stepsOfTimes(times, options.dt === undefined ? core.clock.dt : readSeconds('a time step', options.dt))
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
      ...(times === undefined ? {} : { givenTimes: times }),
    }),
    prepare: () => {
      prepareGivenSteps(scope, name, times, clock)
    },
  }
  scope.add(operation)
  return operation
}
