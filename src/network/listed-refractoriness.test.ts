import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Network, ms, second, type NeuronGroup } from 'rheobase'

// Of large groups the refractory neurons are kept in a list, if their period does not change while they wait. A period that seems to depend on
// the time, as `ref + 0*t`, is looked at for every neuron in every step: results must be the same to the last bit.

const TARGETS = ['js', 'wasm'] as const
const WAYS = [
  ...TARGETS.flatMap(target => [true, false].map(listed => ({ target, listed, threads: 1 }))),
  // Each thread lists the refractory among its own.
  { target: 'wasm', listed: true, threads: 3 } as const,
]
type Way = (typeof WAYS)[number]

const placeOf = ({ target, threads }: Way) => ({ target, threads })

/** Period as text, for a list or not. */
const period = (text: string, { listed }: Way): string => (listed ? text : `${text} + 0*t`)
const makesLists = (net: Network): boolean => net.inspect().kernels.includes('while refractory[')

const bits = (values: ArrayLike<number>): string =>
  Array.from(
    new BigUint64Array(Float64Array.from(values, value => (Number.isNaN(value) ? NaN : value)).buffer),
    String,
  ).join()
const stateOf = (group: NeuronGroup): string =>
  Object.entries(group.getStates())
    .map(([name]) => `${name}: ${bits(group.state(name).values())}`)
    .join('\n')

/** Some work with a network in all ways; all must come to the same. */
async function expectSame(work: (net: Network, way: Way) => Promise<string>): Promise<void> {
  const outcomes: string[] = []
  for (const way of WAYS) {
    const net = new Network({ ...placeOf(way), seed: 5, onMessage: () => undefined })
    outcomes.push(await work(net, way))
    expect(makesLists(net)).toBe(way.listed)
  }
  for (const outcome of outcomes) expect(outcome).toBe(outcomes[0])
}

const EQUATIONS = [
  'dv/dt = (I - v)/(10*ms) : 1 (unless refractory)\nI : 1',
  'dv/dt = (I + w - v)/(10*ms) : 1 (unless refractory)\ndw/dt = -w/(5*ms) : 1\nI : 1',
  'dv/dt = (I - w - v)/(10*ms) : 1 (unless refractory)\ndw/dt = (v - w)/(20*ms) : 1\nI : 1',
  'dv/dt = (I - v)/(10*ms) : 1 (unless refractory)\ndw/dt = -w/(3*ms) : 1 (unless refractory)\nI : 1',
  'dv/dt = (I - v)/(10*ms) : 1\ndw/dt = (v - w)/(2*ms) : 1 (unless refractory)\nI : 1',
  'dv/dt = (I*int(not_refractory) - v)/(10*ms) : 1 (unless refractory)\nI : 1',
  'dv/dt = (I - v)/(10*ms) : 1 (unless refractory)\nI : 1\nsince = t - lastspike : second\nn : integer',
  'dv/dt = (I - v)/tau : 1 (unless refractory)\nI : 1\ntau : second (constant)',
] as const
const PERIODS = [
  '0*ms',
  '0.1*ms',
  '0.25*ms',
  '2*ms',
  '7*ms',
  '(ref)',
  '(ref*rand())',
  '(ref*(1 + i/N))',
] as const
const RESETS = ['v = 0', 'v -= 1\nI += 0.01', ''] as const

const model = fc.record({
  size: fc.integer({ min: 256, max: 519 }),
  equations: fc.constantFrom(...EQUATIONS),
  period: fc.constantFrom(...PERIODS),
  reset: fc.constantFrom(...RESETS),
  method: fc.constantFrom('exact', 'euler', 'rk2', 'heun'),
  strongest: fc.constantFrom(1.05, 1.5, 4),
  event: fc.constantFrom(undefined, 'v > 0.5', 'I > 2'),
  apart: fc.boolean(),
  recorded: fc.boolean(),
  pieces: fc.array(fc.constantFrom(0, 0.1, 0.7, 3, 12), { minLength: 1, maxLength: 3 }),
  changes: fc.constantFrom('nothing', 'lastspike', 'not_refractory', 'ref', 'snapshot', 'time step'),
})

test('random models have the same bits whether the refractory are listed or looked for', async () => {
  let withLists = 0
  await fc.assert(
    fc.asyncProperty(model, async given => {
      const outcomes: string[] = []
      for (const way of WAYS) {
        const net = new Network({ ...placeOf(way), seed: 5, onMessage: () => undefined })
        const neurons = net.neuronGroup(given.size, `${given.equations}\nref : second`, {
          threshold: 'v > 1',
          reset: given.reset,
          refractory: period(given.period, way),
          method: given.method === 'exact' ? ['exact', 'euler'] : given.method,
          ...(given.event === undefined ? {} : { events: { other: given.event } }),
        })
        neurons.state('v').set('rand()')
        neurons.state('I').set(`${String(given.strongest)}*rand()`)
        neurons.state('ref').set('5*ms*rand()')
        if (given.equations.includes('tau')) neurons.state('tau').set('(5 + 10*rand())*ms')
        neurons.state('lastspike').set('-4*ms*rand()')
        const spikes = net.spikeMonitor(neurons)
        const recorded = given.recorded
          ? net.stateMonitor(neurons, ['v', 'not_refractory', 'lastspike'], { record: [0, 7, 255] })
          : undefined
        // What stands between update and test keeps them in kernels of their own.
        if (given.apart) net.networkOperation(() => undefined, { when: 'before_thresholds' })
        const found: string[] = []
        for (const [number, piece] of given.pieces.entries()) {
          await net.run(ms(piece))
          if (number === 0) {
            if (given.changes === 'snapshot') net.store()
            if (given.changes === 'ref') neurons.state('ref').set('2*ms')
            if (given.changes === 'lastspike') neurons.state('lastspike').set('t - 3*ms*rand()')
            if (given.changes === 'not_refractory') neurons.state('not_refractory').set('rand() < 0.5')
            if (given.changes === 'time step') net.setTimeStep(ms(0.05))
          } else if (given.changes === 'snapshot') net.restore('default', { randomState: true })
          found.push(stateOf(neurons))
        }
        found.push(bits(spikes.i), bits(spikes.t.in(second)))
        for (const name of recorded === undefined ? [] : ['v', 'not_refractory', 'lastspike'])
          found.push(bits(recorded?.matrix(name).values ?? []))
        outcomes.push(found.join('\n'))
        if (makesLists(net)) {
          expect(way.listed).toBe(true)
          withLists++
        }
      }
      for (const outcome of outcomes) expect(outcome).toBe(outcomes[0])
    }),
    { numRuns: 30 },
  )
  expect(withLists).toBeGreaterThan(20)
})

const LEAKY = 'dv/dt = (I - v)/(10*ms) : 1 (unless refractory)\nI : 1'
const integrates = (refractory: string) =>
  ({ threshold: 'v > 1', reset: 'v = 0', refractory, method: 'exact' }) as const

test('a crowd of refractory neurons comes and goes', async () => {
  await expectSame(async (net, way) => {
    const neurons = net.neuronGroup(400, LEAKY, integrates(period('1.5*ms', way)))
    neurons.I.set('1.2 + 0.2*i/N')
    const spikes = net.spikeMonitor(neurons)
    const states = net.stateMonitor(neurons, ['v', 'not_refractory'], { record: true })
    // All spike together at first, and again and again, but less and less so.
    await net.run(ms(200))
    const free = states.matrix('not_refractory').values
    const shares = Array.from({ length: 2000 }, (_, step) => {
      let refractory = 0
      for (let neuron = 0; neuron < 400; neuron++) refractory += free[neuron * 2000 + step] === 0 ? 1 : 0
      return refractory / 400
    })
    expect(Math.max(...shares)).toBeGreaterThan(0.25)
    expect(shares.filter(share => share > 0 && share < 1 / 8).length).toBeGreaterThan(300)
    return [
      stateOf(neurons),
      bits(spikes.t.in(second)),
      bits(spikes.i),
      bits(states.matrix('v').values),
    ].join()
  })
})

test('groups of one size share a kernel, and each has its list', async () => {
  await expectSame(async (net, way) => {
    const first = net.neuronGroup(300, `${LEAKY}\nJ : 1`, {
      ...integrates(period('2*ms', way)),
      threshold: 'v + J > 1',
    })
    const second = net.neuronGroup(300, `${LEAKY}\nu : 1 (linked)`, {
      ...integrates(period('4*ms', way)),
      threshold: 'v + 0.1*u > 1',
    })
    second.link('u', first, 'v')
    for (const group of [first, second]) group.I.set('1.5*rand()')
    const synapses = net.synapses(first.slice(0, 200), second.slice(100), {
      onPre: 'v_post += 0.3; I_post += 0.01',
    })
    synapses.connect({ p: 0.1 })
    const back = net.synapses(second, first, {
      equations: 'J_post = v_pre/10 : 1 (summed)',
    })
    back.connect({ j: 'i' })
    await net.run(ms(40))
    return stateOf(first) + stateOf(second)
  })
})

test('what callbacks, code at intervals and given values do to refractory neurons counts at once', async () => {
  await expectSame(async (net, way) => {
    const neurons = net.neuronGroup(300, LEAKY, integrates(period('5*ms', way)))
    neurons.I.set('1.5*rand()')
    neurons.runRegularly('v += 0.01*rand()', { dt: ms(1) })
    let calls = 0
    net.networkOperation(
      () => {
        calls++
        if (calls === 3) neurons.lastspike.set('t - 10*ms*rand()')
        if (calls === 5) neurons.not_refractory.set('i < 100')
        if (calls === 7) neurons.v.at([1, 2, 3]).set(0.99)
      },
      { dt: ms(3.1), when: 'before_resets' },
    )
    const states = net.stateMonitor(neurons, ['v', 'not_refractory'], {
      record: true,
      when: 'after_thresholds',
    })
    await net.run(ms(40))
    return stateOf(neurons) + bits(states.matrix('v').values) + bits(states.matrix('not_refractory').values)
  })
})

test('stopped, aborted and profiled runs go on where they stood', async () => {
  await expectSame(async (net, way) => {
    const neurons = net.neuronGroup(300, LEAKY, integrates(period('5*ms', way)))
    neurons.I.set('1.5*rand()')
    const operation = net.networkOperation(time => {
      if (Number(time.in(ms)) > 17.25) net.stop()
    })
    expect((await net.run(ms(40))).stopped).toBe(true)
    operation.active = false
    const found = [stateOf(neurons)]
    await net.run(ms(10), { profile: true })
    found.push(stateOf(neurons))
    await net.run(ms(10), { checkFinite: 'step' })
    found.push(stateOf(neurons))
    return found.join()
  })
})

test('time constants for each neuron, computed once per run, are no work for a step', async () => {
  const net = new Network({ onMessage: () => undefined })
  const equations = LEAKY.replace('(10*ms)', 'tau')
  const neurons = net.neuronGroup(300, `${equations}\ntau : second (constant)`, integrates('5*ms'))
  neurons.tau.set(ms(10))
  await net.run(ms(1))
  expect(makesLists(net)).toBe(true)
})

const NO_LISTS: readonly { why: string; equations: string; options: object; size?: number }[] = [
  { why: 'a small group', equations: LEAKY, options: integrates('5*ms'), size: 100 },
  { why: 'a condition instead of a period', equations: LEAKY, options: integrates('v > 0.5') },
  { why: 'a period that depends on the time', equations: LEAKY, options: integrates('(1 + t/second)*ms') },
  {
    why: 'a period that code changes',
    equations: `${LEAKY}\nref : second`,
    options: { ...integrates('ref'), reset: 'v = 0\nref += 0.1*ms' },
  },
  {
    why: 'a reset that writes lastspike',
    equations: LEAKY,
    options: { ...integrates('5*ms'), reset: 'v = 0\nlastspike -= 1*ms' },
  },
  {
    why: 'a reset that writes not_refractory',
    equations: LEAKY,
    options: { ...integrates('5*ms'), reset: 'v = 0\nnot_refractory = v > 1' },
  },
  {
    why: 'another event that sees frozen values',
    equations: LEAKY,
    options: { ...integrates('5*ms'), events: { other: 'v > 0.9' } },
  },
  {
    why: 'much work for each neuron',
    equations: LEAKY.replace('(I - v)', '(I - v + exp(-v**2) + exp(-v**4))'),
    options: { ...integrates('5*ms'), method: 'euler' },
  },
  {
    why: 'an adaptive method',
    equations: LEAKY,
    options: { ...integrates('5*ms'), method: 'gsl_rkf45' },
  },
]
test.each(NO_LISTS)('there is no list for $why', async ({ equations, options, size = 300 }) => {
  const net = new Network({ onMessage: () => undefined })
  net.neuronGroup(size, equations, options)
  await net.run(ms(1))
  expect(makesLists(net)).toBe(false)
})
