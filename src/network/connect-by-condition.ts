import { UNDEFINED_CHANCE } from '../compile/evaluate-candidates.js'
import type { RheobaseError } from '../errors/rheobase-error.js'
import { MemoryPairs } from '../runtime/memory-pairs.js'
import { PairColumns, PairSampler, type Pairs } from '../runtime/sample-pairs.js'
import { sampleTotal } from '../runtime/sample-total.js'
import { DistinctSampler } from '../runtime/distinct-sampler.js'
import { CandidateText } from './candidate-text.js'
import { asCandidates, type Connection } from './connection.js'
import { readExpression } from './equation-text.js'

/** So many pairs go to the memory of the network at once, instead of to a list first. */
const MANY = 1 << 20
/** Candidate pairs that are looked at together. */
const CHUNK = 1 << 15

export interface ConditionForm {
  readonly condition?: string | boolean
  readonly p?: number | string
  /** How many pairs to choose in all. */
  readonly total?: number
}

/** The pairs for which a condition holds, with a probability or a given number of them in all, ascending by source, then target. */
export function pairsOfCondition(
  connection: Connection,
  { condition = true, p = 1, total }: ConditionForm,
): Pairs {
  const isCertain = condition === true || condition === 'True'
  if (condition === false || condition === 'False')
    return total === undefined ? new PairColumns() : chosenOf(connection, new PairColumns(), total)
  if (isCertain && typeof p === 'number')
    return total === undefined ? sampledPairs(connection, p) : totalOfAll(connection, total)
  const accepted = acceptedPairs(connection, isCertain ? undefined : condition, p)
  return total === undefined ? accepted : chosenOf(connection, accepted, total)
}

function sampledPairs(connection: Connection, p: number): Pairs {
  const [sources, targets] = [connection.sizeOf('pre'), connection.sizeOf('post')]
  const expected = sources * targets * Math.min(1, Math.max(0, p))
  connection.checkRoom(expected)
  const sampler = new PairSampler(sources, targets, p, connection.random)
  if (expected < MANY) return sampler.take(Infinity)
  // Seven standard deviations above the mean: more than that is made room for when it happens.
  const pairs = new MemoryPairs(
    connection.synapses.scope.workspace.memory,
    sources,
    Math.ceil(expected + 7 * Math.sqrt(expected * (1 - Math.min(1, p)))),
  )
  sampler.takeAll(pairs, completed => {
    connection.told(completed)
  })
  return pairs
}

function acceptedPairs(
  connection: Connection,
  condition: string | undefined,
  p: number | string,
): PairColumns {
  const test = condition === undefined ? undefined : textOver(connection, 'condition', condition, 'boolean')
  const probability = typeof p === 'string' ? textOver(connection, 'probability', p, 'chance') : undefined
  const [sources, targets] = [connection.sizeOf('pre'), connection.sizeOf('post')]
  const constant = typeof p === 'number' ? p : 1
  connection.checkCandidates(sources * targets * Math.min(1, Math.max(0, constant)))
  const sampler = new PairSampler(sources, targets, constant, connection.random)
  const chosen = new PairColumns()
  for (;;) {
    const pairs = sampler.take(CHUNK)
    const { i, j, length } = pairs
    if (length === 0) return chosen
    const candidates = asCandidates(pairs)
    const holds = test?.values(candidates)
    const likely = probability?.values(candidates)
    const room = chosen.columns(length)
    let taken = 0
    for (let k = 0; k < length; k++) {
      if (holds !== undefined && holds[k] === 0) continue
      const chance = likely?.[k]
      if (chance === 0) continue
      if (chance === UNDEFINED_CHANCE) throw noProbability(connection, i[k] ?? 0, j[k] ?? 0)
      room.i[taken] = i[k] ?? 0
      room.j[taken] = j[k] ?? 0
      taken++
    }
    chosen.accept(taken)
    connection.checkRoom(chosen.length)
    connection.told(sampler.completed)
  }
}

const noProbability = (connection: Connection, i: number, j: number): RheobaseError =>
  connection.error(
    'value',
    'impossible-probability',
    `p is not a number (nan) for the pair from ${String(i)} to ${String(j)}`,
  )

/** So many of all pairs, each set of them with the same probability, at a cost that grows with their number alone. */
function totalOfAll(connection: Connection, total: number): Pairs {
  const [sources, targets] = [connection.sizeOf('pre'), connection.sizeOf('post')]
  checkTotal(connection, total, sources * targets)
  connection.checkRoom(total)
  return sampleTotal(sources, targets, total, connection.random)
}

/** So many of the pairs of a list. */
function chosenOf(connection: Connection, { i, j, length }: PairColumns, total: number): PairColumns {
  checkTotal(connection, total, length)
  const chosen = new PairColumns(total)
  for (const pair of new DistinctSampler(connection.random).choose(length, total))
    chosen.push(i[pair] ?? 0, j[pair] ?? 0)
  return chosen
}

function checkTotal(connection: Connection, total: number, pairs: number): void {
  if (total <= pairs) return
  throw connection.error(
    'value',
    'impossible-total',
    `${String(total)} synapses are asked for, one for each of as many pairs; there are ${String(pairs)} such pairs`,
  )
}

/** Text that is asked of pairs of neurons. */
export const textOver = (
  connection: Connection,
  purpose: string,
  text: string,
  type: 'boolean' | 'chance' | 'integer',
): CandidateText =>
  new CandidateText(
    connection,
    purpose,
    readExpression(`${purpose} of the connections of \`${connection.synapses.name}\``, text),
    type,
    ['pre', 'post'],
  )
