import { expect, test } from 'vitest'
import { Network, mV, ms, timedArray, type NamespaceInput } from 'rheobase'

interface Row {
  readonly group: NamespaceInput
  readonly run?: NamespaceInput
  readonly text: string
  readonly value: number
  readonly code?: string
  readonly words?: RegExp
}

const rows: readonly Row[] = [
  {
    group: { a: 1 },
    run: { a: 2 },
    text: 'a',
    value: 1,
    code: 'ambiguous-constant',
    words: /`a` of `G` is 1 from the namespace of `G`; the namespace of the run has 2$/,
  },
  { group: { b: 1 }, run: { b: 1 }, text: 'b', value: 1 },
  { group: {}, run: { c: 2 }, text: 'c', value: 2 },
  { group: { e: 5 }, text: 'e', value: Math.E, code: 'hidden-constant', words: /a mathematical constant/ },
  {
    group: { exp: 5 },
    text: 'exp(2)',
    value: Math.exp(2),
    code: 'hidden-constant',
    words: /a built-in function/,
  },
  { group: { ms: 5 }, text: 'ms/second', value: 0.001, code: 'hidden-constant', words: /a unit/ },
  { group: { N: 5 }, text: 'N', value: 1, code: 'hidden-constant', words: /what every object has/ },
  { group: { N: 1 }, text: 'N', value: 1 },
  { group: { i: 5 }, text: 'i', value: 0, code: 'hidden-constant', words: /what every object has/ },
  { group: { v: 3 }, text: 'v', value: 0, code: 'hidden-constant', words: /the name of a variable of `G`/ },
  {
    group: { v: mV(3) },
    text: 'v',
    value: 0,
    code: 'hidden-constant',
    words: /the name of a variable of `G`/,
  },
]

test.each(rows)(
  '$text with $group and $run in the run is $value',
  async ({ group, run, text, value, code, words }) => {
    const net = new Network({ onMessage: () => undefined })
    const neurons = net.neuronGroup(1, `v : 1\nx : 1`, { namespace: group, name: 'G' })
    neurons.runRegularly(`x = ${text}; v = 0`)
    await net.run(ms(0.1), run === undefined ? {} : { namespace: run })
    expect(neurons.x.values()[0]).toBeCloseTo(value, 14)
    expect(net.messages.map(message => message.code)).toEqual(code === undefined ? [] : [code])
    if (words !== undefined) expect(net.messages[0]?.text).toMatch(words)
  },
)

test('a function in one namespace and a number in another are told apart; the same function is no conflict', async () => {
  const table = timedArray([1, 2], ms(1))
  const messages = async (run: NamespaceInput): Promise<readonly string[]> => {
    const net = new Network({ onMessage: () => undefined })
    net.neuronGroup(1, 'dv/dt = table(t)/ms : 1', { namespace: { table }, method: 'euler' })
    await net.run(ms(0.1), { namespace: run })
    return net.messages.map(({ text }) => text)
  }
  expect(await messages({ table })).toEqual([])
  expect((await messages({ table: 3 })).join()).toMatch(/is a function from .*has 3$/)
})

test('each conflict is told once, however often the network runs', async () => {
  const net = new Network({ onMessage: () => undefined, namespace: { a: 1 } })
  net.neuronGroup(1, 'dx/dt = a/ms : 1', { namespace: { a: 2 }, method: 'euler' })
  for (let run = 0; run < 3; run++) await net.run(ms(0.1))
  expect(net.messages).toHaveLength(1)
})
