import type { Expression } from '../language/syntax-tree.js'
import { name } from '../symbolic/construct.js'
import { newValueName } from './local-names.js'
import type { UpdateStatement } from './method.js'

/**
 * The end of every update: first all new values, which still read the old ones, then all variables are
 * written.
 */
export function writeBack(values: ReadonlyMap<string, Expression>): readonly UpdateStatement[] {
  const variables = [...values.keys()]
  return [
    ...[...values].map(([variable, value]) => ({ target: newValueName(variable), value })),
    ...variables.map(variable => ({ target: variable, value: name(newValueName(variable)) })),
  ]
}
