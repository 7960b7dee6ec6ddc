// Runs one small network many times for a step, and builds many small networks in a row. Prints the milliseconds of each part.
import { Network, ms, mV } from 'rheobase'

const [runs = 10_000, networks = 1000] = process.argv.slice(2).map(Number)

/** A hundred neurons with two kinds of synapses: a network of a lesson, or of a search for parameters. */
function smallNetwork(seed: number): Network {
  const net = new Network({ dt: ms(0.1), seed })
  const neurons = net.neuronGroup(
    100,
    'dv/dt = (ge - v + 1.1*20*mV)/(20*ms) : volt\ndge/dt = -ge/(5*ms) : volt',
    {
      ...{ threshold: 'v > 20*mV', reset: 'v = 0*mV', refractory: ms(2), method: 'exact' },
    },
  )
  neurons.v.set('rand()*20*mV')
  const synapses = net.synapses(neurons, neurons, { equations: 'w : volt', onPre: 'ge += w', delay: ms(1) })
  synapses.connect({ p: 0.1, values: { w: mV(0.5) } })
  net.spikeMonitor(neurons)
  return net
}

async function milliseconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const net = smallNetwork(1)
const first = await milliseconds(() => net.run(ms(0.1)).then(() => undefined))
const runMilliseconds = await milliseconds(async () => {
  for (let k = 0; k < runs; k++) await net.run(ms(0.1))
})
const builtMilliseconds = await milliseconds(async () => {
  for (let seed = 0; seed < networks; seed++) await smallNetwork(seed).run(ms(0.1))
})
console.log(JSON.stringify({ first, runs, runMilliseconds, networks, builtMilliseconds }))
