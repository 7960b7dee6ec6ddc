import type { Local, Statement } from '../../kernels/value.js'
import { blocksOf, localsIn } from '../../kernels/walk.js'

/** The local variables that statements read or assign to. */
export const localsOf = (statements: readonly Statement[]): ReadonlySet<Local> =>
  new Set(localsIn(statements))

/** Whether every turn of a loop with this body begins anew: no local variable is read before the turn has assigned to it. */
export function carriesNothing(body: readonly Statement[]): boolean {
  return carriesNothingFrom(body, new Set())
}

function carriesNothingFrom(block: readonly Statement[], assigned: ReadonlySet<Local>): boolean {
  const known = new Set(assigned)
  return block.every(statement => {
    if (statement.kind === 'assign') known.add(statement.local)
    if (statement.kind === 'define' && statement.value.kind === 'read')
      return known.has(statement.value.local)
    // What a block assigns to may be left out: it counts within the block only.
    return blocksOf(statement).every(inner => carriesNothingFrom(inner, known))
  })
}
