import { RheobaseError } from '../errors/rheobase-error.js'
import type { NetworkOperationModel } from '../model/recording.js'
import type { Quantity } from '../units/quantity.js'
import type { NetworkScope } from './network-scope.js'
import { isGivenStepNow, readGivenTimes } from './given-times.js'
import { checkOptions, describeValue } from './options.js'

/** Options of `net.networkOperation`. */
export interface NetworkOperationOptions {
  /** Time between two calls; the step of the network if left out. */
  readonly dt?: Quantity
  /** Calls it at these times only: in the step of each, or the first one after it. */
  readonly times?: Quantity
  /** Slot; `start` if left out. */
  readonly when?: string
  readonly order?: number
  readonly name?: string
}

/** A function of the user that is called between kernels. */
export interface NetworkOperation {
  readonly name: string
  active: boolean
}

export function makeNetworkOperation(
  scope: NetworkScope,
  callback: (time: Quantity) => void,
  options: NetworkOperationOptions,
  call: (callback: (time: Quantity) => void) => void,
): NetworkOperation {
  checkOptions('networkOperation', options, ['dt', 'times', 'when', 'order', 'name'])
  if (typeof callback !== 'function')
    throw new RheobaseError(
      'type',
      'not-a-function',
      `a network operation is a function, not ${describeValue(callback)}`,
    )
  if (callback.length > 1)
    throw new RheobaseError(
      'type',
      'too-many-arguments',
      `a network operation gets the time and nothing else, but this function wants ${String(callback.length)} arguments`,
    )
  const name = scope.claimName('networkoperation', options.name)
  const clock = options.dt === undefined ? scope.defaultClock : scope.clockFor(name, options.dt)
  const times = readGivenTimes(`the times of \`${name}\``, options.times, clock.dt)
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
    model: (): NetworkOperationModel => ({
      kind: 'network-operation',
      name,
      clock,
      when: options.when ?? 'start',
      order: options.order ?? 0,
      ...(times === undefined ? {} : { givenTimes: times }),
      // Switched off by a callback, it stops at once: what is compiled still calls it.
      active: true,
      call: () => {
        if (active && (times === undefined || isGivenStepNow(scope, times, clock))) call(callback)
      },
    }),
  }
  scope.add(operation)
  return operation
}
