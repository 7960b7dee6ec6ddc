// Synapses that compete: those whose spikes come just before the neuron's own grow, the others shrink, and in the end each is either
// strong or weak. How fast the input fires then hardly matters for the output.
//
// Song, Miller & Abbott 2000, "Competitive Hebbian learning through spike-timing-dependent synaptic plasticity", Nature Neuroscience 3,
// 919-926: its window and its parameters, but for faster learning: what takes the paper twenty minutes shows
// after one.
//
//   rheobase run examples/synapses/stdp.ts --duration 200s --plot stdp.svg
//   rheobase run examples/synapses/stdp.ts --set rate=40Hz
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

// Conductances are relative to that of the leak.
const NEURON = `
  dv/dt = (Vrest - v + ge*(Ee - v) + gi*(Vrest - v))/taum : volt
  dge/dt = -ge/taus : 1
  dgi/dt = -gi/taus : 1
`
// Each presynaptic spike leaves a trace with which the next postsynaptic one strengthens the synapse, and the other way round.
const SYNAPSE = `
  w : 1
  dApre/dt = -Apre/taup : 1 (event-driven)
  dApost/dt = -Apost/taup : 1 (event-driven)
`
const ON_PRE = `
  ge_post += gmax*w
  Apre += learning
  w = clip(w + Apost, 0, 1)
`
const ON_POST = `
  Apost -= 1.05*learning
  w = clip(w + Apre, 0, 1)
`
const PARAMETERS = {
  ...{ taum: ms(20), taus: ms(5), taup: ms(20) },
  ...{ Vrest: mV(-70), Ee: mV(0) },
  ...{ gmax: 0.015, gin: 0.05 },
}
/** 0.005 in the paper. */
const LEARNING = 0.02
const RATE = Hz(20)
const DURATION = second(60)

interface Stdp extends Required<ScriptModel> {
  readonly spikes: SpikeMonitor
  readonly synapses: Synapses<typeof SYNAPSE>
}

/** `--set` gives other values to the `rate` of each input, and to `learning`, the largest change of a weight by one pair of spikes. */
export default function stdp({ values, seed = 1, target = 'wasm', threads }: ScriptOptions): Stdp {
  const { rate = RATE } = values
  const learning = values.learning?.value ?? LEARNING
  const network = new Network({ dt: ms(0.2), seed, target, threads, namespace: PARAMETERS })
  const neuron = network.neuronGroup(1, NEURON, {
    threshold: 'v > -54*mV',
    reset: 'v = -60*mV',
    method: 'exponential_euler',
  })
  neuron.v.set('Vrest')
  const input = network.poissonGroup(1000, rate)
  const synapses = network.synapses(input, neuron, {
    equations: SYNAPSE,
    onPre: ON_PRE,
    onPost: ON_POST,
    namespace: { learning },
  })
  synapses.connect()
  synapses.w.set(1)
  const inhibition = network.poissonGroup(200, Hz(10))
  network.synapses(inhibition, neuron, { onPre: 'gi_post += gin' }).connect()

  const spikes = network.spikeMonitor(neuron)
  const some = network.stateMonitor(synapses, 'w', { record: [0, 1, 2, 3, 4, 5], dt: ms(500) })
  return {
    network,
    duration: DURATION,
    spikes,
    synapses,
    picture: async theme => {
      const { curve, figure, histogram, populationRate, trace } = await import('rheobase/plot')
      const shown = { to: network.t, timeUnit: second }
      const { lags, changes } = await learningWindow()
      return figure(
        [
          curve(lags, changes, {
            xLabel: 'Postsynaptic after presynaptic spike',
            xUnit: ms,
            label: 'Change',
            draw: 'dots',
            size: 3,
          }),
          populationRate(spikes, { ...shown, bin: second(1) }),
          trace(some, 'w', { ...shown, names: [], label: 'Some weights', weight: 1.3 }),
          histogram(synapses.w.quantity(), { xLabel: 'Weight', label: 'Synapses', from: 0, to: 1, bins: 50 }),
        ],
        { theme, title: 'Spike-timing-dependent plasticity' },
      )
    },
  }
}

/** What one pair of spikes changes, by how long after the presynaptic spike the postsynaptic one comes: a pair of neurons for each lag. */
export async function learningWindow(): Promise<{
  lags: Quantity<Float64Array>
  changes: Quantity<Float64Array>
}> {
  // Not 0: there the order within a step would decide.
  const milliseconds = Array.from({ length: 100 }, (_, k) => (k < 50 ? k - 50 : k - 49))
  const network = new Network({ dt: ms(0.2), seed: 1, namespace: { ...PARAMETERS, learning: LEARNING } })
  const each = milliseconds.map((_, k) => k)
  const before = network.spikeGenerator(each.length, each, ms(milliseconds.map(() => 60)))
  const after = network.spikeGenerator(each.length, each, ms(milliseconds.map(lag => 60 + lag)))
  const synapses = network.synapses(before, after, {
    equations: SYNAPSE,
    onPre: ON_PRE.replace('ge_post += gmax*w', ''),
    onPost: ON_POST,
  })
  synapses.connect({ i: each, j: each })
  synapses.w.set(0.5)
  await network.run(ms(120))
  return { lags: ms(milliseconds), changes: synapses.w.quantity().minus(0.5) as Quantity<Float64Array> }
}

/** A minute of 1200 inputs, or `scale` of it. */
export async function run({ scale = 1 }: { readonly scale?: number } = {}): Promise<Stdp> {
  const model = stdp({ values: {} })
  await model.network.run(model.duration.times(scale))
  return model
}
