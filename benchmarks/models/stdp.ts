import { Hz, Network, ms, mV, type ScriptOptions } from 'rheobase'

const SYNAPSE = `
  w : 1
  dApre/dt = -Apre/taupre : 1 (event-driven)
  dApost/dt = -Apost/taupost : 1 (event-driven)
`

/**
 * Plasticity by pairs of spikes (Song, Miller & Abbott 2000, Nature Neuroscience 3, 919-926), as `peers/stdp.py` has it: Poisson sources of
 * 15 Hz, `size` of them, all to all onto a tenth as many neurons. With `connected=0` there are only the sources.
 */
export default function stdp({
  values,
  seed = 1,
  target = 'wasm',
  precision = 'double',
  threads,
}: ScriptOptions): Network {
  const size = values['size']?.value ?? 1000
  const isConnected = (values['connected']?.value ?? 1) !== 0
  const net = new Network({ dt: ms(0.1), seed, target, precision, threads })
  const sources = net.poissonGroup(size, Hz(15))
  if (!isConnected) {
    net.spikeMonitor(sources, { record: false })
    return net
  }
  const neurons = net.neuronGroup(
    Math.ceil(size / 10),
    'dv/dt = (ge * (Ee-v) + El - v) / taum : volt\ndge/dt = -ge / taue : 1',
    {
      threshold: 'v > vt',
      reset: 'v = vr',
      method: 'euler',
      namespace: { taum: ms(10), taue: ms(5), Ee: mV(0), El: mV(-74), vt: mV(-54), vr: mV(-60) },
    },
  )
  const gmax = 0.01
  const synapses = net.synapses(sources, neurons, {
    equations: SYNAPSE,
    onPre: 'ge += w; Apre += dApre; w = clip(w + Apost, 0, gmax)',
    onPost: 'Apost += dApost; w = clip(w + Apre, 0, gmax)',
    namespace: { taupre: ms(20), taupost: ms(20), gmax, dApre: 0.01 * gmax, dApost: -0.0105 * gmax },
  })
  synapses.connect()
  neurons.state('v').set('vr')
  synapses.state('w').set('rand() * 0.01')
  net.spikeMonitor(neurons, { record: false })
  return net
}
