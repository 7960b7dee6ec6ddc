import { expect, test } from 'vitest'
import { Hz, ms, mV } from '../units/units.js'
import { Network } from './network.js'

/** Kernels in which the first thread has a loop for itself, and how often threads wait for each other in a step. */
function division(net: Network): { alone: readonly string[]; barriers: number } {
  const kernels = net.inspect().kernels.split(/^(?=# )/m)
  const alone = kernels.filter(hasLoopOfFirstThread).map(text => /procedure (\S+)\(/.exec(text)?.[1] ?? text)
  const barriers = kernels.join('').match(/wait for all threads/g)?.length ?? 0
  return { alone, barriers }
}

function hasLoopOfFirstThread(text: string): boolean {
  const name = /^ *(\w+) = thread == 0$/m.exec(text)?.[1] ?? 'thread == 0'
  const lines = text.split('\n')
  return lines.some((line, position) => {
    if (!line.endsWith(`if ${name}`) && !line.endsWith('if thread == 0')) return false
    const indent = line.search(/\S/)
    const after = lines.slice(position + 1)
    const end = after.findIndex(next => next.search(/\S/) <= indent)
    return after.slice(0, end < 0 ? undefined : end).some(inner => /^ *for /.test(inner))
  })
}

test('currents that decay exactly, refractoriness and synapses without delay: all loops are divided', () => {
  using net = new Network({ threads: 2 })
  const neurons = net.neuronGroup(
    4000,
    `dv/dt = (ge + gi - v)/(20*ms) : volt (unless refractory)
    dge/dt = -ge/(5*ms) : volt
    dgi/dt = -gi/(10*ms) : volt`,
    { threshold: 'v > 10*mV', reset: 'v = 0*mV', refractory: ms(5), method: 'exact' },
  )
  net.synapses(neurons.slice(0, 3200), neurons, { onPre: 'ge += 1.62*mV' }).connect({ p: 0.02 })
  net.synapses(neurons.slice(3200), neurons, { onPre: 'gi -= 9*mV' }).connect({ p: 0.02 })
  net.spikeMonitor(neurons, { record: false })
  expect(division(net)).toEqual({ alone: [], barriers: 2 })
})

test('one delay and Poisson inputs: only the queue of spikes is left to the first thread', () => {
  using net = new Network({ threads: 2 })
  const neurons = net.neuronGroup(1000, 'dv/dt = -v/(20*ms) : volt (unless refractory)', {
    ...{ threshold: 'v > 20*mV', reset: 'v = 10*mV', refractory: ms(2), method: 'exact' },
  })
  net
    .synapses(neurons, neurons, { onPre: 'v += 0.1*mV', delay: ms(1.5), name: 'synapses' })
    .connect({ p: 0.1 })
  net.poissonInput(neurons, 'v', { n: 1000, rate: Hz(20), weight: mV(0.1) })
  const { alone, barriers } = division(net)
  expect(alone).toEqual(['synapses_pre'])
  expect(barriers).toBeLessThanOrEqual(5)
})

test('plasticity with traces: all loops are divided, and sources whose events are skipped to cost nothing', () => {
  using net = new Network({ threads: 2 })
  const sources = net.poissonGroup(1000, Hz(15))
  const neurons = net.neuronGroup(100, 'dv/dt = -v/(10*ms) : 1', {
    ...{ threshold: 'v > 1', reset: 'v = 0', method: 'exact' },
  })
  const synapses = net.synapses(sources, neurons, {
    equations: `w : 1
      da/dt = -a/(20*ms) : 1 (event-driven)
      db/dt = -b/(20*ms) : 1 (event-driven)`,
    onPre: 'v_post += w\na += 0.01\nw = clip(w + b, 0, 1)',
    onPost: 'b -= 0.01\nw = clip(w + a, 0, 1)',
  })
  synapses.connect()
  expect(division(net).alone).toEqual(['poissongroup_spike_thresholder'])
})
