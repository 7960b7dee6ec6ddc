import { z } from 'zod'
import type { Benchmark } from './benchmark.js'
import { brunel } from './brunel.js'
import { cobahh } from './cobahh.js'
import { PRIORITY, runCold } from './cold-process.js'
import type { Options } from './command-line.js'
import { cubaHetero } from './cuba-hetero.js'
import { cuba } from './cuba.js'
import { figureOfRuns } from './figure-of-runs.js'
import { COMMAND, runArguments } from './rheobase-engine.js'
import type { Figure, SpecialFigures } from './special-figures.js'
import { stdp } from './stdp.js'

const Line = z.object({
  profile: z.array(z.object({ kernel: z.string(), milliseconds: z.number() })),
})
/** Kernels with a smaller share of the time are left out. */
const LEAST_SHARE = 0.01

export const kernelTimes: SpecialFigures = {
  name: 'kernels',
  question: 'Where does the time of each benchmark go?',
  async measure(root, { seed, repeats, priority }) {
    const figures: Figure[] = []
    for (const benchmark of [cuba, cubaHetero, cobahh, brunel, stdp])
      figures.push(...(await timesOf(root, benchmark, { seed, repeats, priority })))
    return figures
  },
}

async function timesOf(
  root: string,
  benchmark: Benchmark,
  { seed, repeats, priority }: Pick<Options, 'seed' | 'repeats' | 'priority'>,
): Promise<readonly Figure[]> {
  const size = benchmark.sizes.at(-1) ?? 0
  const settings = { seed, duration: benchmark.duration, threads: 1, precision: 'double' } as const
  const [command = '', ...rest] = [
    ...(priority ? PRIORITY : []),
    ...[process.execPath, COMMAND, ...runArguments(benchmark, size, settings), '--profile'],
  ]
  const times = new Map<string, number[]>()
  for (let k = 0; k < repeats; k++) {
    const { profile } = Line.parse((await runCold(command, rest, root)).line)
    const total = profile.reduce((sum, { milliseconds }) => sum + milliseconds, 0)
    for (const { kernel, milliseconds } of profile) {
      if (milliseconds < LEAST_SHARE * total) continue
      const known = times.get(kernel)
      if (known === undefined) times.set(kernel, [milliseconds / 1000])
      else known.push(milliseconds / 1000)
    }
  }
  return Array.from(times, ([kernel, seconds]) =>
    figureOfRuns('kernels', `${benchmark.name} ${String(size)}: ${kernel}`, 's', seconds),
  )
}
