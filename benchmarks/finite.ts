import { z } from 'zod'
import { figureOfRuns } from './figure-of-runs.js'
import { runProcess } from './run-process.js'
import type { SpecialFigures } from './special-figures.js'

const Line = z.object({
  models: z.array(z.object({ model: z.string(), turns: z.array(z.tuple([z.number(), z.number()])) })),
})

export const finite: SpecialFigures = {
  name: 'finite',
  question: "What does it cost to look at every value in every step (checkFinite: 'step')?",
  async measure(root, { repeats }) {
    const { line } = await runProcess(root, 'finite.ts', String(5 * repeats))
    return Line.parse(line).models.map(({ model, turns }) =>
      figureOfRuns(
        'finite',
        `${model} with a look at every value in every step`,
        'times',
        turns.map(([off, step]) => step / off),
      ),
    )
  },
}
