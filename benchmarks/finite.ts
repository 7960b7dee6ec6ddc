import { z } from 'zod'
import { medianOf } from './row.js'
import { runProcess } from './run-process.js'
import type { SpecialFigures } from './special-figures.js'

const Line = z.object({
  models: z.array(z.object({ model: z.string(), turns: z.array(z.tuple([z.number(), z.number()])) })),
})

export const finite: SpecialFigures = {
  name: 'finite',
  question: "What does it cost to look at every value in every step (checkFinite: 'step')?",
  async print(root, { repeats }) {
    const { line } = await runProcess(root, 'finite.ts', String(5 * repeats))
    for (const { model, turns } of Line.parse(line).models) {
      const ratios = turns.map(([off, step]) => step / off)
      console.log(
        `${model}: ${medianOf(turns.map(([off]) => off)).toFixed(0)} ms for 300 ms of network time without; with a look at every value ` +
          `${medianOf(ratios).toFixed(2)} times that (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}, ${String(turns.length)} turns)`,
      )
    }
  },
}
