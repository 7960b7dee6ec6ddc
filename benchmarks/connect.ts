import { z } from 'zod'
import { medianOf } from './row.js'
import { runProcess } from './run-process.js'
import type { SpecialFigures } from './special-figures.js'

const Pairs = z.object({
  size: z.number(),
  synapses: z.number(),
  milliseconds: z.number(),
  peakBytes: z.number(),
})
const Rules = z.object({
  rules: z.array(z.object({ title: z.string(), calls: z.array(z.tuple([z.number(), z.number()])) })),
})
/** Synapses that are made unless the command line names others. */
const SYNAPSES = [1e7]

export const connect: SpecialFigures = {
  name: 'connect',
  question: 'How long does it take to connect so many pairs (--size), and how much memory?',
  async print(root, { repeats, size = SYNAPSES }) {
    for (const synapses of size) {
      const lines: z.infer<typeof Pairs>[] = []
      for (let k = 0; k < repeats; k++)
        lines.push(Pairs.parse((await runProcess(root, 'connect-pairs.ts', String(synapses))).line))
      const [first = { size: 0, synapses: 0 }] = lines
      console.log(
        `${line(
          `p = 0.1, ${String(first.size)} x ${String(first.size)}, weights and one delay`,
          lines.map(({ milliseconds, synapses }) => [milliseconds, synapses]),
        )}; the whole process ${(Math.max(...lines.map(({ peakBytes }) => peakBytes)) / 1e6).toFixed(0)} MB at most`,
      )
    }
  },
}

export const connectRules: SpecialFigures = {
  name: 'connect-rules',
  question: 'What does a pair cost with each rule, at the first call of a process and later?',
  async print(root, { repeats }) {
    const results: z.infer<typeof Rules>['rules'][] = []
    for (let k = 0; k < repeats; k++)
      results.push(Rules.parse((await runProcess(root, 'connect-rules.ts')).line).rules)
    for (const [rule, { title }] of results[0]?.entries() ?? [])
      console.log(
        line(
          title,
          results.flatMap(result => result[rule]?.calls ?? []),
        ),
      )
  },
}

type Timing = readonly [milliseconds: number, synapses: number]

function line(title: string, timings: readonly Timing[]): string {
  const times = timings.map(([milliseconds]) => milliseconds)
  const [[, synapses] = [0, 0]] = timings
  const median = medianOf(times)
  return (
    `${title}: ${String(synapses)} synapses, median ${median.toFixed(1)} ms (${Math.min(...times).toFixed(1)} to ${Math.max(...times).toFixed(1)}, ` +
    `${String(times.length)} runs), ${((1e6 * median) / synapses).toFixed(0)} ns each`
  )
}
