import { nearestNames } from '../errors/nearest-name.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import type { VariableOwner } from './variable-owner.js'

export function unknownVariable(owner: VariableOwner, name: string): RheobaseError {
  const known = [...owner.variables.keys()]
  const near = nearestNames(name, known)
  return new RheobaseError(
    'name',
    'unknown-variable',
    `\`${owner.name}\` has no variable \`${name}\`.` +
      (near.length === 0 ? '' : ` Did you mean ${near.map(found => `\`${found}\``).join(' or ')}?`) +
      `\nIts variables are: ${known.join(', ')}.`,
  )
}

export const readOnly = (owner: VariableOwner, name: string): RheobaseError =>
  new RheobaseError('type', 'read-only', `\`${owner.name}.${name}\` is read-only: it is computed, not stored`)
