import { z } from 'zod'
import { figureOfRuns } from './figure-of-runs.js'
import { runProcess } from './run-process.js'
import type { Figure, SpecialFigures } from './special-figures.js'

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
  async measure(root, { repeats, size = SYNAPSES }) {
    const figures: Figure[] = []
    for (const synapses of size) {
      const lines: z.infer<typeof Pairs>[] = []
      for (let k = 0; k < repeats; k++)
        lines.push(Pairs.parse((await runProcess(root, 'connect-pairs.ts', String(synapses))).line))
      const title = `${inMillions(synapses)}, p = 0.1, weights and one delay`
      const figure = (
        what: string,
        unit: Figure['unit'],
        of: (line: z.infer<typeof Pairs>) => number,
      ): Figure => figureOfRuns('connect', `${title}: ${what}`, unit, lines.map(of))
      figures.push(
        figure('time', 's', ({ milliseconds }) => milliseconds / 1000),
        figure('the whole process', 'MB', ({ peakBytes }) => peakBytes / 1e6),
      )
    }
    return figures
  },
}

export const connectRules: SpecialFigures = {
  name: 'connect-rules',
  question: 'What does each rule take, at the first call of a process and later?',
  async measure(root, { repeats }) {
    const results: z.infer<typeof Rules>['rules'][] = []
    for (let k = 0; k < repeats; k++)
      results.push(Rules.parse((await runProcess(root, 'connect-rules.ts')).line).rules)
    return (results[0] ?? []).map(({ title, calls }, rule) => {
      const synapses = calls[0]?.[1] ?? 0
      return figureOfRuns(
        'connect-rules',
        `${title} (${inMillions(synapses)})`,
        'ms',
        results.flatMap(result => (result[rule]?.calls ?? []).map(([milliseconds]) => milliseconds)),
      )
    })
  },
}

const inMillions = (synapses: number): string =>
  `${String(Number((synapses / 1e6).toPrecision(2)))} million synapses`
