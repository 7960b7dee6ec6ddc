// Neurons on a sheet that reach others the less often the farther these are, and the later: one group of them is excited, and a ring of
// activity runs outwards at a speed that connections and delays decide.
//
// Perin, Berger & Markram 2011, "A synaptic organizing principle for cortical neuronal groups", PNAS 108, 5419-5424, found that neighbours are
// connected the less often the farther they are; here the probability falls off exponentially. Such waves are what Ermentrout & Kleinfeld
// 2001, "Traveling electrical waves in cortex", Neuron 29, 33-44, is about.
//
//   rheobase run examples/networks/spatial-connectivity.ts --plot spatial.svg
//   rheobase run examples/networks/spatial-connectivity.ts --set reach=200um --set speed=0.5m/s
import {
  Network,
  mV,
  metre,
  ms,
  um,
  type Quantity,
  type ScriptModel,
  type ScriptOptions,
  type SpikeMonitor,
  type Synapses,
} from 'rheobase'

/** Neurons along each side of the sheet, and the distance of neighbours. */
const SIDE = 50
const SPACING = um(20)
/** Probability of a connection at distance 0, and the distance at which it is less by a factor e. */
const CLOSEST = 0.6
const REACH = um(80)
/** Of conduction along an axon, in metres in a second. */
const SPEED = metre(0.2).dividedBy(ms(1000))
const DURATION = ms(25)

const DISTANCE = 'sqrt((x_pre - x_post)**2 + (y_pre - y_post)**2)'

interface Sheet extends Required<ScriptModel> {
  readonly spikes: SpikeMonitor
  readonly synapses: Synapses
  /** Place of each neuron relative to the middle of the sheet, in micrometres. */
  readonly places: readonly (readonly [x: number, y: number])[]
}

/** `--set` gives other values to `reach` of connections and `speed` of conduction. */
export default function sheet({ values, seed = 1, target = 'wasm', threads }: ScriptOptions): Sheet {
  const { reach = REACH, speed = SPEED } = values
  const network = new Network({ seed, target, threads, namespace: { reach, speed, closest: CLOSEST } })
  const neurons = network.neuronGroup(
    SIDE * SIDE,
    `dv/dt = -v/tau : volt (unless refractory)
     x : metre
     y : metre`,
    {
      threshold: 'v > 10*mV',
      reset: 'v = 0*mV',
      refractory: ms(50),
      method: 'exact',
      namespace: { tau: ms(10) },
    },
  )
  const grid = { side: SIDE, spacing: SPACING }
  const places = Array.from({ length: SIDE * SIDE }, (_, k) => {
    const at = (place: number): number => (place - (SIDE - 1) / 2) * grid.spacing.in(um)
    return [at(k % SIDE), at(Math.floor(k / SIDE))] as const
  })
  neurons.x.set(um(places.map(([x]) => x)))
  neurons.y.set(um(places.map(([, y]) => y)))
  const synapses = network.synapses(neurons, neurons, { onPre: 'v_post += 1.2*mV' })
  synapses.connect({ condition: 'i != j', p: `closest*exp(-${DISTANCE}/reach)` })
  synapses.delay.set(`0.5*ms + ${DISTANCE}/speed`)
  // The middle is excited, and nothing else.
  neurons.v.at('x**2 + y**2 < (100*um)**2').set(mV(11))
  const spikes = network.spikeMonitor(neurons)
  return {
    network,
    duration: DURATION,
    spikes,
    synapses,
    places,
    picture: async theme => {
      const { curve, figure } = await import('rheobase/plot')
      const [i, times] = [spikes.i, spikes.t]
      const [first, last] = [0, Math.max(...Array.from(times.in(ms)))]
      const moments = [0.1, 0.35, 0.6, 0.85].map(part => first + part * (last - first))
      const axes = { draw: 'dots', xUnit: um, unit: um, xLabel: 'x', label: 'y', evenScales: true } as const
      const waves = moments.map(moment => {
        const now = Array.from(i.keys()).filter(k => Math.abs(times.at(k).in(ms) - moment) < 0.5)
        const at = (axis: 0 | 1): Quantity => um(now.map(k => places[i[k] ?? 0]?.[axis] ?? NaN))
        return curve(at(0), at(1), { ...axes, size: 3, name: `after ${moment.toFixed(0)} ms` })
      })
      const bins = connectionsByDistance(synapses, places, reach).filter(({ pairs }) => pairs > 0)
      const centres = um(bins.map(({ distance }) => distance))
      const shown = { xUnit: um, xLabel: 'Distance', label: 'Probability of a connection' }
      return figure(
        [
          [
            curve(
              centres,
              bins.map(({ made, pairs }) => made / pairs),
              {
                ...shown,
                draw: 'dots',
                size: 5,
                name: 'found',
              },
            ),
            curve(
              centres,
              bins.map(({ expected, pairs }) => expected / pairs),
              {
                ...shown,
                name: 'asked for',
              },
            ),
          ],
          waves,
        ],
        { theme, title: 'A wave on a sheet of neurons', height: 900 },
      )
    },
  }
}

/** Width of a stretch of distances, in micrometres, and number of them. */
const WIDTH = 20
const BINS = 25

/** For each stretch of distances, by its centre: how many pairs there are, how many are connected, how many should be, with which variance. */
export function connectionsByDistance(
  synapses: Synapses,
  places: Sheet['places'],
  reach: Quantity = REACH,
): readonly {
  readonly distance: number
  readonly pairs: number
  readonly made: number
  readonly expected: number
  readonly variance: number
}[] {
  const bins = Array.from({ length: BINS }, (_, k) => ({
    distance: (k + 0.5) * WIDTH,
    pairs: 0,
    made: 0,
    expected: 0,
    variance: 0,
  }))
  const scale = reach.value * 1e6
  const distanceOf = (i: number, j: number): number => {
    const [[xi, yi], [xj, yj]] = [places[i] ?? [0, 0], places[j] ?? [0, 0]]
    return Math.hypot(xi - xj, yi - yj)
  }
  for (let i = 0; i < places.length; i++) {
    for (let j = 0; j < places.length; j++) {
      const distance = distanceOf(i, j)
      const bin = bins[Math.floor(distance / WIDTH)]
      if (i === j || bin === undefined) continue
      const p = CLOSEST * Math.exp(-distance / scale)
      bin.pairs++
      bin.expected += p
      bin.variance += p * (1 - p)
    }
  }
  const targets = synapses.targets()
  synapses.sources().forEach((i, k) => {
    const bin = bins[Math.floor(distanceOf(i, targets[k] ?? 0) / WIDTH)]
    if (bin !== undefined) bin.made++
  })
  return bins
}

export async function run(options: Partial<ScriptOptions> = {}): Promise<Sheet> {
  const model = sheet({ values: {}, ...options })
  await model.network.run(model.duration)
  return model
}
