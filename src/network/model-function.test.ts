import { expect, test } from 'vitest'
import { modelFunction, ms, Network, RheobaseError } from 'rheobase'

async function value(body: string): Promise<number> {
  const net = new Network()
  const f = modelFunction({ arguments: { speed: '1' }, result: '1', body })
  const neurons = net.neuronGroup(1, 'dv/dt = f(2.0)/ms : 1', { method: 'euler', namespace: { f, gain: 3 } })
  await net.run(ms(0.1))
  return neurons.v.values()[0] ?? NaN
}

test('a formula names its arguments, and constants that are known where it is called', async () => {
  expect(await value('speed*speed + gain')).toBeCloseTo(0.7, 12)
})

test.each([
  ['sped + 1', '`sped`', 'Did you mean `speed`'],
  ['nothing*speed', '`nothing`', 'none of its arguments (speed)'],
  ['quare(speed)', '`quare`', 'known nowhere else'],
  ['exp + speed', '`exp`', 'known nowhere else'],
])('any other name in a formula is an error: %s', async (body, name, words) => {
  const refused = await value(body).catch((error: unknown) => error)
  if (!(refused instanceof RheobaseError)) throw new Error('nothing was refused')
  expect([refused.kind, refused.code]).toEqual(['name', 'unknown-name-in-function'])
  expect(refused.message).toContain(name)
  expect(refused.message).toContain(words)
})
