import type { Benchmark } from './benchmark.js'
import type { Engine, Measurement, Settings } from './engine.js'
import { makeRow, spreadOf, type Row, type Spread } from './row.js'

export interface TurnSettings extends Settings {
  /** How often each engine runs. */
  readonly repeats: number
  /** Waited for before each run. */
  readonly before: () => Promise<void>
  /** Told when a peer fails; it is left out from then on. */
  readonly lost: (peer: Engine, error: unknown) => void
}

export interface Comparison {
  readonly row: Row
  /** Left out for our own row. */
  readonly spread: Spread | undefined
}

/**
 * Measures one benchmark at one size: ours and the peers in turn, so that a change of the machine's mood meets all of them.
 * @throws {Error} if our process fails or has built another network; a peer that does is only left out
 */
export async function compare(
  benchmark: Benchmark,
  size: number,
  { ours, peers }: { readonly ours: Engine; readonly peers: readonly Engine[] },
  settings: TurnSettings,
): Promise<readonly Comparison[]> {
  const own: Measurement[] = []
  const others = new Map<Engine, Measurement[]>()
  for (const peer of peers) if (peer.has(benchmark)) others.set(peer, [])

  for (let turn = 0; turn < settings.repeats; turn++) {
    await settings.before()
    own.push(await measure(ours, benchmark, size, settings))
    for (const [peer, runs] of others) {
      await settings.before()
      try {
        runs.push(await measure(peer, benchmark, size, settings))
      } catch (error) {
        others.delete(peer)
        settings.lost(peer, error)
      }
    }
  }

  const head = { benchmark: benchmark.name, size, threads: settings.threads }
  return [
    { row: makeRow({ ...head, engine: ours.name }, own, own), spread: undefined },
    ...Array.from(others, ([peer, runs]) => ({
      row: makeRow({ ...head, engine: peer.name }, runs, own),
      spread: spreadOf(runs, own),
    })),
  ]
}

async function measure(
  engine: Engine,
  benchmark: Benchmark,
  size: number,
  settings: Settings,
): Promise<Measurement> {
  const run = await engine.measure(benchmark, size, settings)
  if (run.neurons !== size)
    throw new Error(`${engine.name} built ${String(run.neurons)} neurons, not ${String(size)}`)
  return run
}
