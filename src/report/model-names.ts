import { namesIn } from '../symbolic/occurs.js'
import type { Expression } from '../language/syntax-tree.js'
import type { EquationOwner } from '../model/group.js'
import type { External } from '../model/namespace.js'
import type { NameScope } from './typeset-expression.js'
import { callsIn } from './write-functions.js'

type Named = Pick<EquationOwner, 'equations' | 'variables' | 'namespaces'>

/** What the names in the texts of an object mean. */
export const scopeOf = (owner: Named): NameScope => ({
  defines: name => isVariable(owner, name) || externalOf(owner, name) !== undefined || ALWAYS.includes(name),
})

/** Names that every object has, and that no unit may take. */
const ALWAYS = ['i', 'j', 'N', 't', 'dt', 'lastspike', 'not_refractory', 'v_pre', 'v_post']

const isVariable = ({ equations, variables }: Named, name: string): boolean => {
  const own = name.replace(/_(?:pre|post)$/, '')
  return equations.byName.has(name) || variables.has(name) || own !== name
}

const externalOf = ({ namespaces }: Named, name: string): External | undefined =>
  namespaces.map(({ entries }) => entries.get(name)).find(found => found !== undefined)

/** A name of a namespace that an object uses. */
export interface UsedName {
  readonly name: string
  readonly external: External
}

/** The constants and functions that expressions use, each once, in the order of the texts. */
export function usedNames(owner: Named, expressions: readonly Expression[]): readonly UsedName[] {
  const names = new Set<string>()
  for (const expression of expressions) {
    for (const name of namesIn(expression)) names.add(name)
    for (const name of callsIn(expression)) names.add(name)
  }
  return [...names].flatMap(name => {
    if (owner.equations.byName.has(name) || owner.variables.has(name)) return []
    const external = externalOf(owner, name)
    return external === undefined ? [] : [{ name, external }]
  })
}
