import { Hz, Network, ms, type ScriptOptions } from 'rheobase'

/**
 * Neurons that spike in regular intervals, whatever reaches them, each for itself: so numbers of neurons (`size`), of synapses (`inputs` of
 * each neuron) and of spikes (`rate`) can be chosen freely.
 */
export default function growth({ values, seed = 1, target = 'wasm', threads }: ScriptOptions): Network {
  const { size, inputs = { value: 0 }, rate = Hz(0) } = values
  const count = size?.value ?? 4000
  const net = new Network({ dt: ms(0.1), seed, target, threads })
  const neurons = net.neuronGroup(count, 'dphase/dt = rate : 1\ndx/dt = -x/(10*ms) : 1', {
    ...{ threshold: 'phase >= 1', reset: 'phase -= 1', method: 'exact', namespace: { rate } },
  })
  neurons.state('phase').set('rand()')
  if (inputs.value > 0) {
    const synapses = net.synapses(neurons, neurons, { onPre: 'x += 1' })
    synapses.connect({ p: inputs.value / count })
  }
  net.spikeMonitor(neurons, { record: false })
  return net
}
