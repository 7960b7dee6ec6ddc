import type { Side } from '../compile/connection-context.js'
import type { PairColumns } from '../runtime/sample-pairs.js'
import { pairsOfCondition } from './connect-by-condition.js'
import { pairsOfGenerator } from './connect-by-generator.js'
import { pairsOfLists, type NeuronList } from './connect-by-lists.js'
import { Connection } from './connection.js'
import type { NamespaceInput } from './namespace.js'
import { checkOptionNames, describeValue } from './options.js'
import { repeatPairs } from './repeat-pairs.js'
import type { SynapsesCore } from './synapses-core.js'

/** Which synapses to make. */
export interface ConnectOptions {
  /** Every pair for which this holds: a condition over `i`, `j`, `v_pre`, `v_post` and so on. All pairs if left out. */
  readonly condition?: string | boolean
  /**
   * Source and target of each synapse; a single number goes with all of the other list, a group (or a part of it) stands for its neurons.
   * Or one of them as generator text, which gives the partners of each neuron of the other side:
   * `j: 'k for k in range(i - 3, i + 4) if k != i'`, `i: 'k for k in sample(N_pre, size=10)'`.
   */
  readonly i?: NeuronList | string
  readonly j?: NeuronList | string
  /** Probability of each pair: a number, or an expression over the pair; with lists a number for each. */
  readonly p?: number | string | ArrayLike<number>
  /** Number of synapses for each pair: a number, or an expression over the pair; with lists a number for each. */
  readonly n?: number | string | ArrayLike<number>
  /** How many pairs to choose in all, each set of that size with the same probability; of those for which the condition holds, if there is one. */
  readonly total?: number
  /** With a generator: whether partners that do not exist are left out; else they are an error. */
  readonly skipIfInvalid?: boolean
  /** Constants and functions for the texts of this call, before those of the synapses. */
  readonly namespace?: NamespaceInput
}

/** The synapses that a call made: numbers `from` up to, not including, `to`. */
export interface SynapseRange {
  readonly from: number
  readonly to: number
}

const OPTIONS = ['condition', 'i', 'j', 'p', 'n', 'total', 'skipIfInvalid', 'namespace']

/** Finds the pairs that the options describe, and adds a synapse (or several) for each. */
export function connect(synapses: SynapsesCore, options: ConnectOptions, turn: number): PairColumns {
  checkOptionNames('connect', options, OPTIONS)
  const connection = new Connection(synapses, turn, options.namespace)
  return pairsOf(connection, options)
}

function pairsOf(connection: Connection, options: ConnectOptions): PairColumns {
  const { i, j, n, p, skipIfInvalid = false } = options
  checkForms(connection, options)
  const ofGenerator = (text: string, outer: Side): PairColumns =>
    repeatPairs(
      connection,
      pairsOfGenerator(connection, text, outer, skipIfInvalid),
      numberOrText(connection, 'n', n),
    )
  if (typeof j === 'string') return ofGenerator(j, 'pre')
  if (typeof i === 'string') return ofGenerator(i, 'post')
  if (i !== undefined && j !== undefined) {
    return pairsOfLists(connection, {
      i,
      j,
      ...(p === undefined ? {} : { p: notText(connection, 'p', p) }),
      ...(n === undefined ? {} : { n: notText(connection, 'n', n) }),
    })
  }
  const { condition, total } = options
  const pairs = pairsOfCondition(connection, {
    p: numberOrText(connection, 'p', p),
    ...(condition === undefined ? {} : { condition }),
    ...(total === undefined ? {} : { total }),
  })
  return repeatPairs(connection, pairs, numberOrText(connection, 'n', n))
}

/** Lists take numbers; text would need names of pairs that are given already. */
function notText(
  connection: Connection,
  option: 'p' | 'n',
  value: number | string | ArrayLike<number>,
): number | ArrayLike<number> {
  if (typeof value !== 'string') return value
  throw connection.error(
    'type',
    option === 'p' ? 'not-a-probability' : 'not-a-count',
    `with lists of neurons ${option} must be a number, or a list with one for each pair`,
  )
}

/** Without lists there is nothing that a list could go with. */
function numberOrText(
  connection: Connection,
  option: 'p' | 'n',
  value: number | string | ArrayLike<number> = 1,
): number | string {
  if (typeof value === 'number' || typeof value === 'string') return value
  throw connection.error(
    'type',
    option === 'p' ? 'not-a-probability' : 'not-a-count',
    `${option} must be ${option === 'p' ? 'a number' : 'a whole number'} or text, not ${describeValue(value)}; lists go with lists of neurons i and j`,
  )
}

function checkForms(connection: Connection, options: ConnectOptions): void {
  const { condition, i, j, p, n, total, skipIfInvalid } = options
  const wrong = (kind: 'type' | 'value', code: string, text: string) => connection.error(kind, code, text)
  if (condition !== undefined && typeof condition !== 'string' && typeof condition !== 'boolean') {
    throw wrong(
      'type',
      'not-a-condition',
      `a condition is text such as 'i != j', not ${describeValue(condition)}. For lists of indices use i and j.`,
    )
  }
  if (typeof condition === 'string' && /\bfor\b/.test(condition))
    throw wrong(
      'value',
      'generator-as-condition',
      "a condition has no `for`: give the targets as j: '… for k in …'",
    )
  if (condition !== undefined && (i !== undefined || j !== undefined))
    throw wrong('value', 'two-forms', 'give either a condition, or i and j')
  for (const [side, neurons] of [
    ['i', i],
    ['j', j],
  ] as const) {
    if (neurons === undefined || typeof neurons === 'number' || typeof neurons === 'string') continue
    if (typeof neurons === 'object' && (neurons as unknown) !== null) continue
    throw wrong(
      'type',
      'not-a-list',
      `${side} is a number, a list of them, a group, or text such as 'k for k in range(i)', not ${describeValue(neurons)}`,
    )
  }
  const isGenerator = typeof i === 'string' || typeof j === 'string'
  if (isGenerator && i !== undefined && j !== undefined)
    throw wrong(
      'type',
      'generator-and-list',
      'generator text for one side says all; leave the other side out',
    )
  if (isGenerator && p !== undefined && p !== 1)
    throw wrong('value', 'generator-with-probability', 'a generator has no p: use sample(…, p=…)')
  if (!isGenerator && (i === undefined) !== (j === undefined))
    throw wrong('value', 'half-a-list', 'i and j go together: one alone does not say what to connect')
  if (!isGenerator && skipIfInvalid !== undefined)
    throw wrong('value', 'skip-without-generator', 'skipIfInvalid goes with generator text only')
  if (typeof p === 'number' ? Number.isNaN(p) : p !== undefined && !isTextOrList(p))
    throw wrong('type', 'not-a-probability', `p must be a number or text, not ${describeValue(p)}`)
  if (typeof n === 'number' ? !Number.isInteger(n) : n !== undefined && !isTextOrList(n))
    throw wrong('type', 'not-a-count', `n must be a whole number or text, not ${describeValue(n)}`)
  if (total === undefined) return
  if (i !== undefined || j !== undefined || (p !== undefined && p !== 1))
    throw wrong(
      'value',
      'two-forms',
      'total chooses among all pairs or those of a condition; it goes with neither i and j nor p',
    )
  if (!Number.isInteger(total) || total < 0)
    throw wrong('type', 'not-a-count', `total must be a whole number, not ${describeValue(total)}`)
}

/** Also for what a program without types passes. */
const isTextOrList = (value: unknown): boolean =>
  typeof value === 'string' || (typeof value === 'object' && value !== null && 'length' in value)
