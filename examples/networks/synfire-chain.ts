// A volley of spikes runs along a chain of groups: strong enough, it becomes sharp and goes on; too weak and too wide, it dies out.
//
// Diesmann, Gewaltig & Aertsen 1999, "Stable propagation of synchronous spiking in cortical neural networks", Nature 402, 529-533: groups of
// 100 neurons, each of which hears the whole group before it with potentials of 0.14 mV. The background of 20,000 synapses of each
// neuron is taken together as white noise, at which a neuron alone fires at 2 Hz.
//
//   rheobase run examples/networks/synfire-chain.ts --plot synfire-chain.svg
//   rheobase run examples/networks/synfire-chain.ts --set spikes=80
import { Network, ms, mV, type ScriptModel, type ScriptOptions, type SpikeMonitor } from 'rheobase'

// The synaptic current is an alpha function: a spike raises y, y feeds x, x charges the membrane.
const NEURON = `
  dv/dt = (mean - v + x)/taum + sigma*(2/taum)**0.5*xi : volt (unless refractory)
  dx/dt = (y - x)/taus : volt
  dy/dt = -y/taus : volt
`
const GROUP = 100
const GROUPS = 10
const DELAY = ms(5)
const START = ms(50)
const DURATION = ms(130)
/** Number of spikes and standard deviation in milliseconds of the two volleys. */
const STRONG = { spikes: 85, width: 1 }
const WEAK = { spikes: 60, width: 3 }

/** A volley as it passes a group: how many neurons, and the standard deviation of their spike times in milliseconds. */
interface Volley {
  readonly spikes: number
  readonly width: number
}
interface SynfireChain extends Required<ScriptModel> {
  readonly spikes: SpikeMonitor
  /** Both volleys, group by group. */
  readonly volleys: () => { readonly strong: readonly Volley[]; readonly weak: readonly Volley[] }
}

/** `--set` gives other `spikes` and another `width` to the second volley. */
export default function synfireChain({
  values,
  seed = 1,
  target = 'wasm',
  threads,
}: ScriptOptions): SynfireChain {
  const { width = ms(WEAK.width) } = values
  const weak = { spikes: values.spikes?.value ?? WEAK.spikes, width: Number(width.in(ms)) }
  const network = new Network({ dt: ms(0.1), seed, target, threads })
  // Two chains in one group of neurons, one after the other.
  const length = GROUP * GROUPS
  const neurons = network.neuronGroup(2 * length, NEURON, {
    threshold: 'v > -55*mV',
    reset: 'v = -70*mV',
    refractory: ms(1),
    method: 'euler',
    namespace: { taum: ms(10), taus: ms(0.325), mean: mV(-62.5), sigma: mV(2.8) },
  })
  // The noise has forgotten where it began when the volleys come.
  neurons.v.set('mean + sigma*randn()')
  for (const [chain, volley] of [STRONG, weak].entries()) {
    const first = chain * length
    const links = network.synapses(
      neurons.slice(first, first + length - GROUP),
      neurons.slice(first + GROUP, first + length),
      {
        onPre: 'y_post += weight',
        delay: DELAY,
        namespace: { weight: WEIGHT, group: GROUP },
      },
    )
    links.connect({ condition: 'i//group == j//group' })
    // Spikes at the quantiles of a normal distribution: every run gets the same volley.
    const source = network.spikeGenerator(
      volley.spikes,
      Array.from({ length: volley.spikes }, (_, k) => k),
      START.plus(ms(quantiles(volley.spikes)).times(volley.width)),
    )
    const entry = network.synapses(source, neurons.slice(first, first + GROUP), {
      onPre: 'y_post += weight',
      delay: DELAY,
      namespace: { weight: WEIGHT },
    })
    entry.connect()
  }
  const spikes = network.spikeMonitor(neurons)
  const volleys = (): { strong: Volley[]; weak: Volley[] } => {
    const all = spikes.trains().map(train => Array.from(train.in(ms)))
    const along = (chain: number): Volley[] =>
      Array.from({ length: GROUPS }, (_, k) =>
        volleyOf(all.slice(chain * length + k * GROUP, chain * length + (k + 1) * GROUP), k),
      )
    return { strong: along(0), weak: along(1) }
  }
  return {
    network,
    duration: DURATION,
    spikes,
    volleys,
    picture: async theme => {
      const { curve, figure, raster } = await import('rheobase/plot')
      const { strong, weak } = volleys()
      const groups = Array.from({ length: GROUPS }, (_, k) => k + 1)
      const axes = { xLabel: 'Group', label: 'Spikes', weight: 1.2 }
      return figure(
        [
          raster(spikes, { from: ms(40), to: network.t, weight: 3 }),
          [strong, weak].map((volley, k) =>
            curve(
              groups,
              volley.map(each => each.spikes),
              { ...axes, name: k === 0 ? 'first chain' : 'second chain' },
            ),
          ),
        ],
        { theme, title: 'Two volleys in synfire chains' },
      )
    },
  }
}

/** A potential of 0.14 mV. */
const WEIGHT = mV(4.86)

/** When group k answers, give or take: each group takes the delay and a while to reach the threshold. */
const PASSAGE = 5.7

function volleyOf(trains: readonly (readonly number[])[], group: number): Volley {
  const expected = START.in(ms) + (group + 1) * PASSAGE
  const times = trains.flatMap(train => train.filter(time => Math.abs(time - expected) < 5).slice(0, 1))
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length
  const variance = times.reduce((sum, time) => sum + (time - mean) ** 2, 0) / times.length
  return { spikes: times.length, width: Math.sqrt(variance) }
}

/** Quantiles of the standard normal distribution, in the middle of equal parts, by the logistic approximation of Tocher 1963. */
const quantiles = (count: number): number[] =>
  Array.from({ length: count }, (_, k) => {
    const p = (k + 0.5) / count
    return Math.log(p / (1 - p)) / 1.702
  })

/** 130 ms of two chains of ten groups: short enough to be run in full everywhere. */
export async function run(): Promise<SynfireChain> {
  const model = synfireChain({ values: {} })
  await model.network.run(model.duration)
  return model
}
