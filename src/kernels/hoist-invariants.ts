import type { ArraySymbol, Statement, Value } from './value.js'
import { writtenArrays } from './builder.js'
import { operandsOf } from './walk.js'

/**
 * Moves what does not change inside a loop in front of it, innermost loops first: operations on values from outside, and loads of
 * arrays that the loop does not write. What moved may run although the loop makes no turn: operations have no effects, and an
 * index from outside the loop is valid there too.
 */
export function hoistInvariants(statements: readonly Statement[]): readonly Statement[] {
  const result: Statement[] = []
  for (const statement of statements) {
    switch (statement.kind) {
      case 'for': {
        const { moved, kept } = split(hoistInvariants(statement.body), statement.element)
        result.push(...moved, { ...statement, body: kept })
        break
      }
      case 'while':
        result.push({
          ...statement,
          test: hoistInvariants(statement.test),
          body: hoistInvariants(statement.body),
        })
        break
      case 'if':
        result.push({
          ...statement,
          then: hoistInvariants(statement.then),
          otherwise: hoistInvariants(statement.otherwise),
        })
        break
      case 'when':
        // Rare code: what it needs stays in it, and is computed only when it runs.
        result.push(statement)
        break
      default:
        result.push(statement)
    }
  }
  return result
}

function split(body: readonly Statement[], element: Value): { moved: Statement[]; kept: Statement[] } {
  const written: ReadonlySet<ArraySymbol> = writtenArrays(body)
  const inside = new Set<Value>([element])
  const moved: Statement[] = []
  const kept: Statement[] = []
  for (const statement of body) {
    if (statement.kind !== 'define') {
      kept.push(statement)
      continue
    }
    const { value } = statement
    const movable =
      (value.kind === 'operation' || (value.kind === 'load' && !written.has(value.array))) &&
      operandsOf(value).every(operand => !inside.has(operand))
    if (movable) moved.push(statement)
    else {
      inside.add(value)
      kept.push(statement)
    }
  }
  return { moved, kept }
}
