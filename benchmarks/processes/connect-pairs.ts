// Connects a tenth of all pairs of a group, with weights and one delay, and runs for a millisecond: time, and memory of the process.
import { Network, ms, mV } from 'rheobase'

const PROBABILITY = 0.1

const [synapseCount = 1e7] = process.argv.slice(2).map(Number)
const size = Math.round(Math.sqrt(synapseCount / PROBABILITY))
const net = new Network({ seed: 1 })
const neurons = net.neuronGroup(size, 'dv/dt = -v/(10*ms) : volt', {
  threshold: 'v > 1*volt',
  reset: 'v = 0*volt',
})
const synapses = net.synapses(neurons, neurons, { equations: 'w : volt', onPre: 'v_post += w', delay: ms(1) })
const start = performance.now()
const { to } = synapses.connect({ p: PROBABILITY, values: { w: mV(1) } })
const milliseconds = performance.now() - start
await net.run(ms(1))
const peakBytes = process.resourceUsage().maxRSS * 1024
console.log(JSON.stringify({ size, synapses: to, milliseconds, peakBytes }))
