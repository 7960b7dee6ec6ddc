import { MemoryPairs } from '../runtime/memory-pairs.js'
import { PairColumns, type Pairs } from '../runtime/sample-pairs.js'
import { textOver } from './connect-by-condition.js'
import { asCandidates, type Connection } from './connection.js'

/** Each pair as often as `n` says, a number or text over the pair, the copies of one together. */
export function repeatPairs(connection: Connection, pairs: Pairs, n: number | string): Pairs {
  if (n === 1) return pairs
  const counts =
    typeof n === 'string'
      ? textOver(connection, 'number of synapses', n, 'integer').values(asCandidates(pairs))
      : undefined
  const { i, j, length } = pairs
  const repeated = new PairColumns()
  for (let k = 0; k < length; k++) {
    const count = counts?.[k] ?? (typeof n === 'number' ? n : 0)
    if (count < 0) throw connection.error('value', 'impossible-count', `${String(count)} synapses for a pair`)
    connection.checkRoom(repeated.length + count)
    for (let copy = 0; copy < count; copy++) repeated.push(i[k] ?? 0, j[k] ?? 0)
  }
  if (pairs instanceof MemoryPairs) pairs.forget()
  return repeated
}
