import { expect, test } from 'vitest'
import { Network, RheobaseError } from 'rheobase'

function refusal(text: string): RheobaseError {
  const net = new Network()
  const neurons = net.neuronGroup(4, 'x : 1')
  try {
    net.synapses(neurons, neurons).connect({ j: text })
  } catch (error) {
    if (error instanceof RheobaseError) return error
  }
  throw new Error('nothing was refused')
}

test.each([
  ['i/0*0', 'j = NaN'],
  ['i + 4294967296.0', 'j = 4294967296'],
  ['i - 1', 'j = -1'],
  ['1/(i - i)', 'j = Infinity'],
])('a partner that is no index is named, never wrapped to one: %s', (text, found) => {
  const { kind, code, message } = refusal(text)
  expect([kind, code]).toEqual(['index', 'index-out-of-range'])
  expect(message).toContain(found)
})

test('such partners are left out if asked', () => {
  const net = new Network()
  const neurons = net.neuronGroup(4, 'x : 1')
  const synapses = net.synapses(neurons, neurons)
  synapses.connect({ j: '6.0/i - 1', skipIfInvalid: true })
  expect([...synapses.sources()]).toEqual([2, 3])
  expect([...synapses.targets()]).toEqual([2, 1])
})
