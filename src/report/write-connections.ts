import { parseExpression } from '../language/parse-expression.js'
import type { Expression } from '../language/syntax-tree.js'
import type { ConnectionRule } from '../network/connection-rule.js'
import { counted, countOf } from './count-text.js'
import type { Inline } from './document.js'
import { symbol } from './formula.js'
import { BOTH_INDICES, indicesIn, type Index } from './write-indices.js'
import { typesetExpression, type NameScope } from './typeset-expression.js'
import { typesetNumber } from './typeset-number.js'

/** More ways than this are not told one by one. */
const MOST_RULES = 3

/** How the pairs were chosen, if that was said by rules that still account for all synapses. */
export function sentencesOfConnections(
  rules: readonly ConnectionRule[],
  size: number,
  scope: NameScope,
): readonly Inline[] {
  if (rules.reduce((sum, { from, to }) => sum + to - from, 0) !== size) return []
  const told = rules.filter(({ isGiven }) => !isGiven).map(rule => sentenceOf(rule, scope))
  const distinct = [...new Map(told.map(sentence => [JSON.stringify(sentence), sentence])).values()]
  if (told.length < rules.length || distinct.length > MOST_RULES) return []
  return distinct.flat()
}

/** Conditions, probabilities and numbers that are text, whose constants belong into the table. */
export const expressionsOfConnections = (rules: readonly ConnectionRule[]): readonly Expression[] =>
  rules.flatMap(({ condition, p, n }) =>
    [condition, p, n].flatMap(text => (typeof text === 'string' ? (parsed(text) ?? []) : [])),
  )

/** The indices that these sentences use. */
export const indicesOfConnections = (rules: readonly ConnectionRule[]): ReadonlySet<Index> =>
  rules.some(({ i, j }) => i !== undefined || j !== undefined) ||
  indicesIn(expressionsOfConnections(rules)).size > 0
    ? BOTH_INDICES
    : new Set()

function sentenceOf(rule: ConnectionRule, scope: NameScope): readonly Inline[] {
  const { condition, i, j, p, n, total } = rule
  const by: readonly Inline[] =
    n === undefined
      ? []
      : [', by ', ...(typeof n === 'number' ? [countOf(n, 'synapse')] : [...valueOf(n, scope), ' synapses'])]
  if (i !== undefined || j !== undefined) {
    const [own, others, other, text] =
      j === undefined ? ['target', 'sources', 'i', i ?? ''] : ['source', 'targets', 'j', j]
    return [
      `The ${own} `,
      { formula: symbol(j === undefined ? 'j' : 'i') },
      ` is joined to the ${others} `,
      { formula: symbol(other) },
      ` = \`${text}\``,
      ...by,
      '. ',
    ]
  }
  const isOfIndices = condition !== undefined || indicesIn(expressionsOfConnections([rule])).size > 0
  const those: readonly Inline[] = isOfIndices
    ? [
        ' of a source ',
        { formula: symbol('i') },
        ' and a target ',
        { formula: symbol('j') },
        ...(condition === undefined ? [] : [' for which ', ...valueOf(condition, scope)]),
      ]
    : []
  if (total !== undefined)
    return [`Of the pairs`, ...those, ` ${counted(total)} were chosen at random`, ...by, '. ']
  if (p === undefined || p === 1) return ['All pairs', ...those, ' are joined', ...by, '. ']
  return [
    'Each pair',
    ...those,
    ' is joined with probability ',
    ...valueOf(p, scope),
    ', independent of the others',
    ...by,
    '. ',
  ]
}

function valueOf(given: number | string, scope: NameScope): readonly Inline[] {
  if (typeof given === 'number') return [{ formula: typesetNumber(given) }]
  const expression = parsed(given)
  return [expression === undefined ? `\`${given}\`` : { formula: typesetExpression(expression, scope) }]
}

const parsed = (text: string): Expression | undefined => parseExpression({ name: 'text', text }).expression
