import { stepsOf, type Benchmark, type Network } from './benchmark.js'
import { differenceOf } from './end-state.js'
import type { MeasuredFigure, Measurement, Settings } from './engine.js'
import { isOurs, type Entrant } from './entrant.js'
import { referencesOf, type Runs } from './references.js'
import { makeRow, medianOf, spreadOf, type Row, type Spread } from './row.js'
import { haveSameRates, haveSameSpikes } from './same-rates.js'

export interface TurnSettings {
  /** How often each entrant runs. */
  readonly repeats: number
  readonly seed: number
  /** Simulated time in seconds; that of the benchmark if left out. */
  readonly duration?: number
  readonly priority: boolean
  /** Waited for before each run. */
  readonly before: () => Promise<void>
  /** Told when an entrant fails; it is left out from then on. */
  readonly lost: (entrant: Entrant, error: unknown) => void
  /** Told how a peer ends where it should end as ours does. */
  readonly differs: (entrant: Entrant, difference: string) => void
}

export interface Comparison {
  readonly row: Row
  /** Left out for our own rows. */
  readonly spread: Spread | undefined
}

/**
 * Measures one benchmark at one size: all entrants in turn, so that a change of the machine's mood meets all of them.
 * @param first ours, with which the others are compared
 * @throws {Error} if a process of the first fails or has built another network; of the others, one that does is only left out
 */
export async function compare(
  benchmark: Benchmark,
  size: number,
  [first, ...others]: readonly [Entrant, ...Entrant[]],
  settings: TurnSettings,
): Promise<readonly Comparison[]> {
  const { seed, duration = benchmark.duration } = settings
  const asked = ({ threads, precision }: Entrant): Settings => ({ seed, duration, threads, precision })
  const measure = async (entrant: Entrant, network: Network): Promise<Measurement> => {
    await settings.before()
    const run = await entrant.engine.measure(network, size, asked(entrant))
    const neurons = network.neurons?.(size) ?? size
    if (run.neurons === neurons) return run
    throw new Error(`${entrant.engine.name} built ${String(run.neurons)} neurons, not ${String(neurons)}`)
  }

  const runs = new Map<Entrant, { whole: Measurement[]; input: Measurement[] }>()
  for (const entrant of [first, ...others])
    if (entrant.engine.has(benchmark, asked(entrant))) runs.set(entrant, { whole: [], input: [] })
  for (let turn = 0; turn < settings.repeats; turn++) {
    for (const [entrant, { whole, input }] of runs) {
      try {
        whole.push(await measure(entrant, benchmark))
        if (benchmark.input !== undefined) input.push(await measure(entrant, benchmark.input))
      } catch (error) {
        if (entrant === first) throw error
        runs.delete(entrant)
        settings.lost(entrant, error)
      }
    }
  }

  const ours = await benchmark.endOf?.(size, asked(first))
  const endsAlike = (entrant: Entrant, { whole: [run] }: Runs): boolean => {
    if (ours === undefined || isOurs(entrant) || entrant.precision !== first.precision) return true
    const difference = differenceOf(ours, run?.end)
    if (difference !== undefined) settings.differs(entrant, difference)
    return difference === undefined
  }
  return Array.from(runs, ([entrant, own]) => {
    const { engine, ...way } = entrant
    const references = referencesOf(entrant, first, runs)
    const agree =
      ratesAgree(benchmark, { size, simulated: duration }, entrant, first, runs) && endsAlike(entrant, own)
    const head = {
      ...{ benchmark: benchmark.name, size, engine: engine.name, ...way, duration, ratesAgree: agree },
      ...(settings.priority ? { priority: true as const } : {}),
    }
    return {
      row: makeRow(head, own, references, {
        steps: stepsOf(benchmark, duration),
        events: eventsOf(benchmark, size, own, asked(entrant)),
      }),
      spread: isOurs(entrant) ? undefined : spreadOf(own.whole, references.ours.whole),
    }
  })
}

/** How many processes a comparison runs at each size, if no entrant fails. */
export function runsOf(
  benchmark: Benchmark,
  entrants: readonly Entrant[],
  { seed, duration = benchmark.duration, repeats }: Pick<TurnSettings, 'seed' | 'duration' | 'repeats'>,
): number {
  const able = entrants.filter(({ engine, threads, precision }) =>
    engine.has(benchmark, { seed, duration, threads, precision }),
  )
  return able.length * repeats * (benchmark.input === undefined ? 1 : 2)
}

function ratesAgree(
  benchmark: Benchmark,
  work: { readonly size: number; readonly simulated: number },
  entrant: Entrant,
  first: Entrant,
  runs: ReadonlyMap<Entrant, Runs>,
): boolean {
  const isSame = isOurs(entrant) && entrant.precision === first.precision
  const areAlike = (network: Network, part: keyof Runs): boolean => {
    // All repetitions have the same seed, so any of them shows the rate.
    const [one, other] = [runs.get(first)?.[part][0], runs.get(entrant)?.[part][0]]
    if (one === undefined || other === undefined) return one === other
    return isSame ? haveSameSpikes(one, other) : haveSameRates(benchmark, network, work, [one, other])
  }
  return areAlike(benchmark, 'whole') && (benchmark.input === undefined || areAlike(benchmark.input, 'input'))
}

function eventsOf(benchmark: Benchmark, size: number, { whole }: Runs, settings: Settings): number {
  const median = (key: MeasuredFigure): number => medianOf(whole.map(run => run[key]))
  const spikes = median('spikes')
  return benchmark.events?.(size, spikes, settings) ?? (spikes * median('synapses')) / median('neurons')
}
