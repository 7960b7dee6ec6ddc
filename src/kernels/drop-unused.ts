import type { Statement, Value } from './value.js'
import { blocksOf, usedBy } from './walk.js'

/** Removes definitions whose value nothing uses. Calls of host functions stay: they may have effects. */
export function dropUnused(
  statements: readonly Statement[],
  results: readonly Value[] = [],
): readonly Statement[] {
  const used = new Set<Value>(results)
  return sweep(statements, used)
}

function sweep(statements: readonly Statement[], used: Set<Value>): readonly Statement[] {
  const kept: Statement[] = []
  // Backwards: every use stands after its definition, or in a block nested in a later statement.
  for (let position = statements.length - 1; position >= 0; position--) {
    const statement = statements[position]
    if (statement === undefined) continue
    if (statement.kind === 'define' && !used.has(statement.value) && !hasEffect(statement)) continue
    const swept = sweepBlocks(statement, used)
    if (swept === undefined) continue
    for (const value of usedBy(swept)) used.add(value)
    kept.push(swept)
  }
  return kept.reverse()
}

const hasEffect = (statement: Statement): boolean =>
  statement.kind === 'define' &&
  statement.value.kind === 'call' &&
  statement.value.callee.kind === 'host-function'

/** The statement with its blocks swept; nothing if it no longer does anything. */
function sweepBlocks(statement: Statement, used: Set<Value>): Statement | undefined {
  switch (statement.kind) {
    case 'for':
    case 'when': {
      const body = sweep(statement.body, used)
      return body.length === 0 ? undefined : { ...statement, body }
    }
    case 'while': {
      used.add(statement.condition)
      const body = sweep(statement.body, used)
      return { ...statement, body, test: sweep(statement.test, used) }
    }
    case 'if': {
      const then = sweep(statement.then, used)
      const otherwise = sweep(statement.otherwise, used)
      return then.length + otherwise.length === 0 ? undefined : { ...statement, then, otherwise }
    }
    default:
      return blocksOf(statement).length === 0 ? statement : undefined
  }
}
