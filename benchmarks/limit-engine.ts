import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join, parse } from 'node:path'
import { performance } from 'node:perf_hooks'
import { z } from 'zod'
import { runCold } from './cold-process.js'
import type { Engine, Measurement } from './engine.js'

const FLAGS = ['-O3', '-march=native', '-ffast-math']
/** Ignored by git. */
const BUILD = '.cache/limit'

const Line = z.object({
  neurons: z.number(),
  synapses: z.number(),
  spikes: z.number(),
  rateHz: z.number(),
  buildSeconds: z.number(),
  loopSeconds: z.number(),
  peakBytes: z.number(),
})

/** The same networks written by hand in C, as the nearest thing to what the machine can do on one core. */
export function limitEngine(
  root: string,
  {
    compiler = 'gcc',
    launcher = [],
  }: { readonly compiler?: string; readonly launcher?: readonly string[] } = {},
): Engine {
  const compiled = new Map<string, { readonly program: string; readonly seconds: number }>()
  /** Anew in each process: the machine or the compiler may have changed. */
  const programOf = (source: string): { readonly program: string; readonly seconds: number } => {
    const known = compiled.get(source)
    if (known !== undefined) return known
    mkdirSync(join(root, BUILD), { recursive: true })
    const program = join(root, BUILD, parse(source).name)
    const start = performance.now()
    execFileSync(compiler, [...FLAGS, join(root, 'benchmarks/limit', source), '-o', program, '-lm'])
    const made = { program, seconds: (performance.now() - start) / 1000 }
    compiled.set(source, made)
    return made
  }
  return {
    name: 'limit',
    unavailable() {
      try {
        execFileSync(compiler, ['--version'], { stdio: 'ignore' })
        return Promise.resolve(undefined)
      } catch {
        return Promise.resolve(`there is no ${compiler} (Debian: apt-get install gcc)`)
      }
    },
    has: ({ limit }, { threads, precision }) =>
      limit !== undefined && threads === 1 && precision === 'double',
    async measure({ limit, model }, size, { seed, duration }) {
      if (limit === undefined) throw new Error(`there is no program by hand for ${model.script}`)
      const { program, seconds } = programOf(limit)
      const [command = program, ...rest] = [...launcher, program, ...[size, seed, duration].map(String)]
      const { line, wallSeconds } = await runCold(command, rest, root)
      return { ...readLimitLine(line), compileSeconds: seconds, wallSeconds: seconds + wallSeconds }
    },
  }
}

/** @throws {Error} if a figure is missing */
export const readLimitLine = (line: unknown): Omit<Measurement, 'wallSeconds' | 'compileSeconds'> =>
  Line.parse(line)
