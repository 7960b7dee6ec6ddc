import type { Expression } from '../language/syntax-tree.js'
import { abs, call, exp, exprel, max, mul, neg, number, sub, sum } from '../symbolic/construct.js'
import { balancedTree, type BalancedTree } from './balanced-tree.js'
import type { DependencyGraph } from './dependency-graph.js'

/** A matrix whose entries are expressions, already times `dt`; absent entries are zero by their structure. */
export interface SymbolicMatrix {
  readonly graph: DependencyGraph
  /** A short expression (a local) for an entry. */
  entry(row: number, column: number): Expression | undefined
}

/** More ways than this from one variable to another are not written out one by one. */
const MOST_WAYS = 8
/**
 * Larger circles are not balanced: that takes a matrix for nearly every entry, the plain form one for all.
 */
const LARGEST_BALANCED = 4

/**
 * Entries of exp(A) that need little of A. `undefined` from `entry` means that only the exponential of the
 * plain matrix will do.
 *
 * - On the diagonal, outside of circles: e^a.
 * - Without circles, the sum over all ways from row to column of the product of the entries on the way and
 *   the divided difference of the exponential function at the diagonal entries of its nodes. For two nodes it
 *   is (e^a - e^b)/(a - b), for more it is the corner of the exponential of a bidiagonal matrix with ones
 *   beside the diagonal (Opitz 1964, Z. Angew. Math. Mech. 44, T52-T54).
 * - Small circles: the exponential of a matrix that is scaled so that entries along a tree are one.
 *
 * So no units mix: entries of A may be as far apart as volts per ampere and amperes per volt without loss of
 * digits.
 */
export interface PropagatorWriter {
  entry(row: number, column: number): Expression | undefined
}

export function propagatorWriter(matrix: SymbolicMatrix): PropagatorWriter {
  const { graph } = matrix
  const trees: BalancedTree[] = []

  const alongWay = (way: readonly number[]): Expression => {
    const weights = way
      .slice(1)
      .map((node, position) => matrix.entry(way[position] ?? node, node) ?? number(0))
    const rates = way.map(node => matrix.entry(node, node))
    return [...weights, ...dividedDifference(rates)].reduce(mul, number(1))
  }

  const balanced = (row: number, column: number, nodes: readonly number[]): Expression | undefined => {
    let tree = trees.find(
      known => nodes.every(node => known.nodes.includes(node)) && known.descends(row, column),
    )
    if (tree === undefined) {
      tree = nodes.length > LARGEST_BALANCED ? undefined : balancedTree(graph, row, nodes)
      if (tree === undefined || !tree.descends(row, column)) return undefined
      trees.push(tree)
    }
    const scale = tree.path(row, column).map(([parent, child]) => matrix.entry(parent, child) ?? number(0))
    const { nodes: order } = tree
    return [...scale, propagatorCall(order, row, column, tree.scaledEntry(matrix))].reduce(mul, number(1))
  }

  return {
    entry(row, column) {
      const nodes = graph.between(row, column)
      if (graph.cyclic(nodes)) return balanced(row, column, nodes)
      const ways = graph.ways(row, column, MOST_WAYS)
      return ways === undefined ? undefined : sum(ways.map(alongWay))
    },
  }
}

/**
 * `_propagator(n, row, column, a_11, …, a_nn)`, an entry of the exponential of a matrix, for the given nodes.
 */
export function propagatorCall(
  nodes: readonly number[],
  row: number,
  column: number,
  entry: (row: number, column: number) => Expression | undefined,
): Expression {
  const entries = nodes.flatMap(from => nodes.map(to => entry(from, to) ?? number(0)))
  return call(
    '_propagator',
    number(nodes.length),
    number(nodes.indexOf(row)),
    number(nodes.indexOf(column)),
    ...entries,
  )
}

/** Factors of the divided difference of the exponential function; none if it is one. */
function dividedDifference(rates: readonly (Expression | undefined)[]): readonly Expression[] {
  const [a, b, ...others] = rates
  if (others.length > 0) {
    const nodes = rates.map((_, position) => position)
    const entry = (row: number, column: number): Expression | undefined =>
      column === row ? rates[row] : column === row + 1 ? number(1) : undefined
    return [propagatorCall(nodes, 0, rates.length - 1, entry)]
  }
  if (rates.length === 1) return a === undefined ? [] : [exp(a)]
  if (a === undefined || b === undefined)
    return a === undefined && b === undefined ? [] : [exprel(a ?? b ?? number(0))]
  // Symmetric in a and b, so that neither factor can overflow while the other is zero.
  return [exp(max(a, b)), exprel(neg(abs(sub(a, b))))]
}
