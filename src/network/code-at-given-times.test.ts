import { expect, test } from 'vitest'
import { Network, ms, mV, type Quantity } from 'rheobase'

const TARGETS = ['js', 'wasm'] as const

test.each(TARGETS)('%s: code runs at its times, before the slots that come later', async target => {
  const net = new Network({ dt: ms(1), target })
  const neurons = net.neuronGroup(40, 'v : 1')
  neurons.runAt('v += 1', ms([0, 1, 3]))
  const values = net.stateMonitor(neurons, 'v', { record: [0, 39], when: 'end' })
  await net.run(ms(4))
  expect([...values.trace('v', 0).values]).toEqual([1, 2, 2, 3])
  expect([...values.trace('v', 39).values]).toEqual([1, 2, 2, 3])
})

test.each(TARGETS)(
  '%s: times in any order, over several runs, those that are past never come',
  async target => {
    const net = new Network({ dt: ms(1), target })
    const neurons = net.neuronGroup(1, 'v : 1')
    neurons.runAt('v += 1', ms([7, 2, 4]))
    await net.run(ms(4))
    expect([...neurons.v.values()]).toEqual([1])
    neurons.runAt('v += 100', ms([1, 5]))
    await net.run(ms(6))
    expect([...neurons.v.values()]).toEqual([103])
  },
)

test('a time between two steps counts for the next one; `t` is the time of that step', async () => {
  const net = new Network({ dt: ms(1) })
  const neurons = net.neuronGroup(1, 'seen : second')
  neurons.runAt('seen = t', ms([2.5]))
  await net.run(ms(5))
  expect(neurons.seen.quantity().in(ms)).toEqual(Float64Array.of(3))
})

test('two operations alternate by their times and order', async () => {
  const net = new Network({ dt: ms(0.5) })
  const neurons = net.neuronGroup(1, 'x : 1')
  // Digits in the order in which the code runs.
  neurons.runAt('x = 10*x + 1', ms([0, 1, 2, 3, 4]), { order: 0 })
  neurons.runAt('x = 10*x + 2', ms([0.5, 2.5, 4]), { order: 1 })
  await net.run(ms(5))
  expect([...neurons.x.values()]).toEqual([12112112])
})

test('a part of a group, synapses, and shared variables', async () => {
  const net = new Network({ dt: ms(1) })
  const neurons = net.neuronGroup(3, 'v : 1\nn : 1 (shared)')
  const synapses = net.synapses(neurons, neurons, { equations: 'w : 1' })
  synapses.connect({ j: 'i' })
  neurons.slice(1, 3).runAt('n += 1\nv = n + i', ms([1, 2]))
  synapses.runAt('w += v_post', ms([3]))
  await net.run(ms(4))
  expect([...neurons.v.values()]).toEqual([0, 2, 3])
  expect([...synapses.w.values()]).toEqual([0, 2, 3])
})

test.each(TARGETS)('%s: a snapshot needs nothing of it, and pauses change nothing', async target => {
  const net = new Network({ seed: 3, target })
  const neurons = net.neuronGroup(5, 'v : 1')
  neurons.runAt('v += rand()', ms([0.2, 1, 3.3]))
  net.store()
  await net.run(ms(4))
  const once = [...neurons.v.values()]
  expect(new Set(once).size).toBe(5)
  net.restore('default', { randomState: true })
  for (const duration of [0.2, 0.1, 2, 1.7]) await net.run(ms(duration))
  expect([...neurons.v.values()]).toEqual(once)
})

test('it can be turned off, and a finer step of its own tells close times apart', async () => {
  const net = new Network({ dt: ms(1) })
  const neurons = net.neuronGroup(1, 'v : 1')
  neurons.runAt('v += 1', ms([1.2, 1.7]), { dt: ms(0.1) })
  const off = neurons.runAt('v += 100', ms([1]))
  off.active = false
  await net.run(ms(3))
  expect([...neurons.v.values()]).toEqual([2])
})

test.each<[string, Quantity, string]>([
  ['two times in one step', ms([1.2, 1.7]), 'two-times-in-one-step'],
  ['the same time twice', ms([3, 3]), 'two-times-in-one-step'],
  ['what is no time', mV([3]), 'not-a-time'],
  ['numbers', [1, 2] as unknown as Quantity, 'not-a-time'],
  ['a time before 0', ms([-1]), 'impossible-time'],
])('refused: %s', (_, times, code) => {
  const net = new Network({ dt: ms(1) })
  const neurons = net.neuronGroup(1, 'v : 1')
  expect(() => neurons.runAt('v += 1', times)).toThrow(expect.objectContaining({ code }))
})
