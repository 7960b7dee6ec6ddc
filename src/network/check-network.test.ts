import { describe, expect, test } from 'vitest'
import { Hz, ms, Network } from '../index.js'

const TARGETS = ['js', 'wasm'] as const

/** Networks that cannot run, each for another reason. */
const MISTAKES: readonly [string, (net: Network) => unknown, string][] = [
  ['noise that is not linear', net => net.neuronGroup(1, 'dv/dt = xi_1*xi_2 : 1'), 'method-does-not-fit'],
  [
    'a method that does not fit',
    net => net.neuronGroup(1, 'dv/dt = -v**2/ms : 1', { method: 'exact' }),
    'method-does-not-fit',
  ],
  [
    'none of a list of methods',
    net => net.neuronGroup(1, 'dv/dt = v*xi*ms**-0.5 : 1', { method: ['exact', 'rk4'] }),
    'method-does-not-fit',
  ],
  ['a slot that there is not', net => spiking(net).runRegularly('v = 1', { when: 'strt' }), 'unknown-slot'],
  [
    'synapses that were never connected',
    net => net.synapses(spiking(net), net.neuronGroup(1, 'w : 1')),
    'not-connected',
  ],
  [
    'two given spikes in a step',
    net => net.spikeGenerator(1, [0, 0], ms([0.01, 0.02])),
    'two-spikes-in-a-step',
  ],
  [
    'a link that was not set',
    net => net.neuronGroup(1, 'v : 1\ny : 1 (linked)').runRegularly('v = y'),
    'link-not-set',
  ],
  [
    'a negative rate',
    net => {
      net.poissonGroup(1, Hz(1)).rates.set(Hz(-1))
    },
    'impossible-rate',
  ],
  [
    'a negative delay',
    net => {
      const cells = spiking(net)
      const synapses = net.synapses(cells, cells, { onPre: 'v_post += 1' })
      synapses.connect()
      synapses.delay.set(ms(-1))
    },
    'impossible-delay',
  ],
  ['an unknown name', net => spiking(net).runRegularly('v = q'), 'unknown-name'],
]

const spiking = (net: Network) => net.neuronGroup(1, 'v : 1', { threshold: 'v > 1', reset: 'v = 0' })

describe.each(TARGETS)('check() finds what a run would find, without a step (%s)', target => {
  test.each(MISTAKES)('%s', async (_, make, code) => {
    const build = () => {
      const net = new Network({ target, onMessage: () => undefined })
      make(net)
      return net
    }
    const net = build()
    expect(() => {
      net.check()
    }).toThrow(expect.objectContaining({ code }))
    await expect(build().run(ms(1))).rejects.toThrow(expect.objectContaining({ code }))
    // A mistake that is found changes nothing.
    expect(net.t.value).toBe(0)
  })

  test('a network that was checked runs as one that was not', async () => {
    const build = () => {
      const net = new Network({ target, seed: 3, onMessage: () => undefined })
      const cells = net.neuronGroup(20, 'dv/dt = -v/(10*ms) + xi/sqrt(10*ms) : 1', {
        threshold: 'v > 0.5',
        reset: 'v = 0',
      })
      const synapses = net.synapses(cells, cells, { onPre: 'v_post += 0.1' })
      synapses.connect({ p: 0.2 })
      synapses.delay.set('rand()*ms')
      return { net, cells }
    }
    const [checked, other] = [build(), build()]
    checked.net.check()
    checked.net.check()
    await Promise.all([checked.net.run(ms(10)), other.net.run(ms(10))])
    expect(checked.cells.v.values()).toEqual(other.cells.v.values())
    // Checked in the middle of a run it would disturb it.
    checked.net.networkOperation(() => {
      checked.net.check()
    })
    await expect(checked.net.run(ms(1))).rejects.toThrow('cannot be checked')
  })
})
