import type { Side } from '../compile/connection-context.js'
import { PairColumns } from '../runtime/sample-pairs.js'
import type { Connection } from './connection.js'
import { CompartmentValues } from '../morphology/compartment-values.js'
import { GroupCore } from './group-core.js'
import type { Group } from './group-handle.js'
import { elementsOfMorphology } from './spatial-form.js'
import { groupViewOf } from './group-views.js'
import { describeValue } from './options.js'
import { neuronsOfPart, placeIn } from './group-part.js'

/** Neurons of one side: one for all of the other list, a list, a group (or part of it), which stands for its neurons, or compartments of a morphology. */
export type NeuronList = number | ArrayLike<number> | Group | CompartmentValues

export interface ListForm {
  readonly i: NeuronList
  readonly j: NeuronList
  readonly p?: number | ArrayLike<number>
  readonly n?: number | ArrayLike<number>
}

/** The listed pairs, each with a probability and a number of copies, which stand together. */
export function pairsOfLists(connection: Connection, { i, j, p = 1, n = 1 }: ListForm): PairColumns {
  const sources = neuronsOf(connection, 'pre', i)
  const targets = neuronsOf(connection, 'post', j)
  const likely = listOf(p)
  const copies = listOf(n)
  for (let k = 0; k < copies.length; k++) {
    const count = copies[k]
    if (count === undefined || !Number.isInteger(count))
      throw connection.error('type', 'not-a-count', `n must be whole numbers, not ${describeValue(count)}`)
    if (count < 0) throw connection.error('value', 'impossible-count', `${String(count)} synapses for a pair`)
  }
  for (let k = 0; k < likely.length; k++) {
    const probability = likely[k]
    if (typeof probability !== 'number' || Number.isNaN(probability))
      throw connection.error(
        'type',
        'not-a-probability',
        `p must be numbers, not ${describeValue(probability)}`,
      )
  }
  const length = commonLength(connection, [
    ['sources', sources],
    ['targets', targets],
    ['probabilities', likely],
    ['numbers of synapses', copies],
  ])
  connection.checkRoom(length)
  const pairs = new PairColumns(length)
  if (p === 1 && n === 1) {
    const room = pairs.columns(length)
    spread(sources, room.i)
    spread(targets, room.j)
    pairs.accept(length)
    return pairs
  }
  const at = (list: ArrayLike<number>, k: number): number => list[list.length === 1 ? 0 : k] ?? 0
  for (let k = 0; k < length; k++) {
    const probability = at(likely, k)
    if (probability < 1 && !(connection.random.next() < probability)) continue
    const count = at(copies, k)
    connection.checkRoom(pairs.length + count)
    for (let copy = 0; copy < count; copy++) pairs.push(at(sources, k), at(targets, k))
  }
  return pairs
}

/** Fills a column with a list, or with its only entry. */
function spread(list: ArrayLike<number>, column: Int32Array): void {
  if (list.length === 1) column.fill(list[0] ?? 0)
  else column.set(list)
}

/** The length of lists of which those with one entry stand for all places. */
function commonLength(
  connection: Connection,
  lists: readonly (readonly [what: string, list: ArrayLike<number>])[],
): number {
  const [first, ...others] = lists.filter(([, list]) => list.length !== 1)
  if (first === undefined) return 1
  for (const [what, { length }] of others) {
    if (length === first[1].length) continue
    throw connection.error(
      'value',
      'number-of-values',
      `${String(first[1].length)} ${first[0]} do not go with ${String(length)} ${what}`,
    )
  }
  return first[1].length
}

/** Typed arrays stay as they are, for there may be millions of synapses; lists with holes and strings get an entry for each place. */
const listOf = (value: number | ArrayLike<number>): ArrayLike<number> =>
  typeof value === 'number'
    ? [value]
    : value instanceof Int32Array || value instanceof Float64Array
      ? value
      : Array.from(value)

function neuronsOf(connection: Connection, side: Side, given: NeuronList): ArrayLike<number> {
  const name = side === 'pre' ? 'i' : 'j'
  const size = connection.sizeOf(side)
  const list = isPart(given) ? neuronsOfPartOf(connection, side, given) : listOf(given)
  for (let k = 0; k < list.length; k++) {
    const index = list[k]
    if (index === undefined || !Number.isInteger(index))
      throw connection.error(
        'type',
        'index-not-whole',
        `${name} must be whole numbers, not ${describeValue(index)}`,
      )
    if (index < 0 || index >= size) {
      throw connection.error(
        'index',
        'index-out-of-range',
        `the ${side === 'pre' ? 'source' : 'target'} has no neuron ${String(index)}, it has ${String(size)}: 0 to ${String(size - 1)}`,
      )
    }
  }
  return list
}

type Part = Group | CompartmentValues
const isPart = (given: NeuronList): given is Part =>
  given instanceof CompartmentValues || groupViewOf(given) !== undefined

/** The neurons of a part of the group on a side, or the compartments that a part of a morphology stands for, counted as the synapses count. */
function neuronsOfPartOf(connection: Connection, side: Side, given: Part): ArrayLike<number> {
  const own = side === 'pre' ? connection.synapses.source : connection.synapses.target
  if (given instanceof CompartmentValues) {
    if (!(own.core instanceof GroupCore))
      throw connection.error('type', 'no-compartments', `\`${own.name}\` has no compartments`)
    return (elementsOfMorphology(own.core, given) ?? new Int32Array()).map(neuron => placeIn(own, neuron))
  }
  const view = groupViewOf(given)
  if (view?.core !== own.core) {
    throw connection.error(
      'value',
      'neurons-of-another-group',
      `\`${given.name}\` is no part of the ${side === 'pre' ? 'source' : 'target'} \`${own.name}\``,
    )
  }
  return neuronsOfPart(view).map(neuron => placeIn(own, neuron))
}
