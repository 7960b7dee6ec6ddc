/**
 * Who depends on whom: `successors(node)` are the nodes that drive a node, itself left out. Nodes are
 * numbered from 0.
 */
export interface DependencyGraph {
  /** Everything that a node depends on, directly or not, and the node itself. */
  reach(node: number): ReadonlySet<number>
  /** The nodes on any way from one node to another, in ascending order; empty if there is none. */
  between(from: number, to: number): readonly number[]
  /** Whether some of the nodes depend on each other in a circle. */
  cyclic(nodes: readonly number[]): boolean
  /** All ways from one node to another through an acyclic part; `undefined` if there are more than `most`. */
  ways(from: number, to: number, most: number): readonly (readonly number[])[] | undefined
  successors(node: number): readonly number[]
}

export function dependencyGraph(successors: readonly (readonly number[])[]): DependencyGraph {
  const direct = (node: number): readonly number[] => successors[node] ?? []
  const reaches = successors.map((_, start) => {
    const seen = new Set([start])
    for (const node of seen) for (const next of direct(node)) seen.add(next)
    return seen
  })
  const reach = (node: number): ReadonlySet<number> => reaches[node] ?? new Set()

  const between = (from: number, to: number): readonly number[] =>
    [...reach(from)].filter(node => reach(node).has(to)).sort((a, b) => a - b)

  const cyclic = (nodes: readonly number[]): boolean =>
    nodes.some(node => direct(node).some(next => nodes.includes(next) && reach(next).has(node)))

  const ways = (from: number, to: number, most: number): readonly (readonly number[])[] | undefined => {
    if (from === to) return [[to]]
    const found: (readonly number[])[] = []
    for (const next of direct(from)) {
      if (!reach(next).has(to)) continue
      const rest = ways(next, to, most)
      if (rest === undefined || found.length + rest.length > most) return undefined
      found.push(...rest.map(way => [from, ...way]))
    }
    return found
  }
  return { reach, between, cyclic, ways, successors: direct }
}
