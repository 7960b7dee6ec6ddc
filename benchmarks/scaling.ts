import { writeFileSync } from 'node:fs'
import { PRIORITY } from './cold-process.js'
import type { Measurement } from './engine.js'
import { growthCurve } from './growth-curve.js'
import { GROWTHS, type Growth } from './growths.js'
import { logLogFigure, type LogLogPanel } from './log-log-figure.js'
import { rheobaseEngine } from './rheobase-engine.js'
import { medianOf } from './row.js'
import type { Figure, SpecialFigures } from './special-figures.js'

const SCRIPT = 'benchmarks/models/growth.ts'

export const scaling: SpecialFigures = {
  name: 'scaling',
  question: 'Does the time grow as the numbers of neurons, synapses and spikes do, and no faster?',
  async measure(root, { repeats, seed, plot, priority }) {
    const ours = rheobaseEngine(root, { launcher: priority ? PRIORITY : [] })
    const measured = ({ size, values }: Growth['steps'][number]): Promise<Measurement> =>
      ours.measure({ rateSpread: 0, model: { script: SCRIPT, values } }, size, {
        ...{ seed, duration: 0.5, threads: 1, precision: 'double' },
      })
    const panels: LogLogPanel[] = []
    const figures: Figure[] = []
    for (const { title, xLabel, work, steps, curves } of GROWTHS) {
      const runs: Measurement[][] = steps.map(() => [])
      for (let k = 0; k < repeats; k++)
        for (const [place, step] of steps.entries()) runs[place]?.push(await measured(step))
      for (const { title: panel, yLabel, seconds } of curves) {
        const { points, slope } = growthCurve(
          runs.map(same => ({ work: medianOf(same.map(work)), seconds: medianOf(same.map(seconds)) })),
        )
        const name = `slope ${slope.toFixed(2)}`
        panels.push({ title: panel, xLabel, yLabel, series: [{ name, points }] })
        const what = `${yLabel} against ${title}`
        figures.push({ benchmark: 'scaling', what, value: slope, unit: 'slope', points })
      }
    }
    if (plot !== undefined) writeFileSync(plot, logLogFigure(panels, 2))
    return figures
  },
}
