import { expect, test } from 'vitest'
import { Network, mV, ms } from 'rheobase'

test('true records all variables of the equations, as a list of their names does', async () => {
  const net = new Network({ seed: 1 })
  const neurons = net.neuronGroup(
    3,
    'dv/dt = (E - v)/tau : volt\nE = E0 + 1*mV : volt\nE0 : volt\ntau : second\nk : integer',
  )
  neurons.E0.set('i*mV')
  neurons.tau.set(ms(5))
  const all = net.stateMonitor(neurons, true, { record: [0, 2] })
  const named = net.stateMonitor(neurons, ['v', 'E', 'E0', 'tau', 'k'], { record: [0, 2] })
  await net.run(ms(2))
  for (const variable of ['v', 'E', 'E0', 'tau', 'k'])
    expect(all.trace(variable, 2)).toEqual(named.trace(variable, 2))
  expect(all.trace('E', 2).in(mV)[0]).toBeCloseTo(3, 12)
  expect(() => all.trace('x', 2)).toThrow(/x/)
})

test('a sum over synapses is no variable of the synapses', async () => {
  const net = new Network()
  const neurons = net.neuronGroup(2, 'I : 1')
  const synapses = net.synapses(neurons, neurons, { equations: 'w : 1\nI_post = w : 1 (summed)' })
  synapses.connect({ j: 'i' })
  synapses.w.set(2)
  const all = net.stateMonitor(synapses, true, { record: true })
  await net.run(ms(0.1))
  expect([...all.trace('w', 1).values]).toEqual([2])
  expect(() => all.trace('I_post', 1)).toThrow(/I_post/)
})

test('what has no equations has to be named', () => {
  const net = new Network()
  const sources = net.spikeGenerator(2, [0], ms([1]))
  expect(() => net.stateMonitor(sources, true, { record: true })).toThrow(
    expect.objectContaining({ kind: 'value', code: 'nothing-to-record' }),
  )
})
