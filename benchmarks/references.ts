import { counterpart, isOurs, type Entrant } from './entrant.js'
import type { Measurement } from './engine.js'

/** What was measured with one entrant, turn by turn. */
export interface Runs {
  readonly whole: readonly Measurement[]
  /** Empty if the benchmark has no input to measure alone. */
  readonly input: readonly Measurement[]
}

/** What the ratios of a row divide by; left out where the row has no such ratio. */
export interface References {
  /** Ours with as many threads and the same precision, or the first that took part. */
  readonly ours: Runs
  readonly limit?: Runs
  readonly oneThread?: Runs
  readonly doublePrecision?: Runs
  readonly firstHost?: Runs
}

/** @param first ours, with the settings named first */
export function referencesOf(entrant: Entrant, first: Entrant, runs: ReadonlyMap<Entrant, Runs>): References {
  const runsOf = (other: Entrant | undefined): Runs | undefined => other && runs.get(other)
  const own = runsOf(entrant)
  const main = runsOf(first)
  if (own === undefined || main === undefined) throw new Error('an entrant without runs has no ratios')
  if (!isOurs(entrant)) {
    const { threads, precision } = entrant
    return { ours: runsOf(counterpart(runs.keys(), first, { threads, precision })) ?? main }
  }
  const differing = <Key extends 'threads' | 'precision' | 'host'>(
    key: Key,
    value: Entrant[Key],
  ): Runs | undefined =>
    entrant[key] === value ? undefined : runsOf(counterpart(runs.keys(), entrant, { [key]: value }))
  const limit = runsOf([...runs.keys()].find(({ engine }) => engine.name === 'limit'))
  const oneThread = differing('threads', 1)
  const doublePrecision = differing('precision', 'double')
  const firstHost = differing('host', first.host)
  return {
    ours: own,
    ...(limit && { limit }),
    ...(oneThread && { oneThread }),
    ...(doublePrecision && { doublePrecision }),
    ...(firstHost && { firstHost }),
  }
}
