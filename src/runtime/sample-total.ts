import { DistinctSampler } from './distinct-sampler.js'
import { PairColumns, PairSampler, type Pairs } from './sample-pairs.js'
import type { UniformSequence } from './uniform-sequence.js'

/**
 * Exactly `total` of the pairs of `sources` × `targets`, each set of that size with the same probability, ascending by source, then target.
 * Each pair is taken with the probability that gives so many on average; then as many as are too much are dropped, or as many as are missing
 * are added, anyone with the same probability. No pair is treated differently from any other, so no set is.
 */
export function sampleTotal(sources: number, targets: number, total: number, random: UniformSequence): Pairs {
  const all = sources * targets
  const taken = new PairSampler(sources, targets, all === 0 ? 0 : total / all, random).take(Infinity)
  if (taken.length > total)
    return without(taken, new DistinctSampler(random).choose(taken.length, taken.length - total))
  if (taken.length < total)
    return merged(taken, missing(taken, targets, all, total - taken.length, random), targets)
  return taken
}

/** All pairs but those at some ascending places. */
function without({ i, j, length }: Pairs, places: Float64Array): Pairs {
  const left = new PairColumns(length - places.length)
  let next = 0
  for (let place = 0; place < length; place++) {
    if (places[next] === place) next++
    else left.push(i[place] ?? 0, j[place] ?? 0)
  }
  return left
}

/** Numbers of pairs, row by row, that a list does not have, ascending. */
function missing(
  { i, j, length }: Pairs,
  targets: number,
  all: number,
  count: number,
  random: UniformSequence,
): Float64Array {
  const found = new Set<number>()
  while (found.size < count) {
    const pair = Math.floor(random.next() * all)
    let [from, to] = [0, length]
    while (from < to) {
      const middle = (from + to) >>> 1
      if ((i[middle] ?? 0) * targets + (j[middle] ?? 0) < pair) from = middle + 1
      else to = middle
    }
    if (from === length || (i[from] ?? 0) * targets + (j[from] ?? 0) !== pair) found.add(pair)
  }
  return Float64Array.from(found).sort()
}

function merged({ i, j, length }: Pairs, added: Float64Array, targets: number): Pairs {
  const all = new PairColumns(length + added.length)
  let next = 0
  const addUpTo = (limit: number): void => {
    for (let pair = added[next]; pair !== undefined && pair < limit; pair = added[++next])
      all.push(Math.floor(pair / targets), pair % targets)
  }
  for (let place = 0; place < length; place++) {
    const [source, target] = [i[place] ?? 0, j[place] ?? 0]
    if (next < added.length) addUpTo(source * targets + target)
    all.push(source, target)
  }
  addUpTo(Infinity)
  return all
}
