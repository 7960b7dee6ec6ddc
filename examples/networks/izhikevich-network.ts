// A thousand neurons of two kinds, connected at random, that make rhythms.
//
// Izhikevich 2003, "Simple model of spiking neurons", IEEE Trans. Neural Networks 14, 1569-1572: the network of section III and figure 3,
// with the step of one millisecond of the paper's own program, in which v goes two half steps for stability.
//
//   rheobase run examples/networks/izhikevich-network.ts --set size=2000 --plot izhikevich-network.svg
import { Network, ms, type ScriptModel, type ScriptOptions, type SpikeMonitor } from 'rheobase'

// Numbers stand for millivolts and milliseconds, as in the paper. There are no differential equations: the code below is the step.
const STATE = `
  v : 1
  u : 1
  I : 1
  noise : 1 (constant)
  a : 1 (constant)
  b : 1 (constant)
  c : 1 (constant)
  d : 1 (constant)
`
// Thalamic input is new in each step; what spikes of the last step have brought is in I, and is used up.
const STEP = `
  I += noise*randn()
  v += 0.5*(0.04*v**2 + 5*v + 140 - u + I)
  v += 0.5*(0.04*v**2 + 5*v + 140 - u + I)
  u += a*(b*v - u)
  I = 0
`
const SIZE = 1000
const EXCITATORY = 0.8
const DURATION = ms(1000)

interface IzhikevichNetwork extends Required<ScriptModel> {
  readonly spikes: SpikeMonitor
  /** Number of excitatory neurons; they come first. */
  readonly excitatory: number
}

/** `--set` gives another number of neurons to `size`; synapses are weaker then by as much. */
export default function izhikevichNetwork({
  values,
  seed = 1,
  target = 'wasm',
  threads,
}: ScriptOptions): IzhikevichNetwork {
  const size = values.size?.value ?? SIZE
  const firstInhibitory = Math.round(EXCITATORY * size)
  const network = new Network({ dt: ms(1), seed, target, threads })
  const neurons = network.neuronGroup(size, STATE, { threshold: 'v >= 30', reset: 'v = c; u += d' })
  neurons.runRegularly(STEP)
  const [excitatory, inhibitory] = [neurons.slice(0, firstInhibitory), neurons.slice(firstInhibitory)]
  // From regular spiking to chattering: c and d go together, and so do a and b of inhibitory neurons. u holds the common random number
  // for a moment.
  excitatory.u.set('rand()**2')
  excitatory.a.set(0.02)
  excitatory.b.set(0.2)
  excitatory.c.set('-65 + 15*u')
  excitatory.d.set('8 - 6*u')
  excitatory.noise.set(5)
  inhibitory.u.set('rand()')
  inhibitory.a.set('0.02 + 0.08*u')
  inhibitory.b.set('0.25 - 0.05*u')
  inhibitory.c.set(-65)
  inhibitory.d.set(2)
  inhibitory.noise.set(2)
  neurons.v.set(-65)
  neurons.u.set('b*v')

  // All to all, with weights that differ.
  const namespace = { largest: SIZE / size }
  const equations = 'weight : 1 (constant)'
  const excite = network.synapses(excitatory, neurons, { equations, namespace, onPre: 'I_post += weight' })
  excite.connect()
  excite.weight.set('0.5*largest*rand()')
  const inhibit = network.synapses(inhibitory, neurons, { equations, namespace, onPre: 'I_post -= weight' })
  inhibit.connect()
  inhibit.weight.set('largest*rand()')

  const spikes = network.spikeMonitor(neurons)
  return {
    network,
    duration: DURATION,
    spikes,
    excitatory: firstInhibitory,
    picture: async theme => {
      const { figure, populationRate, raster } = await import('rheobase/plot')
      const shown = { to: network.t }
      return figure(
        [raster(spikes, { ...shown, weight: 3 }), populationRate(spikes, { ...shown, bin: ms(2) })],
        { theme, title: 'Rhythms of a network of Izhikevich neurons' },
      )
    },
  }
}

/** One second of a thousand neurons: short enough to be run in full everywhere. */
export async function run({ seed = 1 }: { readonly seed?: number } = {}): Promise<IzhikevichNetwork> {
  const model = izhikevichNetwork({ values: {}, seed })
  await model.network.run(model.duration)
  return model
}
