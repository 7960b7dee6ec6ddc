import type { Expression } from '../language/syntax-tree.js'
import { name, where } from '../symbolic/construct.js'
import { occurs } from '../symbolic/occurs.js'
import { structurallyEqual } from '../symbolic/structurally-equal.js'
import { substitute } from '../symbolic/substitute.js'
import type { DifferentialSystem, IntegrationMethod, UpdateStatement } from './method.js'

/**
 * The update of a system of which some variables stand still while an element is refractory: where `active`
 * is false.
 *
 * The method sees the equations twice, as they are and with the frozen variables as constants, so its
 * coefficients never depend on refractoriness. Variables that come out the same need one formula; of the
 * others the value is chosen by `active`.
 */
export function gatedUpdate(
  method: IntegrationMethod,
  system: DifferentialSystem,
  frozen: ReadonlySet<string>,
  active: string,
): readonly UpdateStatement[] {
  const update = method.update(system)
  const variables = new Set(system.equations.map(({ variable }) => variable))
  if (!system.equations.some(({ variable }) => frozen.has(variable))) return update

  const moving = system.equations.filter(({ variable }) => !frozen.has(variable))
  const meetsFrozen = moving.some(({ derivative }) => occurs(derivative, frozen))
  const standing = meetsFrozen ? method.update({ ...system, equations: moving }) : []

  const isLocal = ({ target }: UpdateStatement): boolean => !variables.has(target)
  const locals = update.filter(isLocal)
  const { added, renamed } = mergeLocals(locals, standing.filter(isLocal))
  const whenFrozen = new Map(
    standing.map(({ target, value }) => [target, substitute(value, renamed)] as const),
  )

  const writes = update
    .filter(statement => !isLocal(statement))
    .map(({ target, value }): UpdateStatement => {
      const other = frozen.has(target) ? name(target) : (whenFrozen.get(target) ?? value)
      return { target, value: structurallyEqual(value, other) ? value : where(name(active), value, other) }
    })
  return [...locals, ...added, ...writes]
}

/**
 * Locals of a second update beside those of a first: equal ones are shared, so the noise is one; others get
 * names of their own.
 */
function mergeLocals(
  first: readonly UpdateStatement[],
  second: readonly UpdateStatement[],
): { readonly added: readonly UpdateStatement[]; readonly renamed: ReadonlyMap<string, Expression> } {
  const values = new Map(first.map(({ target, value }) => [target, value] as const))
  const taken = new Set([...values.keys(), ...second.map(({ target }) => target)])
  const added: UpdateStatement[] = []
  const renamed = new Map<string, Expression>()
  for (const { target, value } of second) {
    const own = substitute(value, renamed)
    const same = values.get(target)
    if (same === undefined) {
      added.push({ target, value: own })
    } else if (!structurallyEqual(same, own)) {
      let fresh = `${target}_frozen`
      while (taken.has(fresh)) fresh += '_'
      taken.add(fresh)
      renamed.set(target, name(fresh))
      added.push({ target: fresh, value: own })
    }
  }
  return { added, renamed }
}
