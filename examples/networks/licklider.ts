// What is the pitch of a sound that lacks its lowest tone? A row of neurons that hear the ear now and a while ago fire where the while is a
// period of the sound, whatever tones it consists of.
//
// Licklider 1951, "A duplex theory of pitch perception", Experientia 7, 128-134: the delays of the row make an autocorrelation in time.
// The sound here is the third to sixth harmonic of a fundamental that is not in it, and that rises.
//
//   rheobase run examples/networks/licklider.ts --plot licklider.svg
//   rheobase run examples/networks/licklider.ts --set begin=200Hz --set end=200Hz
import {
  Hz,
  Network,
  ms,
  second,
  type Quantity,
  type ScriptModel,
  type ScriptOptions,
  type SpikeMonitor,
} from 'rheobase'

/** Harmonics of a fundamental whose phase is that of a frequency which rises steadily. */
const SOUND = `
  phase = 2*pi*(begin + (end - begin)*t/(2*duration))*t : 1 (shared)
  sound = (cos(3*phase) + cos(4*phase) + cos(5*phase) + cos(6*phase))/4 : 1 (shared)
  rates = peak*exp(sharpness*(sound - 1)) : Hz (shared)
`
const FIBRES = 60
const DETECTORS = 120
/** Frequencies whose period the detectors wait for, evenly spaced on a logarithmic scale. */
const [LOWEST, HIGHEST] = [Hz(120), Hz(480)]
const [BEGIN, END] = [Hz(150), Hz(230)]
const DURATION = second(1)

interface Licklider extends Required<ScriptModel> {
  readonly spikes: SpikeMonitor
  /** The fundamental that is not in the sound at a time, and the frequency that a detector stands for. */
  readonly pitchAt: (time: Quantity<number>) => Quantity<number>
  readonly frequencyOf: (detector: number) => Quantity<number>
}

/** `--set` gives other fundamentals at the `begin` and the `end`. */
export default function licklider({
  values,
  seed = 1,
  target = 'wasm',
  threads,
  scale = 1,
}: ScriptOptions & { readonly scale?: number }): Licklider {
  const { begin = BEGIN, end = END } = values
  const duration = DURATION.times(scale)
  const network = new Network({
    dt: ms(0.02),
    seed,
    target,
    threads,
    namespace: { begin, end, duration, peak: Hz(2000), sharpness: 6, lowest: LOWEST, highest: HIGHEST },
  })
  const ear = network.neuronGroup(FIBRES, SOUND, {
    threshold: 'rand() < rates*dt',
    reset: '',
    name: 'ear',
  })
  const detectors = network.neuronGroup(DETECTORS, 'dv/dt = -v/tau : 1 (unless refractory)', {
    threshold: 'v > 1',
    reset: 'v = 0',
    refractory: ms(2),
    method: 'exact',
    namespace: { tau: ms(0.2) },
  })
  // Each spike of the ear arrives twice: at once, and a period of the detector later.
  const synapses = network.synapses(ear, detectors, {
    onPre: { direct: 'v_post += 0.04', delayed: 'v_post += 0.04' },
  })
  synapses.connect()
  synapses.pathway('delayed').delay.set('1/(lowest*exp(j/(N_post - 1)*log(highest/lowest)))')
  const spikes = network.spikeMonitor(detectors)
  const pitchAt = (time: Quantity<number>): Quantity<number> =>
    Hz(begin.value + ((end.value - begin.value) * time.value) / duration.value)
  const frequencyOf = (detector: number): Quantity<number> =>
    LOWEST.times((HIGHEST.value / LOWEST.value) ** (detector / (DETECTORS - 1)))
  return {
    network,
    duration,
    spikes,
    pitchAt,
    frequencyOf,
    picture: async theme => {
      const { curve, figure } = await import('rheobase/plot')
      const times = Array.from({ length: 101 }, (_, k) => (duration.in(ms) * k) / 100)
      const axes = { xLabel: 'Time', xUnit: ms, unit: Hz, label: 'Frequency', weight: 2.5 }
      return figure(
        [
          [
            curve(spikes.t, Hz(Array.from(spikes.i, detector => frequencyOf(detector).in(Hz))), {
              ...axes,
              draw: 'dots',
              size: 1.5,
              name: 'that a spike tells',
            }),
            curve(ms(times), Hz(times.map(time => pitchAt(ms(time)).in(Hz))), {
              ...axes,
              size: 2,
              name: 'of the missing fundamental',
            }),
          ],
        ],
        { theme, title: 'Delays hear a pitch that is not in the sound' },
      )
    },
  }
}

/** `scale` times a second, in which the sound rises. */
export async function run({
  scale = 1,
  ...options
}: { readonly scale?: number } & Partial<ScriptOptions> = {}): Promise<Licklider> {
  const model = licklider({ values: {}, ...options, scale })
  await model.network.run(model.duration)
  return model
}
