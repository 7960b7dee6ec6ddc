import type { EquationSystem } from '../language/equation-system.js'
import { mentions } from '../language/mentions.js'
import type { Expression } from '../language/syntax-tree.js'

/** Something that an equation depends on. */
export interface Dependency {
  readonly name: string
  /** The subexpressions in between, from the equation to the name; none for what stands in the equation itself. */
  readonly via: readonly string[]
}

/** What a name depends on, nearest first; `dv/dt` means the right side of that equation. */
export function dependenciesOf(system: EquationSystem, name: string): readonly Dependency[] {
  const variable = /^d(\w+)\/dt$/.exec(name)?.[1]
  const equation = system.byName.get(variable ?? name)
  const isMeant =
    variable === undefined ? equation?.kind === 'subexpression' : equation?.kind === 'differential'
  if (equation?.expression === undefined || !isMeant) return []
  const found: Dependency[] = []
  const seen = new Set<string>()
  let front: readonly { readonly expression: Expression; readonly via: readonly string[] }[] = [
    { expression: equation.expression, via: [] },
  ]
  while (front.length > 0) {
    const next: { readonly expression: Expression; readonly via: readonly string[] }[] = []
    for (const { expression, via } of front) {
      for (const mention of mentions(expression)) {
        if (mention.kind === 'call' || seen.has(mention.name)) continue
        seen.add(mention.name)
        found.push({ name: mention.name, via })
        const inner = system.byName.get(mention.name)
        if (inner?.kind === 'subexpression' && inner.expression !== undefined)
          next.push({ expression: inner.expression, via: [...via, mention.name] })
      }
    }
    front = next
  }
  return found
}
