import { expect, test } from 'vitest'
import { ms, Network, type NeuronGroup } from '../index.js'

async function told(make: (net: Network) => unknown): Promise<string[]> {
  const texts: string[] = []
  const net = new Network({
    onMessage: ({ code, text }) => {
      if (code === 'order-by-name') texts.push(text)
    },
  })
  make(net)
  await net.run(ms(1))
  return texts
}
const group = (net: Network): NeuronGroup =>
  net.neuronGroup(2, 'v : 1\nu : 1', { threshold: 'v > 1', reset: 'v = 0', name: 'G' })

test('code at intervals before a monitor of the same slot is told, with the variable', async () => {
  expect(
    await told(net => {
      const neurons = group(net)
      neurons.runRegularly('v += 1', { name: 'drive' })
      net.stateMonitor(neurons, ['u', 'v'], { record: true, name: 'trace' })
    }),
  ).toEqual([
    'trace reads `G.v`, which drive writes, and comes after it by its name alone: both are in slot start with order 0. Give one of them another order to decide it.',
  ])
})

test('pathways of which one reads what the other writes are told', async () => {
  const texts = await told(net => {
    const neurons = group(net)
    const synapses = net.synapses(neurons, neurons, {
      equations: 'w : 1\ntrace : 1',
      onPre: 'w += trace',
      onPost: 'trace += 1',
      name: 'S',
    })
    synapses.connect()
    // By default `pre` comes first.
    synapses.pathway('pre').order = 0
    synapses.pathway('post').order = 0
  })
  expect(texts).toEqual([
    expect.stringMatching(/^S_pre reads `S.trace`, which S_post writes, and comes after it/),
  ])
})

test.each<[string, (net: Network) => unknown]>([
  [
    'another order',
    net => {
      const neurons = group(net)
      neurons.runRegularly('v += 1', { order: 1 })
      net.stateMonitor(neurons, 'v', { record: true })
    },
  ],
  [
    'another slot',
    net => {
      const neurons = group(net)
      neurons.runRegularly('v += 1')
      net.stateMonitor(neurons, 'v', { record: true, when: 'end' })
    },
  ],
  [
    'other variables',
    net => {
      const neurons = group(net)
      neurons.runRegularly('u += 1')
      net.stateMonitor(neurons, 'v', { record: true })
    },
  ],
  [
    'two pathways that add to one potential',
    net => {
      const neurons = group(net)
      net.synapses(neurons, neurons, { onPre: 'v_post += 0.1' }).connect()
      net.synapses(neurons, neurons, { onPre: 'v_post -= 0.1' }).connect()
    },
  ],
])('nothing is told of %s', async (_, make) => {
  expect(await told(make)).toEqual([])
})
