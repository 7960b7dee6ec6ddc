import { expect, test } from 'vitest'
import { mV, ms, Network } from '../index.js'

test.each<[string, unknown, string, string]>([
  ['an array quantity', mV([1, 2]), 'name', 'a constant has one'],
  ['a text', '3*mV', 'type', 'must be a number'],
  ['nothing', null, 'type', 'must be a number'],
  ['a list', [1, 2], 'type', 'must be a number'],
  ['a plain function', () => 1, 'type', 'wrap it in modelFunction'],
])('%s is no constant', (_, value, kind, words) => {
  let error: unknown
  try {
    new Network({ namespace: { x: value as number } })
  } catch (thrown) {
    error = thrown
  }
  expect(error).toMatchObject({ kind, message: expect.stringContaining(words) as string })
})

test('numbers, booleans, quantities and units are constants', async () => {
  const net = new Network({ target: 'js' })
  const group = net.neuronGroup(1, 'x : 1', { namespace: { a: 2, yes: true, q: mV(3), u: mV } })
  group.runRegularly('x = a + int(yes) + q/u')
  await net.run(ms(0.1))
  expect(group.x.values()[0]).toBe(6)
})

test('constants are looked up for each run anew, and a name may be missing until then', async () => {
  const net = new Network({ target: 'js' })
  const group = net.neuronGroup(1, 'dx/dt = a2/ms : 1', { method: 'euler' })
  await expect(net.run(ms(0.1))).rejects.toThrow('`a2`')
  await net.run(ms(0.1), { namespace: { a2: 1 } })
  await net.run(ms(0.1), { namespace: { a2: 3 } })
  expect(group.x.values()[0]).toBeCloseTo(0.4, 12)
  await expect(net.run(ms(0.1), { namespace: { a2: mV(1) } })).rejects.toThrow('volt')
  await expect(net.run(ms(0.1))).rejects.toThrow('`a2`')
})

test('text that is set sees the namespace of its object, at once', () => {
  const net = new Network({ target: 'js', namespace: { b: 10 } })
  const group = net.neuronGroup(2, 'x : 1', { namespace: { a: 1 } })
  group.x.set('a*i + b')
  expect([...group.x.values()]).toEqual([10, 11])
  expect(() => {
    group.x.set('c')
  }).toThrow('`c`')
})

test.each(['{a}', '$a'])('%s in a text is no place for a value', text => {
  expect(() => new Network().neuronGroup(1, `x = ${text} : 1`)).toThrow(/substitut|`\{|\$/)
})
