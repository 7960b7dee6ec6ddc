import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Benchmark } from './benchmark.js'
import { cubaHetero } from './cuba-hetero.js'
import { cuba } from './cuba.js'
import { describeEntrant, type Entrant } from './entrant.js'
import { gatherEntrants } from './entrants.js'
import { logLogFigure, type LogLogPanel } from './log-log-figure.js'
import type { Figure, SpecialFigures } from './special-figures.js'
import { waitUntilIdle } from './wait-until-idle.js'

/**
 * Figure 8 of Stimberg, Brette & Goodman 2019 ("Brian 2, an intuitive and efficient neural simulator", eLife 8, e47314): the time that the loop takes
 * for a simulated second against the size of the network, without building it; once with the same time constants everywhere and
 * once with a spread of them. Of several runs the best one counts.
 */
export const figure8: SpecialFigures = {
  name: 'figure8',
  question:
    'How does the loop of the CUBA network grow with its size, ours and that of Brian 2? (figure 8 of its paper)',
  async measure(root, options) {
    const { peers, plot = join(root, 'figures/figure8.svg'), size: sizes = SIZES, waitIdle } = options
    const entrants = await gatherEntrants(
      root,
      { ...options, peers: peers.length === 0 ? ['brian2'] : peers },
      (name, reason) => {
        console.error(`going on without ${name}: ${reason}`)
      },
    )
    const curves = await measureCurves(entrants, sizes, {
      ...options,
      before: async () => {
        await waitUntilIdle(waitIdle)
      },
      lost(entrant, error) {
        console.error(`${nameOf(entrant)}: ${error instanceof Error ? error.message : String(error)}`)
      },
    })
    mkdirSync(dirname(plot), { recursive: true })
    writeFileSync(plot, logLogFigure(panelsOf(curves), 2))
    console.log(`drawn in ${plot}`)
    return curves.flatMap(({ network, name, points }) =>
      points.map(([size, value]): Figure => ({
        ...{ benchmark: 'figure8', what: `${network}, ${String(size)} neurons, ${name}`, value, unit: 's' },
      })),
    )
  },
}

const SIZES = [250, 500, 1000, 2000, 4000, 8000, 16_000, 32_000, 64_000, 128_000]
/** Up to this size ten seconds are simulated, as in the paper: less would be lost in the noise. Above, one. */
const LARGEST_FOR_LONG = 8000
const NETWORKS: readonly { readonly network: string; readonly benchmark: Benchmark }[] = [
  { network: 'homogeneous', benchmark: cuba },
  { network: 'heterogeneous', benchmark: cubaHetero },
]

/** The times of one engine for one network. */
export interface SizeCurve {
  readonly network: string
  readonly name: string
  /** Number of neurons, and seconds of the loop for each simulated second. */
  readonly points: readonly (readonly [size: number, seconds: number])[]
}

export interface CurveSettings {
  readonly repeats: number
  readonly seed: number
  /** Simulated time in seconds; that of the paper if left out. */
  readonly duration?: number
  /** Waited for before each run. */
  readonly before: () => Promise<void>
  /** Told when an engine cannot run a size; it is left out for larger ones. */
  readonly lost: (entrant: Entrant, error: unknown) => void
}

/** All engines in turn at each size, so that a change of the machine's mood meets all of them. */
export async function measureCurves(
  entrants: readonly Entrant[],
  sizes: readonly number[],
  settings: CurveSettings,
): Promise<readonly SizeCurve[]> {
  const curves: SizeCurve[] = []
  for (const { network, benchmark } of NETWORKS) {
    const running = new Map(entrants.map(entrant => [entrant, [] as [number, number][]]))
    const lost = new Set<Entrant>()
    for (const size of sizes) {
      const duration = settings.duration ?? (size <= LARGEST_FOR_LONG ? 10 : 1)
      const best = new Map<Entrant, number>()
      for (let turn = 0; turn < settings.repeats; turn++)
        for (const entrant of running.keys()) {
          const { engine, threads, precision } = entrant
          const asked = { seed: settings.seed, duration, threads, precision }
          if (lost.has(entrant) || !engine.has(benchmark, asked)) continue
          try {
            await settings.before()
            const { loopSeconds } = await engine.measure(benchmark, size, asked)
            best.set(entrant, Math.min(best.get(entrant) ?? Infinity, loopSeconds / duration))
          } catch (error) {
            lost.add(entrant)
            settings.lost(entrant, error)
          }
        }
      for (const [entrant, seconds] of best) if (seconds > 0) running.get(entrant)?.push([size, seconds])
    }
    for (const [entrant, points] of running)
      if (points.length > 0) curves.push({ network, name: nameOf(entrant), points })
  }
  return curves
}

/** A panel for each network, a line for each engine. */
export const panelsOf = (curves: readonly SizeCurve[]): readonly LogLogPanel[] =>
  NETWORKS.flatMap(({ network }) => {
    const series = curves.filter(curve => curve.network === network)
    const title = `CUBA, ${network}`
    return series.length === 0
      ? []
      : [{ title, xLabel: 'Neurons', yLabel: 'Loop for a simulated second (s)', series }]
  })

const nameOf = (entrant: Entrant): string => describeEntrant({ ...entrant, engine: entrant.engine.name })
