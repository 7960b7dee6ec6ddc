import { expect, test } from 'vitest'
import { Network, ms } from 'rheobase'

// Rows of many synapses are fetched some at a time, in one thread or several: nobody may see it.

const WAYS = [
  { target: 'js', threads: 1 },
  { target: 'wasm', threads: 1 },
  { target: 'wasm', threads: 3 },
] as const

/** 600 neurons, each with synapses onto all: more than 2^18, with weights. */
async function everyPotential(way: (typeof WAYS)[number], delay: number): Promise<string> {
  const net = new Network({ ...way, seed: 3 })
  const neurons = net.neuronGroup(600, 'dv/dt = (1.1 - v)/(10*ms) : 1', {
    threshold: 'v > 1',
    reset: 'v = 0',
    method: 'exact',
  })
  neurons.v.set('rand()')
  const synapses = net.synapses(neurons, neurons, {
    equations: 'w : 1',
    onPre: 'v_post += w',
    delay: ms(delay),
  })
  synapses.connect()
  synapses.w.set('1e-4*rand()')
  const spikes = net.spikeMonitor(neurons)
  await net.run(ms(30))
  const before = net.inspect().kernels.includes('ignored i32')
  return [before, spikes.i.length > 600, ...neurons.v.values(), ...spikes.i].join()
}

test.each([0, 1.5])('targets and threads agree on rows that are fetched (delay %d ms)', async delay => {
  const [expected, ...others] = await Promise.all(WAYS.map(way => everyPotential(way, delay)))
  expect(expected).toMatch(/^true,true,/)
  for (const other of others) expect(other).toBe(expected)
})
