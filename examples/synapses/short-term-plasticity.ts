// Synapses that tire, and synapses that warm up: the same equations, with other time constants.
//
// Tsodyks, Pawelzik & Markram 1998, "Neural networks with dynamic synapses", Neural Computation 10, 821-835;
// Markram, Wang & Tsodyks 1998, "Differential signaling via the same axon of neocortical pyramidal neurons", PNAS 95, 5323-5328.
// Between two spikes the equations are linear, so they are solved when a spike comes.
//
//   rheobase run examples/synapses/short-term-plasticity.ts --set rate=40Hz --plot short-term-plasticity.svg
import {
  Hz,
  Network,
  ms,
  mV,
  second,
  type Quantity,
  type ScriptModel,
  type ScriptOptions,
  type StateMonitor,
} from 'rheobase'

/** x: share of the transmitter that is there; u: share of it that a spike releases; release: what the last spike released. */
const SYNAPSE = `
  dx/dt = (1 - x)/tau_rec : 1 (event-driven)
  du/dt = -u/tau_facil : 1 (event-driven)
  release : 1
  U : 1 (constant)
  tau_rec : second (constant)
  tau_facil : second (constant)
`
const ON_SPIKE = `
  u += U*(1 - u)
  release = u*x
  x -= release
  v_post += A*release
`
/** U, recovery and facilitation in milliseconds. */
export const KINDS = {
  depressing: { U: 0.5, recovery: 800, facilitation: 1e-3 },
  facilitating: { U: 0.05, recovery: 50, facilitation: 1000 },
} as const
const NAMES = ['depressing', 'facilitating'] as const
const RATE = Hz(20)
/** Spikes of the train, and the time of one more, to see what has recovered. */
const SPIKES = 16
const PROBE = ms(500)

interface ShortTermPlasticity extends Required<ScriptModel> {
  readonly traces: StateMonitor
  /** What each spike of the train, and the one after the pause, releases at a synapse. */
  readonly releases: (kind: keyof typeof KINDS) => number[]
}

/** `--set` gives another `rate` of the train. */
export default function shortTermPlasticity({
  values,
  seed = 1,
  target = 'wasm',
  threads,
}: ScriptOptions): ShortTermPlasticity {
  const { rate = RATE } = values
  const network = new Network({ dt: ms(0.1), seed, target, threads })
  const times = trainOf(rate)
  const source = network.spikeGenerator(
    1,
    Array.from({ length: times.length }, () => 0),
    times,
  )
  const neurons = network.neuronGroup(2, 'dv/dt = -v/(15*ms) : volt', { method: 'exact' })
  const synapses = network.synapses(source, neurons, {
    equations: SYNAPSE,
    onPre: ON_SPIKE,
    namespace: { A: mV(10) },
  })
  synapses.connect()
  synapses.x.set(1)
  synapses.U.set(NAMES.map(name => KINDS[name].U))
  synapses.tau_rec.set(ms(NAMES.map(name => KINDS[name].recovery)))
  synapses.tau_facil.set(ms(NAMES.map(name => KINDS[name].facilitation)))

  const traces = network.stateMonitor(neurons, 'v', { record: true })
  const released = network.stateMonitor(synapses, 'release', { record: true })
  return {
    network,
    duration: times.at(-1).plus(ms(100)),
    traces,
    releases: kind => {
      const samples = released.trace('release', NAMES.indexOf(kind)).values as Float64Array
      // A sample is taken at the start of a step, a spike arrives later in it.
      return Array.from(times.values, time => samples[Math.round(time / network.dt.value) + 1] ?? NaN)
    },
    picture: async theme => {
      const { figure, trace } = await import('rheobase/plot')
      const shown = { to: network.t, unit: mV, weight: 1.4 }
      return figure(
        NAMES.map((name, k) => trace(traces, 'v', { ...shown, elements: [k], names: [name] })),
        { theme, title: `Two synapses at a train of ${String(rate.in(Hz))} Hz and after a pause` },
      )
    },
  }
}

const trainOf = (rate: Quantity): Quantity<Float64Array> => {
  const period = 1 / Number(rate.in(Hz))
  const train = Array.from({ length: SPIKES }, (_, k) => 0.05 + Math.round(1e4 * k * period) / 1e4)
  return second([...train, (train.at(-1) ?? 0) + PROBE.value])
}

/** A train at 20 Hz of two synapses: short enough to be run in full everywhere. */
export async function run(): Promise<ShortTermPlasticity> {
  const model = shortTermPlasticity({ values: {} })
  await model.network.run(model.duration)
  return model
}
