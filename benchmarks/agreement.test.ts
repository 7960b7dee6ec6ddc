import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ms, type Network, type ScriptOptions } from 'rheobase'
import cobahh from './models/cobahh.js'
import cuba from './models/cuba.js'

// The same network in two simulators with different random numbers: means over ten seeds must agree within their standard errors.

interface Figure {
  readonly mean: number
  readonly standardError: number
}
type Figures = Readonly<
  Record<'rateHz' | 'meanIntervalMs' | 'intervalCvPooled' | 'intervalCvPerNeuron', Figure>
>

const reference = JSON.parse(
  readFileSync(new URL('reference/brian2-statistics.json', import.meta.url), 'utf8'),
) as {
  models: Record<'cuba' | 'cobahh', { figures: Figures; seeds: readonly number[] }>
}

/** Differences larger than this many standard errors of the difference do not happen by chance: about once in 2000 comparisons. */
const FARTHEST = 3.5
/** Intervals of one neuron say something about its regularity from this number of spikes on. */
const FEWEST_SPIKES = 5

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length
const deviation = (values: readonly number[], divisor = values.length): number => {
  const centre = mean(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / divisor)
}

async function simulate(
  build: (options: ScriptOptions) => Network,
  seed: number,
): Promise<Record<keyof Figures, number>> {
  const net = build({ values: {}, seed })
  const group = net.parts().find(({ model }) => model.kind === 'neuron-group')?.handle
  if (group === undefined) throw new Error('the model has no neurons')
  const spikes = net.spikeMonitor(group)
  await net.run(ms(1000))
  const trains = spikes.trains().map(train => Array.from(train.in(ms)))
  const intervals = trains.map(train => train.slice(1).map((time, k) => time - (train[k] ?? NaN)))
  const all = intervals.flat()
  const regular = intervals.filter((_, neuron) => (trains[neuron]?.length ?? 0) >= FEWEST_SPIKES)
  return {
    rateHz: spikes.count / trains.length,
    meanIntervalMs: mean(all),
    intervalCvPooled: deviation(all) / mean(all),
    intervalCvPerNeuron: mean(regular.map(each => deviation(each) / mean(each))),
  }
}

test.each([
  ['cuba', cuba],
  ['cobahh', cobahh],
] as const)(
  '%s: rate and interval statistics agree with those of Brian 2 over ten seeds',
  async (name, build) => {
    const { figures, seeds } = reference.models[name]
    const ours: Record<keyof Figures, number>[] = []
    for (const seed of seeds) ours.push(await simulate(build, seed))
    for (const figure of ['rateHz', 'meanIntervalMs', 'intervalCvPooled', 'intervalCvPerNeuron'] as const) {
      const values = ours.map(run => run[figure])
      const error = Math.hypot(
        deviation(values, values.length - 1) / Math.sqrt(values.length),
        figures[figure].standardError,
      )
      const distance = (mean(values) - figures[figure].mean) / error
      console.log(
        `${name} ${figure}: ${mean(values).toFixed(4)}, Brian 2 ${figures[figure].mean.toFixed(4)}, ${distance.toFixed(2)} standard errors apart`,
      )
      expect(Math.abs(distance), figure).toBeLessThan(FARTHEST)
    }
  },
  300_000,
)
