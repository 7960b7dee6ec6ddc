import type { Side } from '../compile/connection-context.js'
import type { Pairs } from '../runtime/sample-pairs.js'
import { pairsOfCondition } from './connect-by-condition.js'
import { pairsOfGenerator } from './connect-by-generator.js'
import { connectMatrix } from './connect-by-matrix.js'
import type { ConnectedValues } from './connected-values.js'
import { pairsOfLists, type NeuronList } from './connect-by-lists.js'
import { Connection } from './connection.js'
import type { NamespaceInput } from './namespace.js'
import { checkOptions, describeValue } from './options.js'
import { repeatPairs } from './repeat-pairs.js'
import type { SynapsesCore } from './synapses-core.js'
import type { WeightMatrix } from './weight-matrix.js'

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
  /**
   * Weights as a matrix, sources by targets: a synapse for each entry. Of a dense matrix these are the values that are neither nan nor 0 (or
   * what it says is missing); of a sparse one all that are stored. `variable` is set to them.
   */
  readonly matrix?: WeightMatrix
  /** The variable that the values of `matrix` are for; without it they only say where synapses are. */
  readonly variable?: string
  /**
   * Values for the synapses that this call makes, by variable: a single one, a list in the order of the synapses, or text. `delay` and
   * `post.delay` are delays. If one is wrong, no synapse is made.
   */
  readonly values?: ConnectedValues
  /** Constants and functions for the texts of this call, before those of the synapses. */
  readonly namespace?: NamespaceInput
}

/** The synapses that a call made: numbers `from` up to, not including, `to`. */
export interface SynapseRange {
  readonly from: number
  readonly to: number
}

const OPTIONS = [
  'condition',
  'i',
  'j',
  'p',
  'n',
  'total',
  'skipIfInvalid',
  'matrix',
  'variable',
  'values',
  'namespace',
]

/** What a call makes: a synapse for each pair, and values for some of their variables. */
export interface Connected {
  readonly pairs: Pairs
  readonly values: ConnectedValues
}

/** Finds the synapses that the options describe. */
export function connect(synapses: SynapsesCore, options: ConnectOptions, turn: number): Connected {
  checkOptions('connect', options, OPTIONS)
  const connection = new Connection(synapses, turn, options.namespace)
  checkForms(connection, options)
  const { matrix, variable, values = {} } = options
  if (matrix === undefined) return { pairs: pairsOf(connection, options), values }
  const made = connectMatrix(connection, matrix, variable)
  return { pairs: made.pairs, values: { ...made.values, ...values } }
}

function pairsOf(connection: Connection, options: ConnectOptions): Pairs {
  const { i, j, n, p, skipIfInvalid = false } = options
  const ofGenerator = (text: string, outer: Side): Pairs =>
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
  const { condition, i, j, p, n, total, skipIfInvalid, matrix, variable, values } = options
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
  if (values !== undefined && (typeof values !== 'object' || (values as unknown) === null))
    throw wrong('type', 'not-states', `values are given by name, not as ${describeValue(values)}`)
  if (variable !== undefined && matrix === undefined)
    throw wrong(
      'value',
      'variable-without-matrix',
      'variable goes with matrix: it says what its values are for',
    )
  if (matrix !== undefined && [condition, i, j, p, n, total, skipIfInvalid].some(each => each !== undefined))
    throw wrong('value', 'two-forms', 'a matrix says all; it goes with variable and values only')
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
