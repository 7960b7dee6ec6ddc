// Where does a sound come from? It reaches one ear before the other; delays on the way to a row of coincidence detectors turn the
// difference of times into a place.
//
// Jeffress 1948, "A place theory of sound localization", J. Comp. Physiol. Psychol. 41, 35-39. The fibres of both ears are Poisson
// processes in phase with a tone; the source of the tone moves from one side to the other.
//
//   rheobase run examples/networks/jeffress.ts --set frequency=700Hz --plot jeffress.svg
import {
  Hz,
  Network,
  ms,
  timedArray,
  type Quantity,
  type ScriptModel,
  type ScriptOptions,
  type SpikeMonitor,
} from 'rheobase'

/** Rate of the fibres of an ear: peaks in phase with the tone, which comes early to one side and late to the other. */
const EAR = 'peak*exp(sharpness*(cos(2*pi*frequency*(t - side*difference(t)/2)) - 1))'
const DETECTORS = 61
const FIBRES = 40
/** The detectors are this far apart: number i has the left ear i steps late and the right ear as many as are left. */
const STEP = ms(0.02)
const FREQUENCY = Hz(500)
/** The difference of times runs from minus to plus this much. */
const FARTHEST = ms(0.6)
const DURATION = ms(4000)

interface Jeffress extends Required<ScriptModel> {
  readonly spikes: SpikeMonitor
  /** Difference of times at a time, and the one for which a detector waits. */
  readonly differenceAt: (time: Quantity<number>) => Quantity<number>
  readonly differenceOf: (detector: number) => Quantity<number>
}

/** `--set` gives another `frequency` of the tone. */
export default function jeffress({
  values,
  seed = 1,
  target = 'wasm',
  threads,
  scale = 1,
}: ScriptOptions & { readonly scale?: number }): Jeffress {
  const { frequency = FREQUENCY } = values
  const duration = DURATION.times(scale)
  const network = new Network({ dt: ms(0.02), seed, target, threads })
  // A step of the table for each hundredth of the way, with the difference in its middle.
  const difference = timedArray(
    FARTHEST.times(Array.from({ length: 100 }, (_, k) => (k + 0.5) / 50 - 1)),
    duration.dividedBy(100),
  )
  const [left, right] = [1, -1].map(side =>
    network.poissonGroup(FIBRES, EAR, {
      namespace: { difference, frequency, side, peak: Hz(1200), sharpness: 8 },
      name: side > 0 ? 'left' : 'right',
    }),
  )
  const detectors = network.neuronGroup(DETECTORS, 'dv/dt = -v/tau : 1 (unless refractory)', {
    threshold: 'v > 1',
    reset: 'v = 0',
    refractory: ms(1),
    method: 'exact',
    namespace: { tau: ms(0.1) },
  })
  for (const [ear, delay] of [
    [left, 'j*step'],
    [right, '(N_post - 1 - j)*step'],
  ] as const) {
    if (ear === undefined) continue
    const synapses = network.synapses(ear, detectors, { onPre: 'v_post += 0.1', namespace: { step: STEP } })
    synapses.connect()
    synapses.delay.set(delay)
  }
  const spikes = network.spikeMonitor(detectors)
  const differenceOf = (detector: number): Quantity<number> => STEP.times(DETECTORS - 1 - 2 * detector)
  const differenceAt = (time: Quantity<number>): Quantity<number> =>
    FARTHEST.times(Math.min(100, Math.floor((101 * time.value) / duration.value)) / 50 - 1)
  return {
    network,
    duration,
    spikes,
    differenceAt,
    differenceOf,
    picture: async theme => {
      const { curve, figure, raster } = await import('rheobase/plot')
      const time = Array.from({ length: 101 }, (_, k) => (duration.in(ms) * (k + 0.5)) / 101)
      const axes = { xLabel: 'Time', xUnit: ms, unit: ms, label: 'Difference of times', weight: 2 }
      return figure(
        [
          raster(spikes, { to: network.t, label: 'Detector', weight: 2, size: 1.5 }),
          [
            curve(spikes.t, ms(Array.from(spikes.i, detector => differenceOf(detector).in(ms))), {
              ...axes,
              draw: 'dots',
              size: 1.2,
              name: 'that a spike tells',
            }),
            curve(ms(time), ms(time.map(each => differenceAt(ms(each)).in(ms))), {
              ...axes,
              size: 2,
              name: 'of the sound',
            }),
          ],
        ],
        { theme, title: 'Coincidence detectors find a moving sound' },
      )
    },
  }
}

/** `scale` times four seconds, in which the sound moves from one side to the other. */
export async function run({ scale = 1 }: { readonly scale?: number } = {}): Promise<Jeffress> {
  const model = jeffress({ values: {}, scale })
  await model.network.run(model.duration)
  return model
}
