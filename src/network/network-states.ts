import { RheobaseError } from '../errors/rheobase-error.js'
import type { Quantity } from '../units/quantity.js'
import type { Group } from './group-handle.js'
import { checkRecord } from './options.js'
import type { StateOptions } from './states.js'
import type { VariableValue } from './state-variable.js'
import type { NetworkPart } from './summary.js'

/** Copies of the values of all groups and synapses: by name of the object, then of the variable. */
export const statesOfParts = (
  parts: readonly NetworkPart[],
  options: StateOptions,
): Record<string, Record<string, Quantity>> =>
  Object.fromEntries(
    parts.flatMap(({ handle, model }) =>
      hasStates(handle) ? [[model.name, handle.getStates(options)]] : [],
    ),
  )

/** Sets variables by name of the object and of the variable. @throws {RheobaseError} kind `name` for an object that there is not, before anything is changed */
export function setStatesOfParts(
  parts: readonly NetworkPart[],
  values: Readonly<Record<string, Readonly<Record<string, VariableValue>>>>,
): void {
  checkRecord('the states of a network', values)
  const handles = new Map(parts.map(({ handle, model }) => [model.name, handle]))
  const work = Object.entries(values).map(([name, states]) => {
    const handle = handles.get(name)
    if (hasStates(handle)) return { handle, states }
    throw new RheobaseError(
      'name',
      'unknown-object',
      `the network has no group or synapses called \`${name}\``,
    )
  })
  for (const { handle, states } of work) handle.setStates(states)
}

const hasStates = (handle: object | undefined): handle is Pick<Group, 'getStates' | 'setStates'> =>
  handle !== undefined && 'setStates' in handle
