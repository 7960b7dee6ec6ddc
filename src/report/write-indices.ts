import type { Expression } from '../language/syntax-tree.js'
import { namesIn } from '../symbolic/occurs.js'
import { listed, type Inline } from './document.js'
import { symbol } from './formula.js'

/** `i` and `j`, in synapses the numbers of what they join; others have only `i`. */
export type Index = 'i' | 'j'
export const BOTH_INDICES: ReadonlySet<Index> = new Set<Index>(['i', 'j'])

/** Those that expressions use. */
export function indicesIn(expressions: readonly Expression[]): ReadonlySet<Index> {
  const names = new Set(expressions.flatMap(expression => [...namesIn(expression)]))
  return new Set([...BOTH_INDICES].filter(index => names.has(index)))
}

/** What `i` is in the equations and code of a group. */
export const sentenceOfIndex = (expressions: readonly Expression[], element: string): readonly Inline[] =>
  indicesIn(expressions).has('i')
    ? ['Here ', { formula: symbol('i') }, ` is the number of the ${element}, counted from 0. `]
    : []

/** What the indices are in synapses. */
export function sentenceOfIndices(indices: ReadonlySet<Index>): readonly Inline[] {
  if (indices.size === 0) return []
  return [
    'Here ',
    ...listed(
      [...indices].map((index, k): readonly Inline[] => [
        { formula: symbol(index) },
        `${k === 0 ? ' is the number' : ' that'} of the ${index === 'i' ? 'source' : 'target'}`,
      ]),
    ),
    ', counted from 0. ',
  ]
}
