import { writeFileSync } from 'node:fs'
import type { Measurement } from './engine.js'
import { growthCurve } from './growth-curve.js'
import { GROWTHS, type Growth } from './growths.js'
import { logLogFigure, type LogLogPanel } from './log-log-figure.js'
import { rheobaseEngine } from './rheobase-engine.js'
import { medianOf } from './row.js'
import type { SpecialFigures } from './special-figures.js'

const SCRIPT = 'benchmarks/models/growth.ts'

export const scaling: SpecialFigures = {
  name: 'scaling',
  question: 'Does the time grow as the numbers of neurons, synapses and spikes do, and no faster?',
  async print(root, { repeats, seed, plot }) {
    const ours = rheobaseEngine(root)
    const measure = ({ size, values }: Growth['steps'][number]): Promise<Measurement> =>
      ours.measure({ rateSpread: 0, model: { script: SCRIPT, values } }, size, {
        ...{ seed, duration: 0.5, threads: 1, precision: 'double' },
      })
    const panels: LogLogPanel[] = []
    for (const { title, xLabel, work, steps, curves } of GROWTHS) {
      const runs: Measurement[][] = []
      for (const step of steps) {
        const same: Measurement[] = []
        for (let k = 0; k < repeats; k++) same.push(await measure(step))
        runs.push(same)
      }
      for (const curve of curves) {
        const measured = runs.map(same => ({
          work: medianOf(same.map(work)),
          seconds: medianOf(same.map(curve.seconds)),
        }))
        const { points, slope } = growthCurve(measured)
        const name = `rheobase, slope ${slope.toFixed(2)}`
        panels.push({ title: curve.title, xLabel, yLabel: curve.yLabel, series: [{ name, points }] })
        const line = measured.map(point => `${String(point.work)}: ${point.seconds.toFixed(4)} s`).join(', ')
        console.log(`${curve.yLabel} against ${title}: slope ${slope.toFixed(2)} (${line})`)
      }
    }
    if (plot !== undefined) writeFileSync(plot, logLogFigure(panels, 2))
  },
}
