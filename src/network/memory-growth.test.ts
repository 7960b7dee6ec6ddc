import { expect, test } from 'vitest'
import { Hz, Network, ms, mV } from 'rheobase'

test.each(['js', 'wasm'] as const)('memory does not grow while a network runs: %s', async target => {
  const net = new Network({ seed: 1, target })
  const input = net.poissonGroup(100, Hz(50))
  const neurons = net.neuronGroup(100, 'dv/dt = -v/(10*ms) : volt', {
    threshold: 'v > 10*mV',
    reset: 'v = 0*mV',
    refractory: ms(2),
  })
  const synapses = net.synapses(input, neurons, {
    equations: 'w : volt\ndtrace/dt = -trace/(20*ms) : 1 (event-driven)',
    onPre: 'v_post += w\ntrace += 1',
    onPost: 'w = clip(w + trace*uvolt, 0*mV, 3*mV)',
  })
  synapses.connect({ p: 0.3, values: { w: mV(2) } })
  synapses.delay.set('rand()*5*ms')
  const counted = net.spikeMonitor(neurons, { record: false })
  await net.run(ms(100))
  const bytes = net.memoryBytes
  const view = neurons.v.values()
  for (let run = 0; run < 20; run++) await net.run(ms(100))
  expect(counted.count).toBeGreaterThan(1000)
  expect(net.memoryBytes).toBe(bytes)
  // A view ends when its array moves.
  expect(view.length).toBe(100)
})
