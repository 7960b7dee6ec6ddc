import { Hz, Network, ms, mV, type ScriptOptions } from 'rheobase'

/**
 * Sparse network of Brunel 2000 (J. Comput. Neurosci. 8, 183-208), as `peers/brunel.py` has it: p = 0.1, synapses of 0.1 mV with a delay of
 * 1.5 ms, inhibition five times as strong, and from outside twice the input that reaches the threshold. With `connected=0` there
 * are no synapses: the neurons and their input alone.
 */
export default function brunel({
  values,
  seed = 1,
  target = 'wasm',
  precision = 'double',
  threads,
}: ScriptOptions): Network {
  const size = values['size']?.value ?? 12_500
  const isConnected = (values['connected']?.value ?? 1) !== 0
  const net = new Network({ dt: ms(0.1), seed, target, precision, threads, namespace: { J: mV(0.1), g: 5 } })
  const neurons = net.neuronGroup(size, 'dv/dt = -v/tau : volt (unless refractory)', {
    threshold: 'v > theta',
    reset: 'v = V_r',
    refractory: ms(2),
    method: 'exact',
    namespace: { tau: ms(20), theta: mV(20), V_r: mV(10) },
  })
  const excitatoryCount = Math.floor(0.8 * size)
  if (isConnected) {
    const delay = ms(1.5)
    const excitatory = net.synapses(neurons.slice(0, excitatoryCount), neurons, { onPre: 'v += J', delay })
    const inhibitory = net.synapses(neurons.slice(excitatoryCount), neurons, { onPre: 'v += -g*J', delay })
    excitatory.connect({ p: 0.1 })
    inhibitory.connect({ p: 0.1 })
  }
  const sources = Math.floor(0.1 * excitatoryCount)
  // Sources of this rate hold the mean potential just at the threshold: theta = rate * sources * J * tau.
  const thresholdRate = 20 / (0.1 * sources * 0.02)
  net.poissonInput(neurons, 'v', { n: sources, rate: Hz(2 * thresholdRate), weight: mV(0.1) })
  net.spikeMonitor(neurons, { record: false })
  return net
}
