import type { Local, Statement } from '../../kernels/value.js'
import { blocksOf, walk } from '../../kernels/walk.js'

type Block = readonly Statement[]

export interface LocalDeclarations {
  /** To be declared, as 0, at the head of the function. */
  readonly early: ReadonlySet<Local>
  /** To be declared by their first assignment: everything else that touches them stands in the block of that assignment. */
  readonly inPlace: ReadonlySet<Local>
}

/** Finds where the local variables of a function can be declared. */
export function localDeclarations(body: Block): LocalDeclarations {
  const home = new Map<Local, Block>()
  const early = new Set<Local>()
  const open = new Set<Block>()
  const visit = (block: Block): void => {
    open.add(block)
    for (const statement of block) {
      if (statement.kind === 'assign') touch(statement.local, block)
      else if (statement.kind === 'define' && statement.value.kind === 'read')
        touch(statement.value.local, undefined)
      for (const nested of blocksOf(statement)) visit(nested)
    }
    open.delete(block)
  }
  const touch = (local: Local, assignedIn: Block | undefined): void => {
    if (early.has(local)) return
    const block = home.get(local)
    if (block === undefined && assignedIn !== undefined) home.set(local, assignedIn)
    else if (block === undefined || !open.has(block)) early.add(local)
  }
  visit(body)
  return { early, inPlace: new Set([...home.keys()].filter(local => !early.has(local))) }
}

/** The local variables that the blocks of a statement assign to. */
export function assignedIn(statement: Statement): ReadonlySet<Local> {
  const assigned = new Set<Local>()
  for (const block of blocksOf(statement)) {
    walk(block, inner => {
      if (inner.kind === 'assign') assigned.add(inner.local)
    })
  }
  return assigned
}
