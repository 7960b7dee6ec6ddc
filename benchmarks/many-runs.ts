import { z } from 'zod'
import { medianOf } from './row.js'
import { runProcess } from './run-process.js'
import type { SpecialFigures } from './special-figures.js'

const Line = z.object({
  first: z.number(),
  runs: z.number(),
  runMilliseconds: z.number(),
  networks: z.number(),
  builtMilliseconds: z.number(),
})

export const manyRuns: SpecialFigures = {
  name: 'many-runs',
  question: 'What does a run cost that does nothing, and a small network that runs only once?',
  async print(root, { repeats }) {
    const lines: z.infer<typeof Line>[] = []
    for (let k = 0; k < repeats; k++) lines.push(Line.parse((await runProcess(root, 'many-runs.ts')).line))
    const [{ runs, networks } = { runs: 0, networks: 0 }] = lines
    const perRun = medianOf(lines.map(line => (1000 * line.runMilliseconds) / line.runs))
    const perNetwork = medianOf(lines.map(line => line.builtMilliseconds / line.networks))
    console.log(
      `${String(runs)} runs of one step: ${perRun.toFixed(1)} us each\n` +
        `${String(networks)} networks of 100 neurons, built, compiled and run for a step: ${perNetwork.toFixed(2)} ms each ` +
        `(the first of a process ${medianOf(lines.map(({ first }) => first)).toFixed(0)} ms)`,
    )
  },
}
