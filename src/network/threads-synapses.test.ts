import { describe, expect, test } from 'vitest'
import { Hz, ms } from '../units/units.js'
import type { Network } from './network.js'
import { expectSameOnThreads } from './threads.test-support.js'

const NEURONS = 'dv/dt = (1.5 - v)/(10*ms) : 1 (unless refractory)\ng : 1\nn : integer'
const SPIKING = { threshold: 'v > 1', reset: 'v = 0', refractory: ms(1), method: 'exact' } as const
const SIZE = 150

function network(net: Network) {
  const neurons = net.neuronGroup(SIZE, NEURONS, { ...SPIKING, name: 'neurons' })
  neurons.v.set('rand()')
  return neurons
}

/** Pairs in no order at all, some of them several times. */
const pairs = (count: number): { i: number[]; j: number[] } => ({
  i: Array.from({ length: count }, (_, k) => (k * 7919) % SIZE),
  j: Array.from({ length: count }, (_, k) => (k * k + 31 * k) % SIZE),
})

describe('synapses do the same on 1, 2, 3 and 7 threads', () => {
  test.each(['no delay', 'one delay', 'a delay each'])('sums into targets, with %s', async delay => {
    await expectSameOnThreads(async net => {
      const neurons = network(net)
      const synapses = net.synapses(neurons, neurons, {
        equations: 'w : 1',
        onPre: 'g_post += w\nv_post += 0.1*w*rand()',
        ...(delay === 'one delay' ? { delay: ms(0.7) } : {}),
      })
      synapses.connect({ p: 0.2 })
      synapses.w.set('0.01*randn()')
      if (delay === 'a delay each') synapses.delay.set('2*ms*rand()')
      const spikes = net.spikeMonitor(neurons)
      await net.run(ms(15))
      await net.run(ms(10.1))
      expect(spikes.count).toBeGreaterThan(SIZE)
      return [spikes.i, spikes.t.values, neurons.v.values(), neurons.g.values()]
    })
  })

  test('synapses made in no order, more than one of a pair, and some added between two runs', async () => {
    await expectSameOnThreads(async net => {
      const neurons = network(net)
      const synapses = net.synapses(neurons, neurons, {
        equations: 'w : 1',
        onPre: 'g_post = 0.9*g_post + w',
      })
      synapses.connect(pairs(900))
      synapses.w.set('rand()')
      await net.run(ms(10))
      synapses.connect(pairs(500))
      synapses.w.set('rand()')
      await net.run(ms(10))
      return neurons.g.values()
    })
  })

  test('plasticity with traces, before and after the synapse, with delays on both sides', async () => {
    await expectSameOnThreads(async net => {
      const sources = net.poissonGroup(80, Hz(200))
      const neurons = network(net)
      const synapses = net.synapses(sources, neurons, {
        equations: `w : 1
          dtpre/dt = -tpre/(20*ms) : 1 (event-driven)
          dtpost/dt = -tpost/(20*ms) : 1 (event-driven)`,
        onPre: 'v_post += w\ntpre += 0.01\nw = clip(w - tpost, 0, 0.2)',
        onPost: 'tpost += 0.01\nw = clip(w + tpre, 0, 0.2)',
        delay: { pre: ms(0.4) },
      })
      synapses.connect({ p: 0.5 })
      synapses.w.set('0.1*rand()')
      await net.run(ms(20))
      synapses.delay.set(ms(0.9))
      await net.run(ms(20))
      return [neurons.v.values(), synapses.w.values()]
    })
  })

  test('parts of groups on both sides, as stretches and as lists', async () => {
    await expectSameOnThreads(async net => {
      const neurons = network(net)
      const stretch = net.synapses(neurons.slice(20, 90), neurons.slice(50, 140), {
        onPre: 'g_post += 0.1',
        onPost: 'v_pre += 0.01',
      })
      stretch.connect({ p: 0.3 })
      const listed = net.synapses(neurons.select([3, 4, 50, 71]), neurons.select([7, 31, 90, 140]), {
        onPre: 'g_post += 0.01*(i + 1)',
      })
      listed.connect()
      await net.run(ms(20))
      return [neurons.v.values(), neurons.g.values()]
    })
  })

  test('code that writes to the source, to what all share, or depends on the order', async () => {
    await expectSameOnThreads(async net => {
      const neurons = network(net)
      const synapses = net.synapses(neurons, neurons, {
        equations: 'total : 1 (shared)\nw : 1',
        onPre: 'g_pre += 0.1*v_post\nn_post = 2*n_post + i',
      })
      synapses.connect({ p: 0.1 })
      const recurrent = net.synapses(neurons, neurons, { onPre: 'g_post += 0.01*g_pre' })
      recurrent.connect({ p: 0.1 })
      await net.run(ms(20))
      return [neurons.g.values(), neurons.n.values()]
    })
  })

  test('equations of synapses over time, sums into neurons, and what is recorded of synapses', async () => {
    await expectSameOnThreads(async net => {
      const neurons = network(net)
      const synapses = net.synapses(neurons, neurons, {
        equations: 'dx/dt = (v_pre - x)/(3*ms) : 1 (clock-driven)\ng_post = 0.01*x : 1 (summed)',
        method: 'exact',
      })
      synapses.connect({ p: 0.1 })
      const trace = net.stateMonitor(synapses, 'x', { record: [0, 100, 500] })
      await net.run(ms(10))
      return [neurons.g.values(), trace.trace('x', 500).values]
    })
  })

  test.each(['pre', 'post'])('sums into neurons of the side %s, of synapses in no order', async side => {
    await expectSameOnThreads(async net => {
      const neurons = network(net)
      const synapses = net.synapses(neurons.slice(10, 140), neurons.slice(10, 140), {
        equations: `w : 1\ng_${side} = w*(v_pre - v_post) : 1 (summed)`,
      })
      synapses.connect({ i: pairs(900).i.map(i => i % 130), j: pairs(900).j.map(j => j % 130) })
      synapses.w.set('randn()')
      await net.run(ms(5))
      return neurons.g.values()
    })
  })

  test('delays that code changes', async () => {
    await expectSameOnThreads(async net => {
      const neurons = network(net)
      const synapses = net.synapses(neurons, neurons, { onPre: 'g_post += 0.1\ndelay += 0.1*ms' })
      synapses.connect({ p: 0.1 })
      await net.run(ms(20))
      return [neurons.g.values(), synapses.delay.values()]
    })
  })

  test('spikes under way are stored, restored and delivered', async () => {
    await expectSameOnThreads(async net => {
      const neurons = network(net)
      const synapses = net.synapses(neurons, neurons, { onPre: 'g_post += 0.1' })
      synapses.connect({ p: 0.2 })
      synapses.delay.set('5*ms*rand()')
      await net.run(ms(10))
      net.store()
      await net.run(ms(10))
      const first = neurons.g.values()
      net.restore('default', { randomState: true })
      await net.run(ms(10))
      expect(neurons.g.values()).toEqual(first)
      return first
    })
  })
})
