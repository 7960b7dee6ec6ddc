// Inhibition that learns its strength: whatever excites a neuron, synapses from inhibitory neurons change until it spikes at its target rate.
//
// Vogels, Sprekeler, Zenke, Clopath & Gerstner 2011, "Inhibitory plasticity balances excitation and inhibition in sensory pathways and memory
// networks", Science 334, 1569-1573: its plasticity rule, for single neurons. A target rate rho and
// traces with the time constant tau make the weight stand still where the neuron spikes at rho: alpha = 2 rho tau.
//
//   rheobase run examples/synapses/inhibitory-plasticity.ts --set target_rate=20Hz --plot inhibitory-plasticity.svg
import {
  Hz,
  Network,
  ms,
  mV,
  second,
  type Quantity,
  type ScriptModel,
  type ScriptOptions,
  type SpikeMonitor,
  type Synapses,
} from 'rheobase'

// Conductances are relative to that of the leak. The drive of each neuron differs.
const NEURON = `
  dv/dt = (EL - v + ge*(Ee - v) + gi*(Ei - v))/taum : volt (unless refractory)
  dge/dt = -ge/taue : 1
  dgi/dt = -gi/taui : 1
  excitability : 1 (constant)
`
const SYNAPSE = `
  w : 1
  dApre/dt = -Apre/taup : 1 (event-driven)
  dApost/dt = -Apost/taup : 1 (event-driven)
`
// Spikes that come close together strengthen; a presynaptic spike alone weakens.
const ON_PRE = `
  gi_post += w
  Apre += 1
  w = clip(w + eta*(Apost - alpha), 0, wmax)
`
const ON_POST = `
  Apost += 1
  w = clip(w + eta*Apre, 0, wmax)
`
const TRACE = ms(20)
const TARGET = Hz(10)
const NEURONS = 20
const DURATION = second(30)

interface InhibitoryPlasticity extends Required<ScriptModel> {
  readonly spikes: SpikeMonitor
  readonly synapses: Synapses<typeof SYNAPSE>
  /** Rate in hertz of each neuron between two times. */
  readonly rates: (from: Quantity<number>, to: Quantity<number>) => number[]
}

/** `--set` gives another `target_rate`. */
export default function inhibitoryPlasticity({
  values,
  seed = 1,
  target = 'wasm',
  threads,
}: ScriptOptions): InhibitoryPlasticity {
  const { target_rate = TARGET } = values
  const network = new Network({ dt: ms(0.2), seed, target, threads })
  const neurons = network.neuronGroup(NEURONS, NEURON, {
    threshold: 'v > -50*mV',
    reset: 'v = -60*mV',
    refractory: ms(5),
    method: 'exponential_euler',
    namespace: { taum: ms(20), taue: ms(5), taui: ms(10), EL: mV(-60), Ee: mV(0), Ei: mV(-80) },
  })
  neurons.v.set(mV(-60))
  neurons.excitability.set('0.06 + 0.06*i/(N - 1)')
  const [excitatory, inhibitory] = [network.poissonGroup(400, Hz(5)), network.poissonGroup(100, Hz(10))]
  network.synapses(excitatory, neurons, { onPre: 'ge_post += excitability_post' }).connect({ p: 0.5 })
  const synapses = network.synapses(inhibitory, neurons, {
    equations: SYNAPSE,
    onPre: ON_PRE,
    onPost: ON_POST,
    namespace: { taup: TRACE, alpha: target_rate.times(TRACE).times(2), eta: 2e-3, wmax: 2 },
  })
  synapses.connect({ p: 0.5 })
  synapses.w.set(0.01)

  const spikes = network.spikeMonitor(neurons)
  const weights = network.stateMonitor(synapses, 'w', { record: 'i < 2 and j < 20', dt: ms(200) })
  const rates = (from: Quantity<number>, to: Quantity<number>): number[] =>
    spikes.trains().map(train => {
      const inside = Array.from(train.values as Float64Array).filter(
        time => time >= from.value && time < to.value,
      )
      return inside.length / to.minus(from).value
    })
  return {
    network,
    duration: DURATION,
    spikes,
    synapses,
    rates,
    picture: async theme => {
      const { curve, figure, populationRate, raster, trace } = await import('rheobase/plot')
      const shown = { to: network.t, timeUnit: second }
      const wanted = Number(target_rate.in(Hz))
      const time = { xLabel: 'Time', xUnit: second, unit: Hz, label: 'Rate' }
      return figure(
        [
          raster(spikes, { ...shown, size: 1.2, weight: 1.6 }),
          [
            populationRate(spikes, { ...shown, bin: ms(250) }),
            curve(second([0, network.t.value]), Hz([wanted, wanted]), { ...time, name: 'target' }),
          ],
          trace(weights, 'w', { ...shown, names: [], label: 'Some weights' }),
        ],
        { theme, title: 'Plastic inhibition finds the target rate' },
      )
    },
  }
}

/** `scale` times half a minute of twenty neurons. */
export async function run({ scale = 1 }: { readonly scale?: number } = {}): Promise<InhibitoryPlasticity> {
  const model = inhibitoryPlasticity({ values: {} })
  await model.network.run(model.duration.times(scale))
  return model
}
