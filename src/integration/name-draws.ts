import type { Expression } from '../language/syntax-tree.js'
import { findNode } from '../symbolic/occurs.js'
import { mapOperands } from '../symbolic/substitute.js'
import { name } from '../symbolic/construct.js'
import type { DifferentialSystem, UpdateStatement } from './method.js'

/**
 * Gives every call of a stateful function a local of its own. Methods that take a right side apart write its
 * pieces in several places; a random number in them must still be one number.
 */
export function nameDraws(
  system: DifferentialSystem,
  local: (base: string) => string,
): { readonly statements: readonly UpdateStatement[]; readonly system: DifferentialSystem } {
  const isDraw = (node: Expression): boolean => node.kind === 'call' && system.stateful(node.name)
  if (system.equations.every(({ derivative }) => findNode(derivative, isDraw) === undefined)) {
    return { statements: [], system }
  }
  const statements: UpdateStatement[] = []
  const equations = system.equations.map(({ variable, derivative }) => {
    const named = (node: Expression): Expression => {
      const inner = mapOperands(node, named)
      if (!isDraw(node)) return inner
      const target = local(`_draw_${variable}`)
      statements.push({ target, value: inner })
      return name(target)
    }
    return { variable, derivative: named(derivative) }
  })
  return { statements, system: { ...system, equations } }
}
