import { describe, expect, test } from 'vitest'
import {
  Hz,
  kHz,
  modelFunction,
  Network,
  RheobaseError,
  mV,
  ms,
  nS,
  type PoissonInputOptions,
  type Quantity,
} from 'rheobase'
import { describeNetwork, modelFromJson } from '../io/index.js'
import { binomialTerms } from '../kernels/functions/random.test-support.js'

const TARGETS = ['js', 'wasm'] as const

test.each([
  // Below and above ten expected spikes in a step: two ways of drawing.
  { n: 20, rate: kHz(2) },
  { n: 100, rate: kHz(2) },
])('what one step adds has the binomial distribution: $n sources', async ({ n, rate }) => {
  const size = 20_000
  const net = new Network({ seed: 11 })
  const neurons = net.neuronGroup(size, 'v : 1')
  net.poissonInput(neurons, 'v', { n, rate, weight: 1 })
  await net.run(ms(0.1))
  const counts = new Float64Array(n + 1)
  for (const value of neurons.v.values()) counts[value] = (counts[value] ?? NaN) + 1
  const expected = binomialTerms(n, rate.value * 1e-4).map(probability => probability * size)
  let [chiSquare, degrees, restFound, restExpected] = [0, 0, 0, 0]
  expected.forEach((each, k) => {
    if (each < 5) {
      restFound += counts[k] ?? NaN
      restExpected += each
    } else {
      chiSquare += ((counts[k] ?? NaN) - each) ** 2 / each
      degrees++
    }
  })
  chiSquare += (restFound - restExpected) ** 2 / restExpected
  expect(degrees).toBeGreaterThan(10)
  // Exceeded about once in 1000 seeds: mean + 3.1 deviations + the skewness of the distribution (Wilson & Hilferty 1931).
  const limit = degrees * (1 - 2 / (9 * degrees) + 3.1 * Math.sqrt(2 / (9 * degrees))) ** 3
  expect(chiSquare).toBeLessThan(limit)
})

async function potentials(target: 'js' | 'wasm', pause: boolean): Promise<number[]> {
  const net = new Network({ seed: 3, target })
  const neurons = net.neuronGroup(50, 'dv/dt = -v/(10*ms) : volt', { method: 'exact' })
  net.poissonInput(neurons.slice(10, 40), 'v', { n: 200, rate: Hz(80), weight: '(1 + i)*0.1*mV' })
  if (pause) await net.run(ms(7))
  await net.run(ms(pause ? 13 : 20))
  return [...neurons.v.values()]
}

test('it acts on a part of a group with weights as text, with the same bits on both targets and after a pause', async () => {
  const values = await potentials('js', false)
  expect(await potentials('wasm', false)).toEqual(values)
  expect(await potentials('wasm', true)).toEqual(values)
  expect(values.slice(0, 10).every(value => value === 0)).toBe(true)
  expect(values.slice(10, 40).every(value => value > 0)).toBe(true)
  expect(values.slice(40).every(value => value === 0)).toBe(true)
})

test.each(TARGETS)(
  'it comes after the threshold test, and refractory neurons ignore it: %s',
  async target => {
    const net = new Network({ target })
    const neurons = net.neuronGroup(1, 'dv/dt = 0*volt/second : volt (unless refractory)', {
      threshold: 'v > 0.5*mV',
      reset: 'v = 0*mV',
      refractory: ms(0.3),
    })
    // One source that spikes in every step.
    net.poissonInput(neurons, 'v', { n: 1, rate: kHz(10), weight: mV(1) })
    const spikes = net.spikeMonitor(neurons)
    await net.run(ms(1.2))
    // v rises in step 0, after the test; the spike comes in step 1, and input counts again from step 4 on.
    const [times] = spikes.trains()
    expect(Array.from((times?.in(ms) ?? []) as Float64Array, time => Math.round(10 * time))).toEqual([
      1, 5, 9,
    ])
  },
)

test('the probability follows the time step', async () => {
  const net = new Network({ seed: 5 })
  const neurons = net.neuronGroup(2000, 'v : 1')
  net.poissonInput(neurons, 'v', { n: 10, rate: Hz(100), weight: 1 })
  const mean = (): number => Array.from(neurons.v.values()).reduce((sum, value) => sum + value, 0) / 2000
  await net.run(ms(10))
  const first = mean()
  net.setTimeStep(ms(0.5))
  await net.run(ms(10))
  // 10 spikes in 10 ms either way: standard error sqrt(10 / 2000) = 0.07.
  expect(Math.abs(first - 10)).toBeLessThan(0.25)
  expect(Math.abs(mean() - first - 10)).toBeLessThan(0.25)
})

test('switched off it adds nothing; the stream, not the name, keys its numbers', async () => {
  const values = async (name: string, stream?: string, active = true): Promise<number[]> => {
    const net = new Network({ seed: 9 })
    const neurons = net.neuronGroup(20, 'v : 1')
    const options = { n: 10, rate: kHz(1), weight: 1, name, ...(stream === undefined ? {} : { stream }) }
    const input = net.poissonInput(neurons, 'v', options)
    input.active = active
    await net.run(ms(2))
    return [...neurons.v.values()]
  }
  const one = await values('one')
  expect(await values('two')).not.toEqual(one)
  expect(await values('two', 'one')).toEqual(one)
  expect((await values('one', 'one', false)).every(value => value === 0)).toBe(true)
})

const good = { n: 10, rate: Hz(10), weight: mV(1) }
test.each<[string, string, Partial<Record<keyof PoissonInputOptions, unknown>>, string, string, string]>([
  ['no whole number of sources', 'v', { n: 2.5 }, 'value', 'impossible-count', '2.5'],
  ['no sources', 'v', { n: 0 }, 'value', 'impossible-count', 'at least 1'],
  ['a rate without unit', 'v', { rate: 10 }, 'dimension', 'not-a-rate', 'Hz'],
  ['a rate in millivolt', 'v', { rate: mV(3) }, 'dimension', 'not-a-rate', '3 mV'],
  ['a negative rate', 'v', { rate: Hz(-1) }, 'value', 'impossible-rate', '-1 Hz'],
  ['more than a spike per step', 'v', { rate: kHz(11) }, 'value', 'impossible-rate', 'at most once'],
  ['a weight in another unit', 'v', { weight: nS(1) }, 'dimension', 'dimension-mismatch', 'volt'],
  ['a weight without unit', 'v', { weight: 1 }, 'dimension', 'dimension-mismatch', 'volt'],
  ['a weight of the wrong kind', 'v', { weight: true }, 'type', 'not-a-weight', 'boolean true'],
  ['a weight that is not finite', 'v', { weight: mV(NaN) }, 'value', 'impossible-weight', 'NaN'],
  ['a variable that there is not', 'vv', {}, 'name', 'unknown-variable', '`v`'],
  ['a read-only name', 'i', {}, 'type', 'input-into-no-variable', 'read-only'],
  ['a subexpression', 'double', {}, 'type', 'input-into-no-variable', 'read-only'],
  ['a shared variable', 's', {}, 'type', 'input-into-no-variable', 'shared'],
  ['an option that there is not', 'v', { N: 3 } as never, 'name', 'unknown-option', '`n`'],
])('refused: %s', (_, variable, change, kind, code, words) => {
  const net = new Network()
  const neurons = net.neuronGroup(3, 'v : volt\n s : volt (shared)\n double = 2*v : volt')
  let found: unknown
  try {
    net.poissonInput(neurons, variable, { ...good, ...change } as PoissonInputOptions)
  } catch (error) {
    found = error
  }
  if (!(found instanceof RheobaseError)) throw new Error('nothing was refused')
  expect([found.kind, found.code]).toEqual([kind, code])
  expect(found.message).toContain(words)
})

test('text weights are checked with the model, against the unit of the variable', () => {
  const net = new Network()
  const neurons = net.neuronGroup(3, 'v : volt')
  expect(() => net.poissonInput(neurons, 'v', { ...good, weight: '2*mV +' })).toThrow(/expected/)
  net.poissonInput(neurons, 'v', { ...good, weight: '2*nS' })
  expect(() => {
    net.check()
  }).toThrow(/siemens|volt/)
})

test('a weight may have a comment, and stays what it is beside others of its name', async () => {
  const net = new Network({ seed: 2 })
  const neurons = net.neuronGroup(2, 'v : 1\n binomial : 1', {})
  neurons.state('binomial').set(5)
  net.poissonInput(neurons, 'v', { n: 3, rate: kHz(10), weight: 'binomial + 1 # each' })
  await net.run(ms(0.1))
  expect([...neurons.v.values()]).toEqual([18, 18])
})

test('a function of the user that is called binomial is that in code, and never the draw of an input', async () => {
  const binomial = modelFunction({ arguments: { a: '1', b: '1' }, result: '1', body: '1000*a + b' })
  const net = new Network({ seed: 2, namespace: { binomial } })
  const neurons = net.neuronGroup(2, 'v : 1')
  neurons.v.set('binomial(3.0, 4.0)')
  expect([...neurons.v.values()]).toEqual([3004, 3004])
  net.poissonInput(neurons, 'v', { n: 3, rate: kHz(10), weight: 1 })
  const refused = await net.run(ms(0.1)).catch((error: unknown) => error)
  if (!(refused instanceof RheobaseError)) throw new Error('nothing was refused')
  expect([refused.kind, refused.code]).toEqual(['name', 'hidden-function'])
  expect(refused.message).toContain('`binomial` in the namespace of the network')
})

describe.each(['js', 'wasm'] as const)('rates as text: %s', target => {
  test('differ between neurons and change in time; certainty is the most there is', async () => {
    const net = new Network({ target, seed: 4 })
    const group = net.neuronGroup(4, 'v : 1\nrates : Hz', { name: 'cells' })
    group.rates.set(Hz([0, 10000, 20000, -1]))
    net.poissonInput(group, 'v', { n: 3, rate: 'rates*int(t > 0.25*ms)', weight: 2 })
    await net.run(ms(0.5))
    // Steps 3 and 4, three sources, weight 2.
    expect([...group.v.values()]).toEqual([0, 12, 12, 0])
  })
  test('the same text as number gives the same draws', async () => {
    const run = async (rate: Quantity | string): Promise<number[]> => {
      const net = new Network({ target, seed: 9 })
      const group = net.neuronGroup(50, 'v : 1')
      net.poissonInput(group, 'v', { n: 100, rate, weight: 1 })
      await net.run(ms(20))
      return [...group.v.values()]
    }
    expect(await run('30*Hz')).toEqual(await run(Hz(30)))
  })
})

test('a rate as text is checked with its unit, and stands in a model file', async () => {
  const net = new Network({ target: 'js' })
  const group = net.neuronGroup(2, 'v : 1\nr : Hz', { name: 'cells' })
  const wrong = net.poissonInput(group, 'v', { n: 1, rate: '3*mV', weight: 1 })
  expect(() => {
    net.check()
  }).toThrow(/plain number|volt/)
  net.remove(wrong)
  net.poissonInput(group, 'v', { n: 1, rate: '2*r', weight: 1 })
  const json = JSON.parse(JSON.stringify(describeNetwork(net))) as object
  expect(JSON.stringify(json)).toContain('"rate":"2*r"')
  expect(describeNetwork((await modelFromJson(json)).network)).toEqual(json)
})

test('inputs that share a stream draw from their own distributions', async () => {
  const net = new Network({ seed: 4, onMessage: () => undefined })
  const inputs = [10, 40].map(rate => {
    const group = net.neuronGroup(1000, 'count : 1')
    net.poissonInput(group, 'count', { n: 100, rate: Hz(rate), weight: 1, stream: 'common' })
    return group
  })
  await net.run(ms(100))
  const [few, many] = inputs.map(({ count }) => [...count.values()].reduce((sum, x) => sum + x, 0) / 1000)
  // Means over 1000 neurons of numbers with the mean 100 rate 0.1 s; four standard errors.
  expect(Math.abs((few ?? NaN) - 100)).toBeLessThan(4 * Math.sqrt(0.1))
  expect(Math.abs((many ?? NaN) - 400)).toBeLessThan(4 * Math.sqrt(0.4))
})
