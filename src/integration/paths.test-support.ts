import type { Expression } from '../language/syntax-tree.js'
import type { UpdateStatement } from './method.js'

/** A number for all paths, or one for each. */
export type PathValue = number | Float64Array
export type Paths = Readonly<Record<string, PathValue>>
export type PathFunctions = Readonly<Record<string, (...values: PathValue[]) => PathValue>>

/** Carries out the statements of a step for many paths at once. */
export function evaluatePaths(
  statements: readonly UpdateStatement[],
  values: Paths,
  functions: PathFunctions,
): Paths {
  const scope: Record<string, PathValue> = { ...values }
  for (const { target, value } of statements) scope[target] = pathsOf(value, scope, functions)
  return scope
}

function pathsOf(node: Expression, scope: Paths, functions: PathFunctions): PathValue {
  const at = (inner: Expression): PathValue => pathsOf(inner, scope, functions)
  switch (node.kind) {
    case 'number':
      return node.value
    case 'name':
      return scope[node.name] ?? NaN
    case 'unary':
      return combine(0, at(node.operand), (zero, x) => zero - x)
    case 'binary': {
      const operate = OPERATIONS.get(node.operator)
      if (operate === undefined) throw new Error(`no operation ${node.operator}`)
      return combine(at(node.left), at(node.right), operate)
    }
    default: {
      const called = node.kind === 'call' ? functions[node.name] : undefined
      if (node.kind !== 'call' || called === undefined) throw new Error(`no paths for this ${node.kind}`)
      return called(...node.arguments.map(at))
    }
  }
}

type Operation = (a: number, b: number) => number

function combine(a: PathValue, b: PathValue, operate: Operation): PathValue {
  if (typeof a === 'number') return typeof b === 'number' ? operate(a, b) : b.map(y => operate(a, y))
  return typeof b === 'number' ? a.map(x => operate(x, b)) : a.map((x, k) => operate(x, b[k] ?? NaN))
}

const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
  ['/', (a, b) => a / b],
])
