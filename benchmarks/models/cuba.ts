import { Network, ms, mV, type ScriptOptions } from 'rheobase'

const DYNAMICS = `
  dv/dt  = (ge + gi - (v - El)) / taum : volt (unless refractory)
  dge/dt = -ge / taue : volt
  dgi/dt = -gi / taui : volt
`
const PER_NEURON = `
  taum : second (constant)
  taue : second (constant)
  taui : second (constant)
`

/**
 * Current-based network of Vogels & Abbott 2005 (J. Neurosci. 25, 10786-10795), as `peers/cuba.py` has it: 64 excitatory and 16
 * inhibitory inputs per neuron on average, at any `size`. With `hetero=1` each neuron has its own time constants, 90 to 110 % of the
 * common ones; with `connected=0` it has no synapses.
 */
export default function cuba({ values, ...options }: ScriptOptions): Network {
  const size = values['size']?.value ?? 4000
  const isConnected = (values['connected']?.value ?? 1) !== 0
  const hetero = (values['hetero']?.value ?? 0) !== 0
  const net = new Network({
    dt: ms(0.1),
    seed: options.seed ?? 1,
    target: options.target ?? 'wasm',
    precision: options.precision ?? 'double',
    threads: options.threads,
  })
  const common = { threshold: 'v > Vt', reset: 'v = Vr', refractory: ms(5), method: 'exact' }
  const potentials = { Vt: mV(-50), Vr: mV(-60), El: mV(-49) }
  const neurons = net.neuronGroup(size, hetero ? DYNAMICS + PER_NEURON : DYNAMICS, {
    ...common,
    namespace: hetero ? potentials : { ...potentials, taum: ms(20), taue: ms(5), taui: ms(10) },
  })
  neurons.state('v').set('Vr + rand() * (Vt - Vr)')
  if (hetero) {
    neurons.state('taum').set('20*ms * (0.9 + 0.2*rand())')
    neurons.state('taue').set('5*ms * (0.9 + 0.2*rand())')
    neurons.state('taui').set('10*ms * (0.9 + 0.2*rand())')
  }
  if (isConnected) {
    const excitatoryCount = Math.floor(0.8 * size)
    const excitatory = net.synapses(neurons.slice(0, excitatoryCount), neurons, { onPre: 'ge += 1.62*mV' })
    const inhibitory = net.synapses(neurons.slice(excitatoryCount), neurons, { onPre: 'gi -= 9*mV' })
    excitatory.connect({ p: 80 / size })
    inhibitory.connect({ p: 80 / size })
  }
  net.spikeMonitor(neurons, { record: false })
  return net
}
