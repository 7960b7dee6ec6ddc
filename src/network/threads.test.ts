import { describe, expect, test } from 'vitest'
import { RheobaseError } from '../errors/rheobase-error.js'
import { Hz, ms } from '../units/units.js'
import { Network } from './network.js'
import { expectSameOnThreads, THREAD_COUNTS, withThreads } from './threads.test-support.js'

const NOISY = 'dv/dt = (1.2 - v)/(10*ms) + 0.1*xi*(10*ms)**-0.5 : 1 (unless refractory)'
const SPIKING = { threshold: 'v > 1', reset: 'v = 0', refractory: ms(2) } as const

describe('the option threads', () => {
  test.each([0, 65, 2.5, -1, NaN])('refuses %s', threads => {
    expect(() => new Network({ threads })).toThrow(/threads is a whole number from 1 to 64, not/)
  })
  test('refuses what is no number', () => {
    const threads: unknown = '2'
    expect(() => new Network({ threads } as { threads: number })).toThrow('not the text "2"')
  })
  test('a network on JavaScript runs on one thread and says so', async () => {
    const messages: string[] = []
    const net = new Network({ target: 'js', threads: 2, onMessage: ({ text }) => messages.push(text) })
    net.neuronGroup(10, 'dv/dt = -v/(10*ms) : 1')
    await net.run(ms(1))
    expect(net.threads).toBe(1)
    expect(messages).toContainEqual(expect.stringContaining('has no threads on one memory'))
  })
})

describe('the same bits on 1, 2, 3 and 7 threads', () => {
  test.each([1, 5, 64, 1000])(
    '%i noisy neurons with refractoriness, whose spikes are recorded',
    async size => {
      await expectSameOnThreads(async net => {
        const neurons = net.neuronGroup(size, NOISY, SPIKING)
        neurons.v.set('rand()')
        const spikes = net.spikeMonitor(neurons, { variables: ['v'] })
        const rate = net.populationRateMonitor(neurons)
        await net.run(ms(30))
        expect(spikes.count).toBeGreaterThan(0)
        return [spikes.i, spikes.t.values, spikes.values('v').values, rate.rate.values, neurons.v.values()]
      })
    },
  )

  test('several groups, of which one reads another, on two clocks', async () => {
    await expectSameOnThreads(async net => {
      const fast = net.neuronGroup(100, NOISY, { ...SPIKING, name: 'fast' })
      const slow = net.neuronGroup(100, 'dx/dt = (u - x)/(5*ms) : 1\nu : 1 (linked)', {
        dt: ms(0.5),
        name: 'slow',
      })
      slow.link('u', fast, 'v')
      const sources = net.poissonGroup(200, Hz(100))
      const spikes = net.spikeMonitor(sources)
      const trace = net.stateMonitor(slow, 'x', { record: [0, 99] })
      slow.runRegularly('x += 0.01*rand()', { dt: ms(1) })
      await net.run(ms(20))
      return [spikes.i, trace.trace('x', 99).values, fast.v.values(), slow.state('x').values()]
    })
  })

  test('network operations see and change the state in the middle of a step', async () => {
    await expectSameOnThreads(async net => {
      const neurons = net.neuronGroup(300, NOISY, SPIKING)
      const sums: number[] = []
      net.networkOperation(() => {
        const v = neurons.v.values()
        sums.push(Array.from(v).reduce((sum, value) => sum + value, 0))
        neurons.v.set(Array.from(v, value => value * 0.9))
      })
      await net.run(ms(5))
      await net.run(ms(5))
      return [sums, neurons.v.values()]
    })
  })

  test('a run that is stopped from within goes on where it stood', async () => {
    await expectSameOnThreads(async net => {
      const neurons = net.neuronGroup(300, NOISY, SPIKING)
      net.networkOperation(t => {
        if (t.value === 0.003) net.stop()
      })
      const { stopped } = await net.run(ms(10))
      const then = net.t.value
      await net.run(ms(5))
      return [stopped, then, net.t.value, neurons.v.values()]
    })
  })

  test('states are stored and restored, also with another number of threads', async () => {
    const bytes = await withThreads(3, {}, async net => {
      const neurons = net.neuronGroup(300, NOISY, { ...SPIKING, name: 'neurons' })
      neurons.v.set('rand()')
      await net.run(ms(5))
      net.store()
      return net.snapshotBytes()
    })
    await expectSameOnThreads(async net => {
      const neurons = net.neuronGroup(300, NOISY, { ...SPIKING, name: 'neurons' })
      net.addSnapshots(bytes)
      net.restore()
      await net.run(ms(5))
      net.restore('default', { randomState: true })
      await net.run(ms(5))
      return neurons.v.values()
    })
  })
})

test.each(THREAD_COUNTS)(
  'an error in the middle of a run leaves %i threads ready for another run',
  async threads => {
    await withThreads(threads, {}, async net => {
      const neurons = net.neuronGroup(300, NOISY, SPIKING)
      neurons.v.set('rand()')
      let fails = true
      net.networkOperation(t => {
        if (fails && t.value >= 0.002) throw new RheobaseError('value', 'on-purpose', 'on purpose')
      })
      await net.run(ms(1))
      net.store()
      await expect(net.run(ms(5))).rejects.toThrow('on purpose')
      fails = false
      net.restore('default', { randomState: true })
      await net.run(ms(5))
      expect(net.t.value).toBeCloseTo(0.006, 12)
    })
  },
)

test('profiles, and the search for values that are not finite, work on several threads', async () => {
  await withThreads(2, {}, async net => {
    const neurons = net.neuronGroup(300, 'dv/dt = v**2/ms : 1', { threshold: 'v > 1e300', reset: '' })
    await net.run(ms(1), { profile: true })
    expect(net.profile.length).toBeGreaterThan(0)
    neurons.v.set(1e4)
    await expect(net.run(ms(10), { checkFinite: 'step' })).rejects.toThrow('neuron 0')
  })
})
