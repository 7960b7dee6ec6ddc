import type { ArraySymbol, Definition, Local, Statement, Value } from './value.js'

/** The values that a definition needs. */
export function operandsOf(value: Definition): readonly Value[] {
  switch (value.kind) {
    case 'operation':
      return value.operands
    case 'load':
      return [value.index]
    case 'read':
      return []
    case 'call':
      return value.mask === undefined
        ? value.operands
        : [...value.operands, value.mask.condition, value.mask.otherwise]
    default:
      return value satisfies never
  }
}

/** The values that a statement itself uses, nested blocks left out. */
export function usedBy(statement: Statement): readonly Value[] {
  switch (statement.kind) {
    case 'define':
      return operandsOf(statement.value)
    case 'store':
      return [statement.index, statement.value]
    case 'assign':
      return [statement.value]
    case 'for':
      return [statement.from, statement.to]
    case 'while':
    case 'if':
      return [statement.condition]
    case 'when':
      return [statement.mask]
    case 'perform':
      return statement.operands
    case 'barrier':
      return []
    default:
      return statement satisfies never
  }
}

const NO_BLOCKS: readonly (readonly Statement[])[] = []

/** The nested blocks of a statement, in order of execution. */
export function blocksOf(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.kind) {
    case 'for':
    case 'when':
      return [statement.body]
    case 'while':
      return [statement.test, statement.body]
    case 'if':
      return [statement.then, statement.otherwise]
    default:
      return NO_BLOCKS
  }
}

/** A statement with its nested blocks rewritten; the test of a `while` stays as it is. */
export function withBlocks(
  statement: Statement,
  rewrite: (block: readonly Statement[]) => readonly Statement[],
): Statement {
  switch (statement.kind) {
    case 'for':
    case 'when':
    case 'while':
      return { ...statement, body: rewrite(statement.body) }
    case 'if':
      return { ...statement, then: rewrite(statement.then), otherwise: rewrite(statement.otherwise) }
    default:
      return statement
  }
}

/** Calls `visit` for every statement, nested ones after the one that holds them. */
export function walk(statements: readonly Statement[], visit: (statement: Statement) => void): void {
  for (const statement of statements) {
    visit(statement)
    for (const block of blocksOf(statement)) walk(block, visit)
  }
}

/** The arrays that statements read and write, nested blocks included. */
export function accessOf(statements: readonly Statement[]): {
  reads: Set<ArraySymbol>
  writes: Set<ArraySymbol>
} {
  const reads = new Set<ArraySymbol>()
  const writes = new Set<ArraySymbol>()
  walk(statements, statement => {
    if (statement.kind === 'define' && statement.value.kind === 'load') reads.add(statement.value.array)
    if (statement.kind === 'store') writes.add(statement.array)
  })
  return { reads, writes }
}

/** Whether statements call functions of the host, which may do anything. */
export function callsHost(statements: readonly Statement[]): boolean {
  let calls = false
  walk(statements, statement => {
    if (statement.kind === 'define' && statement.value.kind === 'call')
      calls ||= statement.value.callee.kind === 'host-function'
  })
  return calls
}

/** Whether somebody else can look at memory, or write it, while statements run: the host, another procedure or another thread. */
export function areSeen(statements: readonly Statement[]): boolean {
  let seen = callsHost(statements)
  walk(statements, ({ kind }) => {
    if (kind === 'perform' || kind === 'barrier') seen = true
  })
  return seen
}

/** The local variables that statements read or assign to, as often as they do. */
export function localsIn(statements: readonly Statement[]): readonly Local[] {
  const locals: Local[] = []
  walk(statements, statement => {
    if (statement.kind === 'assign') locals.push(statement.local)
    else if (statement.kind === 'define' && statement.value.kind === 'read')
      locals.push(statement.value.local)
  })
  return locals
}
