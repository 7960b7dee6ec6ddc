import { expect, test } from 'vitest'
import {
  modelFunction,
  ms,
  mV,
  Network,
  RheobaseError,
  type ModelFunctionOptions,
  type Quantity,
} from 'rheobase'

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
])('any other name in a formula is an error: %s', async (body, name, words) => {
  const refused = await value(body).catch((error: unknown) => error)
  if (!(refused instanceof RheobaseError)) throw new Error('nothing was refused')
  expect([refused.kind, refused.code]).toEqual(['name', 'unknown-name-in-function'])
  expect(refused.message).toContain(name)
  expect(refused.message).toContain(words)
})

test.each<[string, ModelFunctionOptions, string, string]>([
  [
    'a value of another unit',
    { arguments: { v: 'volt' }, result: 'hertz', body: 'v' },
    'dimension',
    'found     volt',
  ],
  [
    'a formula that adds volts to numbers',
    { arguments: { v: 'volt' }, result: '1', body: 'v + 1' },
    'dimension',
    'cannot add',
  ],
  [
    'a number where a condition is declared',
    { arguments: { v: '1' }, result: 'boolean', body: 'v + 1' },
    'type',
    'condition',
  ],
  ['a scaled unit', { arguments: { v: 'mV' }, result: '1', body: 'v/volt' }, 'value', 'Declare it as volt'],
  [
    'a quantity as unit',
    { arguments: { v: '5*mV' }, result: '1', body: 'v/volt' },
    'value',
    'Declare it as volt',
  ],
  ['an argument that is no name', { arguments: { 'a b': '1' }, result: '1', body: '1' }, 'name', '`a b`'],
  ['an argument with the name of a unit', { arguments: { mV: '1' }, result: '1', body: '1' }, 'name', 'unit'],
  ['no formula and no function', { arguments: {}, result: '1' } as never, 'type', 'body or a function'],
  ['a formula and a function', { arguments: {}, result: '1', body: '1', call: () => 1 }, 'type', 'not both'],
  ['a number to call', { arguments: {}, result: '1', call: 3 } as never, 'type', 'must be a function'],
  ['a formula that is no text', { arguments: {}, result: '1', body: 3 } as never, 'type', 'text'],
  ['no arguments', { result: '1', body: '1' } as never, 'type', 'names its arguments'],
  [
    'a function that is not called',
    { arguments: { v: '1' }, result: '1', body: 'exp + v' },
    'syntax',
    '`exp`',
  ],
  ['an unknown unit', { arguments: { v: 'vlt' }, result: '1', body: '1' }, 'name', 'vlt'],
])('refused: %s', (_, options, kind, words) => {
  let error: unknown
  try {
    modelFunction(options)
  } catch (thrown) {
    error = thrown
  }
  expect(error).toMatchObject({ kind, message: expect.stringContaining(words) as string })
})

test.each(['js', 'wasm'] as const)(
  'conditions and whole numbers as arguments and results (%s)',
  async target => {
    const net = new Network({ target })
    const namespace = {
      above: modelFunction({ arguments: { v: 'volt', limit: 'volt' }, result: 'boolean', body: 'v > limit' }),
      count: modelFunction({
        arguments: { yes: 'boolean', k: 'integer' },
        result: 'integer',
        body: 'where(yes, 2*k, k)',
      }),
      host: modelFunction({ arguments: { yes: 'boolean' }, result: 'boolean', call: yes => 1 - yes }),
    }
    const group = net.neuronGroup(3, 'v : volt\nb : boolean\nn : integer\nm : integer', { namespace })
    group.v.set('i*mV')
    group.runRegularly(
      'b = above(v, 0.5*mV) and not above(v, 1.5*mV); n = count(b, 10 + i); m = count(host(b), 1)',
    )
    await net.run(ms(0.1))
    expect([...group.b.values()]).toEqual([0, 1, 0])
    expect([...group.n.values()]).toEqual([10, 22, 12])
    expect([...group.m.values()]).toEqual([2, 1, 2])
    const wrong =
      (code: string): (() => void) =>
      () => {
        const again = new Network()
        again.neuronGroup(1, 'v : volt\nx : 1', { namespace }).runRegularly(code)
        again.check()
      }
    expect(wrong('x = count(1, 2)')).toThrow('must be a condition')
    expect(wrong('x = count(True, 2.5)')).toThrow('must be an integer')
    expect(wrong('x = above(v, 1)')).toThrow('volt')
    expect(wrong('x = above(v)')).toThrow('2 arguments, not 1')
  },
)

test('a formula with names of the place where it is called is checked there', () => {
  const net = new Network()
  const f = modelFunction({ arguments: { v: 'volt' }, result: 'volt', body: 'v*gain' })
  const code = (gain: Quantity | number): (() => void) => {
    const group = net.neuronGroup(1, 'v : volt', { namespace: { f, gain } })
    group.runRegularly('v = f(v)')
    return () => net.inspect()
  }
  expect(code(3)).not.toThrow()
  expect(code(mV(3))).toThrow('the value of the function `f`')
})
