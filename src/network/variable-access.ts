import { evaluationContext } from '../compile/evaluate-text.js'
import { computedVariable } from './computed-variable.js'
import { checkText } from './options.js'
import { StateVariable, type VariableStore } from './state-variable.js'
import { storedVariable } from './stored-variable.js'
import type { VariableOwner } from './variable-owner.js'
import { unknownVariable } from './variable-refusals.js'

/** The variable or subexpression of an object by name. @throws {RheobaseError} kind `name` with the nearest names */
export const variableOf = (owner: VariableOwner, name: string): StateVariable =>
  new StateVariable(storeOf(owner, name))

/** Where the values of a variable or subexpression come from. @throws {RheobaseError} kind `name` with the nearest names */
export function storeOf(owner: VariableOwner, given: string): VariableStore {
  const name = checkText(`the name of a variable of \`${owner.name}\``, given)
  const stored = owner.variables.get(name)
  if (stored !== undefined) return storedVariable(owner, stored)
  const binding = evaluationContext(owner.workspace, owner.evaluated()).binding(name)
  if (binding?.meaning.kind !== 'variable' || binding.read === undefined) throw unknownVariable(owner, name)
  return computedVariable(owner, name)
}
