import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Network } from './benchmark.js'
import { runCold } from './cold-process.js'
import type { Engine, Measurement, Settings } from './engine.js'

export const COMMAND = 'dist/cli/main.js'

/** The line that `rheobase run --json` prints. */
const Line = z.object({
  neurons: z.number(),
  /** Of neurons with a form; they are what is updated in each step, as neurons of others are. */
  compartments: z.number().default(0),
  synapses: z.number(),
  spikes: z.number(),
  rateHz: z.number(),
  buildMilliseconds: z.number(),
  compileMilliseconds: z.number(),
  runMilliseconds: z.number(),
  peakBytes: z.number(),
})

/** Rheobase as a user starts it: the built command, with this Node or another. */
export function rheobaseEngine(
  root: string,
  {
    node = process.execPath,
    launcher = [],
  }: { readonly node?: string; readonly launcher?: readonly string[] } = {},
): Engine {
  return {
    name: 'rheobase',
    unavailable: () =>
      Promise.resolve(existsSync(join(root, COMMAND)) ? undefined : `${COMMAND} was not built`),
    has: () => true,
    async measure(network, size, settings) {
      const [command = node, ...rest] = [...launcher, node, COMMAND, ...runArguments(network, size, settings)]
      const { line, wallSeconds } = await runCold(command, rest, root)
      return { ...readRheobaseLine(line), wallSeconds }
    },
  }
}

export function runArguments(
  { model }: Pick<Network, 'model'>,
  size: number,
  { seed, threads, precision, duration }: Settings,
): readonly string[] {
  const values = { ...model.values, size: String(size) }
  return [
    ...['run', model.script, '--json', '--seed', String(seed), '--duration', `${String(duration)} s`],
    ...['--threads', String(threads)],
    ...(precision === 'double' ? [] : ['--precision', precision]),
    ...Object.entries(values).flatMap(([name, value]) => ['--set', `${name}=${value}`]),
  ]
}

/** @throws {Error} if a figure is missing */
export function readRheobaseLine(line: unknown): Omit<Measurement, 'wallSeconds'> {
  const { neurons, compartments, buildMilliseconds, compileMilliseconds, runMilliseconds, ...figures } =
    Line.parse(line)
  return {
    ...figures,
    neurons: compartments === 0 ? neurons : compartments,
    buildSeconds: buildMilliseconds / 1000,
    compileSeconds: compileMilliseconds / 1000,
    loopSeconds: runMilliseconds / 1000,
  }
}
