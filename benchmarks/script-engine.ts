import { join } from 'node:path'
import { z } from 'zod'
import type { Network, PeerScript } from './benchmark.js'
import { runCold } from './cold-process.js'
import type { Engine, Measurement, Settings } from './engine.js'

/** The line that the scripts in `peers` print; what its keys mean stands in `peers/bench_common.py`. */
const Line = z.object({
  neurons: z.number(),
  synapses: z.number(),
  spikes: z.number(),
  rateHz: z.number(),
  buildSeconds: z.number(),
  compileSeconds: z.number(),
  loopSeconds: z.tuple([z.number()]),
  peakBytes: z.number(),
  potentials: z.optional(z.array(z.number())),
  lastSpike: z.optional(z.number()),
})

/** A simulator with a Python interface. */
export interface Peer {
  readonly name: 'brian2' | 'neuron'
  /** Python that fails where the simulator is not there. */
  readonly probe: string
  /** How it gets on a Debian system. */
  readonly packages: string
  scriptOf(network: Network): PeerScript | undefined
  /** Whether, and with which arguments, it runs like this. */
  argumentsOf(settings: Settings): readonly string[] | undefined
}

/** @param priority whether what it simulates, but not what it compiles, goes before everything else on the machine */
export function scriptEngine(root: string, python: string, peer: Peer, priority = false): Engine {
  const folder = join(root, 'benchmarks/peers')
  return {
    name: peer.name,
    async unavailable() {
      try {
        await runCold(python, ['-c', `${peer.probe}\nprint('{}')`], folder)
        return undefined
      } catch (error) {
        return `${python} has no ${peer.name} (Debian: apt-get install ${peer.packages}): ${lastLineOf(error)}`
      }
    },
    has: (network, settings) =>
      peer.scriptOf(network) !== undefined && peer.argumentsOf(settings) !== undefined,
    async measure(network, size, settings) {
      const { script, args = [], forEnd } = peer.scriptOf(network) ?? {}
      const ways = peer.argumentsOf(settings)
      if (script === undefined || ways === undefined)
        throw new Error(`${peer.name} has no script for ${network.model.script}`)
      const { seed, duration } = settings
      const common = { repeats: 1, size, seed, duration }
      const run = (more: readonly string[]) =>
        runCold(
          python,
          [
            script,
            ...Object.entries(common).flatMap(([name, value]) => [`--${name}`, String(value)]),
            ...ways,
            ...(priority ? ['--priority'] : []),
            ...args,
            ...more,
          ],
          folder,
        )
      const { line, wallSeconds } = await run([])
      const measured = { ...readScriptLine(line), wallSeconds }
      if (forEnd === undefined) return measured
      const { end } = readScriptLine((await run(forEnd)).line)
      return end === undefined ? measured : { ...measured, end }
    },
  }
}

/** @throws {Error} if a figure is missing */
export function readScriptLine(line: unknown): Omit<Measurement, 'wallSeconds'> {
  const { loopSeconds, potentials, lastSpike, ...figures } = Line.parse(line)
  return {
    ...figures,
    loopSeconds: loopSeconds[0],
    ...(potentials === undefined || lastSpike === undefined ? {} : { end: { potentials, lastSpike } }),
  }
}

const lastLineOf = (error: unknown): string =>
  error instanceof Error ? (error.message.split('\n').at(-1) ?? '') : String(error)
