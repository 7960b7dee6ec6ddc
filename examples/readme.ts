import { Hz, Network, mV, ms } from 'rheobase'
import { coefficientOfVariation } from 'rheobase/analysis'

const net = new Network({ dt: ms(0.1), seed: 1 })

// 200 neurons in the equation language of Brian 2: a leaky membrane and a synaptic current that decays.
const neurons = net.neuronGroup(
  200,
  `
  dv/dt = (El - v + I) / tau : volt (unless refractory)
  dI/dt = -I / (5*ms)        : volt
  `,
  {
    threshold: 'v > -50*mV',
    reset: 'v = El',
    refractory: ms(2),
    method: 'exact',
    namespace: { El: mV(-60), tau: ms(20) },
  },
)
neurons.v.set('El + rand()*10*mV')

// Random input from outside, and inhibition among the neurons themselves that arrives 1.5 ms after a spike.
const input = net.poissonGroup(1000, Hz(12))
net.synapses(input, neurons, { onPre: 'I += 1.8*mV' }).connect({ p: 0.1 })
const inhibition = net.synapses(neurons, neurons, { onPre: 'I -= 0.4*mV', delay: ms(1.5) })
inhibition.connect({ condition: 'i != j', p: 0.2 })

const spikes = net.spikeMonitor(neurons)
await net.run(ms(1000))

const rate = spikes.count / neurons.size / net.t.value
const variation = spikes.trains().map(coefficientOfVariation).filter(Number.isFinite)
console.log(spikes.count, 'spikes, the first ones at', spikes.t.slice(0, 3).toString())
console.log('mean rate', rate.toFixed(1), 'Hz')
console.log('mean CV', (variation.reduce((sum, cv) => sum + cv, 0) / variation.length).toFixed(2))
