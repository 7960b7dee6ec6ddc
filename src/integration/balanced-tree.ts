import type { Expression } from '../language/syntax-tree.js'
import { mul, number } from '../symbolic/construct.js'
import type { DependencyGraph } from './dependency-graph.js'

/**
 * A scaling D of the variables that makes D⁻¹ A D free of units. With a tree over the nodes of A whose root
 * has scale one, and each child scaled so that the entry from its parent becomes one, an entry back to an
 * ancestor becomes the product around its circle. That needs no division as long as every entry is a child's
 * or goes back, which the tree is searched for.
 */
export interface BalancedTree {
  /** In ascending order. */
  readonly nodes: readonly number[]
  /** Whether `node` is `ancestor` or lies below it. */
  descends(ancestor: number, node: number): boolean
  /** The tree's edges from an ancestor down to a node, as (parent, child). */
  path(ancestor: number, node: number): readonly (readonly [number, number])[]
  /**
   * Entries of the scaled matrix. exp(A)[a, d] is exp(scaled)[a, d] times the entries on the path from a down
   * to d.
   */
  scaledEntry(matrix: {
    entry(row: number, column: number): Expression | undefined
  }): (row: number, column: number) => Expression | undefined
}

/**
 * A tree from the root by depth first search; `undefined` if an entry joins branches or skips a generation.
 */
export function balancedTree(
  graph: DependencyGraph,
  root: number,
  nodes: readonly number[],
): BalancedTree | undefined {
  const parents = new Map<number, number | undefined>([[root, undefined]])
  const ancestors = (node: number): readonly number[] => {
    const line: number[] = []
    for (let at: number | undefined = node; at !== undefined; at = parents.get(at)) line.push(at)
    return line
  }
  const visit = (node: number): boolean =>
    graph
      .successors(node)
      .filter(next => nodes.includes(next))
      .every(next => {
        if (parents.has(next)) return ancestors(node).includes(next)
        parents.set(next, node)
        return visit(next)
      })
  if (!visit(root)) return undefined

  const path = (ancestor: number, node: number): readonly (readonly [number, number])[] => {
    const line = ancestors(node)
    const down = line.slice(0, line.indexOf(ancestor) + 1).reverse()
    return down.slice(1).map((child, position) => [down[position] ?? child, child] as const)
  }
  return {
    nodes,
    descends: (ancestor, node) => ancestors(node).includes(ancestor),
    path,
    scaledEntry: matrix => (row, column) => {
      const plain = matrix.entry(row, column)
      if (plain === undefined || row === column) return plain
      if (parents.get(column) === row) return number(1)
      const around = path(column, row).map(([parent, child]) => matrix.entry(parent, child) ?? number(0))
      return around.reduce(mul, plain)
    },
  }
}
