import type { Cable, ResistancePlaces } from './compartment-tree.js'

/** The potentials of a cable by slot: those of the compartments under their numbers, then the points without membrane. */
export interface SlottedCable {
  readonly coupling: Float64Array
  readonly resistance: ResistancePlaces
  readonly chains: {
    readonly first: Int32Array
    readonly last: Int32Array
    readonly above: Int32Array
    readonly end: Int32Array
  }
}

/** Instead of no coupling at all: a point on a sharp tip, on which nothing hangs by more than a tip, has a potential that is not 0/0. */
const BARELY = 1e-300

/** Cuts a cable where it branches: what is left are rows in which each potential is coupled to the one before it. */
export function cableChains({
  size,
  parent,
  coupling,
  resistance,
  compartment,
  potential,
}: Cable): SlottedCable {
  const slots = Int32Array.from(compartment)
  let points = potential.length
  for (let k = 0; k < size; k++) if (compartment[k] === -1) slots[k] = points++
  const bySlot = new Float64Array(size)
  const places = {
    most: new Int32Array(size),
    rest: new Int32Array(size),
    share: new Float64Array(size),
  }
  const rows: { first: number; last: number; above: number; end: number }[] = []
  for (let k = 0; k < size; k++) {
    const slot = slots[k] ?? NaN
    const isPoint = compartment[k] === -1
    bySlot[slot] = isPoint ? Math.max(coupling[k] ?? NaN, BARELY) : (coupling[k] ?? NaN)
    const row = rows.at(-1)
    places.most[slot] = resistance.most[k] ?? NaN
    places.rest[slot] = resistance.rest[k] ?? NaN
    places.share[slot] = resistance.share[k] ?? NaN
    // The potential before it, if that is no point, is the end of the present row.
    const follows = k > 0 && parent[k] === k - 1 && compartment[k - 1] !== -1
    if (!follows || row === undefined)
      rows.push({ first: slot, last: slot, above: k === 0 ? -1 : (slots[parent[k] ?? NaN] ?? NaN), end: -1 })
    else if (isPoint) row.end = slot
    else row.last = slot
  }
  const table = (of: (row: (typeof rows)[number]) => number): Int32Array => Int32Array.from(rows, of)
  return {
    coupling: bySlot,
    resistance: places,
    chains: {
      first: table(({ first }) => first),
      last: table(({ last }) => last),
      above: table(({ above }) => above),
      end: table(({ end }) => end),
    },
  }
}
