import type { RegularOperationModel } from '../model/recording.js'
import type { Quantity } from '../units/quantity.js'
import { readStatements } from './equation-text.js'
import type { GroupCore } from './group-core.js'
import type { NetworkScope } from './network-scope.js'
import { checkOptionNames, checkText } from './options.js'

export interface RegularOptions {
  /** Time between two calls; the step of the group if left out. */
  readonly dt?: Quantity
  /** Slot of the step, `start` if left out. */
  readonly when?: string
  /** Place within the slot, 0 if left out. */
  readonly order?: number
  readonly name?: string
}

/** Code that runs at regular times. */
export interface RegularOperation {
  readonly name: string
  active: boolean
}

/** @internal */
export function makeRegularOperation(
  scope: NetworkScope,
  core: Pick<GroupCore, 'name' | 'clock' | 'active'>,
  target: () => RegularOperationModel['target'],
  code: string,
  options: RegularOptions,
): RegularOperation {
  checkOptionNames('runRegularly', options, ['dt', 'when', 'order', 'name'])
  const name = scope.claimName(`${core.name}_run_regularly`, options.name)
  const statements = readStatements(`code of \`${name}\``, checkText('the code of runRegularly', code))
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
    }),
  }
  scope.add(operation)
  return operation
}
