import { join } from 'node:path'
import { z } from 'zod'
import type { Benchmark } from './benchmark.js'
import { runCold } from './cold-process.js'
import type { Engine, Measurement, Settings } from './engine.js'

/** The line that the scripts in `peers` print; what its keys mean stands in `peers/bench_common.py`. */
const Line = z.object({
  size: z.number(),
  synapses: z.number(),
  rateHz: z.number(),
  buildSeconds: z.number(),
  compileSeconds: z.number(),
  loopSeconds: z.tuple([z.number()]),
  peakBytes: z.number(),
})

const PROBE = `
import json, warnings
warnings.simplefilter('ignore')
import brian2
print(json.dumps(dict(version=brian2.__version__)))
`

/** Brian 2 as C++ standalone, its fastest way to run once; with OpenMP for more than one thread. */
export function brian2Engine(root: string, python: string): Engine {
  const folder = join(root, 'benchmarks/peers')
  return {
    name: 'brian2',
    async unavailable() {
      try {
        await runCold(python, ['-c', PROBE], folder)
        return undefined
      } catch (error) {
        return `${python} has no Brian 2 (Debian: apt-get install python3-brian g++ make): ${messageOf(error)}`
      }
    },
    has: ({ brian2 }) => brian2 !== undefined,
    async measure(benchmark, size, settings) {
      const { line, wallSeconds } = await runCold(python, scriptArguments(benchmark, size, settings), folder)
      return { ...readBrian2Line(line), wallSeconds }
    },
  }
}

function scriptArguments(
  { name, brian2 }: Benchmark,
  size: number,
  { seed, threads, duration }: Settings,
): readonly string[] {
  if (brian2 === undefined) throw new Error(`the benchmark ${name} has no script for Brian 2`)
  return [
    ...[
      brian2.script,
      '--repeats',
      '1',
      '--size',
      String(size),
      '--seed',
      String(seed),
      '--duration',
      String(duration),
    ],
    ...(threads === 1 ? [] : ['--mode', 'openmp', '--threads', String(threads)]),
    ...(brian2.args ?? []),
  ]
}

/** @throws {Error} if a figure is missing */
export function readBrian2Line(line: unknown): Omit<Measurement, 'wallSeconds'> {
  const { size, loopSeconds, ...figures } = Line.parse(line)
  return { ...figures, neurons: size, loopSeconds: loopSeconds[0] }
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? (error.message.split('\n').at(-1) ?? '') : String(error)
