import { RheobaseError } from '../errors/rheobase-error.js'
import { keyOf } from '../runtime/random-keys.js'
import { BYTES_PER_PAIR, PairColumns, PairSampler } from '../runtime/sample-pairs.js'
import { UniformSequence } from '../runtime/uniform-sequence.js'
import { CandidateText } from './candidate-text.js'
import { pairsOfGenerator } from './connect-by-generator.js'
import { readExpression } from './equation-text.js'
import { checkOptionNames, describeValue } from './options.js'
import type { SynapsesCore } from './synapses-core.js'

/** Which synapses to make. */
export interface ConnectOptions {
  /** Every pair for which this holds: a condition over `i`, `j`, `v_pre`, `v_post` and so on. All pairs if left out. */
  readonly condition?: string | boolean
  /**
   * Source and target of each synapse; a single number goes with all of the other list. Or one of them as generator text, which gives the
   * partners of each neuron of the other side: `j: 'k for k in range(i - 3, i + 4) if k != i'`, `i: 'k for k in sample(N_pre, size=10)'`.
   */
  readonly i?: number | ArrayLike<number> | string
  readonly j?: number | ArrayLike<number> | string
  /** Probability of each pair: a number, or an expression over the pair. */
  readonly p?: number | string
  /** Number of synapses for each pair. */
  readonly n?: number | string
  /** With a generator: whether partners that do not exist are left out; else they are an error. */
  readonly skipIfInvalid?: boolean
}

/** The synapses that a call made: numbers `from` up to, not including, `to`. */
export interface SynapseRange {
  readonly from: number
  readonly to: number
}

const OPTIONS = ['condition', 'i', 'j', 'p', 'n', 'skipIfInvalid']
/** Candidate pairs that are looked at together. */
const CHUNK = 1 << 16
/** Candidates that are looked at, at most, for each byte that the network may have: what bounds memory bounds time. */
const CANDIDATES_PER_BYTE = 16

/** Refuses to look at more pairs than the memory of the network could hold many times over. @throws {RheobaseError} kind `value` */
function checkCandidates({ name, scope }: SynapsesCore, expected: number): void {
  const most = scope.workspace.memory.limit * CANDIDATES_PER_BYTE
  if (expected <= most) return
  throw new RheobaseError(
    'value',
    'too-many-candidates',
    `connect of \`${name}\`: the condition would be asked of ${expected.toPrecision(3)} pairs, and the limit is ${most.toPrecision(3)}.\n` +
      'Give a number for p, or generator text for j; a higher memoryLimit of the network raises this limit, too.',
  )
}

/** Finds the pairs that the options describe, and adds a synapse (or several) for each. */
export function connect(synapses: SynapsesCore, options: ConnectOptions, turn: number): PairColumns {
  checkOptionNames('connect', options, OPTIONS)
  checkForms(synapses, options)
  const { seed, uniformBlocks } = synapses.scope.workspace
  const random = new UniformSequence(keyOf(seed, synapses.stream, 'connect'), turn, uniformBlocks)
  return repeat(synapses, pairsOf(synapses, options, random, turn), options.n ?? 1, turn)
}

function pairsOf(
  synapses: SynapsesCore,
  options: ConnectOptions,
  random: UniformSequence,
  turn: number,
): PairColumns {
  const { i, j, p = 1, skipIfInvalid = false } = options
  if (typeof j === 'string') return pairsOfGenerator(synapses, j, 'pre', skipIfInvalid, random, turn)
  if (typeof i === 'string') return pairsOfGenerator(synapses, i, 'post', skipIfInvalid, random, turn)
  if (i === undefined || j === undefined) return pairsOfCondition(synapses, options, random, turn)
  return pairsOfLists(synapses, i, j, p, random)
}

function checkForms({ name }: SynapsesCore, { condition, i, j, p, n, skipIfInvalid }: ConnectOptions): void {
  const wrong = (kind: 'type' | 'value', code: string, text: string): RheobaseError =>
    new RheobaseError(kind, code, `connect of \`${name}\`: ${text}`)
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
  if (p !== undefined && typeof p !== 'number' && typeof p !== 'string')
    throw wrong('type', 'not-a-probability', `p must be a number or text, not ${describeValue(p)}`)
  if (n !== undefined && typeof n !== 'string' && !Number.isInteger(n))
    throw wrong('type', 'not-a-count', `n must be a whole number or text, not ${describeValue(n)}`)
}

function pairsOfCondition(
  synapses: SynapsesCore,
  { condition = true, p = 1 }: ConnectOptions,
  random: UniformSequence,
  turn: number,
): PairColumns {
  if (condition === false || condition === 'False') return new PairColumns()
  const test =
    condition === true || condition === 'True'
      ? undefined
      : textOver(synapses, 'condition', condition, 'boolean', turn)
  const probability = typeof p === 'string' ? textOver(synapses, 'probability', p, 'float', turn) : undefined
  const sources = synapses.source.stop - synapses.source.start
  const targets = synapses.target.stop - synapses.target.start
  const constant = typeof p === 'number' ? p : 1
  const { memory } = synapses.scope.workspace
  const expected = sources * targets * Math.min(1, Math.max(0, constant))
  if (test === undefined && probability === undefined)
    memory.checkRoom(`a list of synapses of \`${synapses.name}\``, expected * BYTES_PER_PAIR)
  else checkCandidates(synapses, expected)
  const sampler = new PairSampler(sources, targets, constant, random)
  if (test === undefined && probability === undefined) return sampler.take(Infinity)
  const chosen = new PairColumns()
  for (;;) {
    const candidates = sampler.take(CHUNK)
    if (candidates.length === 0) return chosen
    const holds = test?.values(asCandidates(candidates))
    const likely = probability?.values(asCandidates(candidates))
    for (let k = 0; k < candidates.length; k++) {
      if (holds !== undefined && holds[k] === 0) continue
      if (likely !== undefined && !(random.next() < (likely[k] ?? 0))) continue
      chosen.push(candidates.i[k] ?? 0, candidates.j[k] ?? 0)
    }
    memory.checkRoom(`a list of synapses of \`${synapses.name}\``, chosen.length * BYTES_PER_PAIR)
  }
}

function pairsOfLists(
  synapses: SynapsesCore,
  i: number | ArrayLike<number>,
  j: number | ArrayLike<number>,
  p: number | string,
  random: UniformSequence,
): PairColumns {
  if (typeof p === 'string')
    throw new RheobaseError(
      'type',
      'not-a-probability',
      `connect of \`${synapses.name}\`: with lists of indices p must be a number`,
    )
  const sources = listOf(synapses, 'i', i, synapses.source.stop - synapses.source.start)
  const targets = listOf(synapses, 'j', j, synapses.target.stop - synapses.target.start)
  const length = sources.length === 1 ? targets.length : sources.length
  if (targets.length !== 1 && targets.length !== length) {
    throw new RheobaseError(
      'value',
      'number-of-values',
      `connect of \`${synapses.name}\`: ${String(sources.length)} sources do not go with ${String(targets.length)} targets`,
    )
  }
  const pairs = new PairColumns()
  for (let k = 0; k < length; k++) {
    if (p < 1 && !(random.next() < p)) continue
    pairs.push(sources[sources.length === 1 ? 0 : k] ?? 0, targets[targets.length === 1 ? 0 : k] ?? 0)
  }
  return pairs
}

function listOf(
  { name }: SynapsesCore,
  side: 'i' | 'j',
  given: number | ArrayLike<number>,
  size: number,
): readonly number[] {
  const list = typeof given === 'number' ? [given] : Array.from(given)
  for (const index of list) {
    if (!Number.isInteger(index))
      throw new RheobaseError(
        'type',
        'index-not-whole',
        `connect of \`${name}\`: ${side} must be whole numbers, not ${describeValue(index)}`,
      )
    if (index < 0 || index >= size) {
      throw new RheobaseError(
        'index',
        'index-out-of-range',
        `connect of \`${name}\`: the ${side === 'i' ? 'source' : 'target'} has no neuron ${String(index)}, it has ${String(size)}: 0 to ${String(size - 1)}`,
      )
    }
  }
  return list
}

function repeat(synapses: SynapsesCore, pairs: PairColumns, n: number | string, turn: number): PairColumns {
  if (n === 1) return pairs
  const counts =
    typeof n === 'string'
      ? textOver(synapses, 'number of synapses', n, 'integer', turn).values(asCandidates(pairs))
      : undefined
  const repeated = new PairColumns()
  for (let k = 0; k < pairs.length; k++) {
    const count = counts?.[k] ?? (typeof n === 'number' ? n : 0)
    if (count < 0)
      throw new RheobaseError(
        'value',
        'impossible-count',
        `connect of \`${synapses.name}\`: ${String(count)} synapses for a pair`,
      )
    synapses.scope.workspace.memory.checkRoom(
      `a list of synapses of \`${synapses.name}\``,
      (repeated.length + count) * BYTES_PER_PAIR,
    )
    for (let copy = 0; copy < count; copy++) repeated.push(pairs.i[k] ?? 0, pairs.j[k] ?? 0)
  }
  return repeated
}

const asCandidates = ({
  i,
  j,
  length,
}: PairColumns): { pre: Int32Array; post: Int32Array; length: number } => ({ pre: i, post: j, length })

const textOver = (
  synapses: SynapsesCore,
  purpose: string,
  text: string,
  type: 'boolean' | 'float' | 'integer',
  turn: number,
): CandidateText =>
  new CandidateText(
    synapses,
    purpose,
    readExpression(`${purpose} of the connections of \`${synapses.name}\``, text),
    type,
    ['pre', 'post'],
    turn,
  )
