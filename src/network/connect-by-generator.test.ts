import fc from 'fast-check'
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

/** What the texts below mean, pair by pair. */
function expectedPairs(
  outer: number,
  inner: number,
  [start, stop, step]: readonly [number, number, number],
  divisor: number,
): (readonly [outer: number, inner: number])[] {
  const pairs: (readonly [number, number])[] = []
  for (let neuron = 0; neuron < outer; neuron++)
    for (let k = neuron + start; step > 0 ? k < stop : k > stop; k += step)
      if ((k + neuron) % divisor !== 0 && 2 * k - neuron >= 0 && 2 * k - neuron < inner)
        pairs.push([neuron, 2 * k - neuron])
  return pairs
}

test('generators give what loops over their text give, from both sides', () => {
  const step = fc.integer({ min: -4, max: 4 }).filter(value => value !== 0)
  fc.assert(
    fc.property(
      fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })),
      fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: -3, max: 15 }), step),
      fc.integer({ min: 2, max: 4 }),
      ([outer, inner], bounds, divisor) => {
        const text = (index: string): string =>
          `2*k - ${index} for k in range(${index} + ${String(bounds[0])}, ${String(bounds[1])}, ${String(bounds[2])}) if (k + ${index}) % ${String(divisor)} != 0`
        const net = new Network()
        const [a, b] = [net.neuronGroup(outer, 'x : 1'), net.neuronGroup(inner, 'y : 1')]
        const expected = expectedPairs(outer, inner, bounds, divisor)
        const forward = net.synapses(a, b)
        forward.connect({ j: text('i'), skipIfInvalid: true })
        const targets = forward.targets()
        expect(Array.from(forward.sources(), (i, k) => [i, targets[k]])).toEqual(expected)
        const backward = net.synapses(b, a)
        backward.connect({ i: text('j'), skipIfInvalid: true })
        const sources = backward.sources()
        expect(Array.from(backward.targets(), (j, k) => [j, sources[k]])).toEqual(expected)
      },
    ),
    { numRuns: 150 },
  )
})

test('it does not matter where a portion of candidates ends', () => {
  const net = new Network()
  const neurons = net.neuronGroup(400, 'x : 1')
  const synapses = net.synapses(neurons, neurons)
  synapses.connect({ j: 'k for k in range(i % 2, N_post) if (i + k) % 3 != 0' })
  const targets = synapses.targets()
  const expected: [number, number][] = []
  for (let i = 0; i < 400; i++) for (let k = i % 2; k < 400; k++) if ((i + k) % 3 !== 0) expected.push([i, k])
  expect(Array.from(synapses.sources(), (i, k) => [i, targets[k]])).toEqual(expected)
})
