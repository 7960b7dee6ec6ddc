import type { Expression } from '../language/syntax-tree.js'
import { name } from '../symbolic/construct.js'
import { newValueName } from './local-names.js'
import type { UpdateStatement } from './method.js'

/**
 * The end of every update: first all new values, which still read the old ones, then all variables are
 * written.
 */
export function writeBack(values: ReadonlyMap<string, Expression>): readonly UpdateStatement[] {
  return [
    ...[...values].map(([variable, value]) => newValue(variable, value)),
    ...assignNewValues([...values.keys()]),
  ]
}

export const newValue = (variable: string, value: Expression): UpdateStatement => ({
  target: newValueName(variable),
  value,
})

export const assignNewValues = (variables: readonly string[]): readonly UpdateStatement[] =>
  variables.map(variable => ({ target: variable, value: name(newValueName(variable)) }))
