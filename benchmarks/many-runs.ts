import { z } from 'zod'
import { figureOfRuns } from './figure-of-runs.js'
import { runProcess } from './run-process.js'
import type { SpecialFigures } from './special-figures.js'

const Line = z.object({
  first: z.number(),
  runs: z.number(),
  runMilliseconds: z.number(),
  networks: z.number(),
  builtMilliseconds: z.number(),
})

const NAME = 'many-runs'

export const manyRuns: SpecialFigures = {
  name: NAME,
  question: 'What does a run cost that does nothing, and a small network that runs only once?',
  async measure(root, { repeats }) {
    const lines: z.infer<typeof Line>[] = []
    for (let k = 0; k < repeats; k++) lines.push(Line.parse((await runProcess(root, 'many-runs.ts')).line))
    return [
      figureOfRuns(
        NAME,
        'a run of one step, of 10,000',
        'us',
        lines.map(({ runs, runMilliseconds }) => (1000 * runMilliseconds) / runs),
      ),
      figureOfRuns(
        NAME,
        'a network of 100 neurons, built, compiled and run for a step, of 1000',
        'ms',
        lines.map(({ networks, builtMilliseconds }) => builtMilliseconds / networks),
      ),
      figureOfRuns(
        NAME,
        'compiling and running the first network of a process',
        'ms',
        lines.map(({ first }) => first),
      ),
    ]
  },
}
