import { z } from 'zod'
import { figureOfRuns } from './figure-of-runs.js'
import { runProcess } from './run-process.js'
import type { SpecialFigures } from './special-figures.js'

const Turn = z.object({ plain: z.number(), finite: z.number(), profile: z.number() })
const Line = z.object({ models: z.array(z.object({ model: z.string(), turns: z.array(Turn) })) })

const LOOKS = {
  finite: "with a look at every value in every step (checkFinite: 'step')",
  profile: 'with times of its kernels (profile: true)',
} as const

export const looks: SpecialFigures = {
  name: 'looks',
  question: 'What does it cost to look at every value in every step, and to measure the time of each kernel?',
  async measure(root, { repeats }) {
    const { line } = await runProcess(root, 'looks.ts', String(20 * repeats))
    return Line.parse(line).models.flatMap(({ model, turns }) =>
      (['finite', 'profile'] as const).map(look =>
        figureOfRuns(
          'looks',
          `${model} ${LOOKS[look]}`,
          'times',
          turns.map(turn => turn[look] / turn.plain),
        ),
      ),
    )
  },
}
