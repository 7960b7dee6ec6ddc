import { expect, test } from 'vitest'
import { Network, RheobaseError, mA, ms, mV, second, type NeuronGroupOptions } from 'rheobase'
import { samples, spikeSteps, spikeStepsOfEach } from './spike-steps.test-support.js'

const TARGETS = ['js', 'wasm'] as const

test.each(TARGETS)(
  'a spike has the time of the start of its step, but sees the values of its end: %s',
  async target => {
    const net = new Network({ target })
    const neurons = net.neuronGroup(1, 'dv/dt = 1/ms : 1', {
      threshold: 'v > 0.95',
      reset: 'v = 0',
      method: 'euler',
    })
    const spikes = net.spikeMonitor(neurons, { variables: ['v'] })
    await net.run(ms(1.5))
    expect(spikes.t.in(second)).toEqual(Float64Array.of(9 * 1e-4))
    expect(spikes.values('v').values).toEqual(Float64Array.of(0.9999999999999999))
  },
)

test.each(TARGETS)(
  'there is no edge: a condition that stays true spikes in every step, nan never: %s',
  async target => {
    const net = new Network({ target })
    const reset = ''
    const groups = [
      net.neuronGroup(2, 'b : boolean', { threshold: 'b', reset }),
      net.neuronGroup(2, 'b : boolean', { threshold: 'True', reset }),
      net.neuronGroup(2, 'b : boolean', { threshold: 'False', reset }),
      net.neuronGroup(2, 'b : boolean (shared)', { threshold: 'b', reset }),
    ]
    groups[0]?.state('b').set([false, true])
    groups[3]?.state('b').set(true)
    const monitors = groups.map(group => net.spikeMonitor(group))
    const unknown = net.neuronGroup(1, 'v : 1', { threshold: 'v > 1', reset })
    const negated = net.neuronGroup(1, 'v : 1', { threshold: 'not (v <= 1)', reset })
    for (const group of [unknown, negated]) group.v.set('0*inf')
    const [never, always] = [net.spikeMonitor(unknown), net.spikeMonitor(negated)]
    await net.run(ms(0.3), { checkFinite: 'off' })
    const all = [0, 1, 2]
    expect(monitors.map(monitor => spikeStepsOfEach(monitor))).toEqual([
      [[], all],
      [all, all],
      [[], []],
      [all, all],
    ])
    expect([spikeSteps(never), spikeSteps(always)]).toEqual([[], all])
  },
)

test.each(TARGETS)('spikes of a step are in order of the neurons: %s', async target => {
  const net = new Network({ target, seed: 3 })
  const neurons = net.neuronGroup(500, 'x : 1', { threshold: 'rand() < 0.3' })
  const spikes = net.spikeMonitor(neurons)
  await net.run(ms(1))
  const steps = spikeSteps(spikes)
  expect(steps.length).toBeGreaterThan(1000)
  steps.forEach((step, k) => {
    if (steps[k - 1] === step) expect(spikes.i[k]).toBeGreaterThan(spikes.i[k - 1] ?? Infinity)
  })
})

test.each(TARGETS)('a reset runs statement by statement, with every operator: %s', async target => {
  const net = new Network({ target })
  const neurons = net.neuronGroup(2, 'v : 1\nw : 1\nx : 1\ny : 1\nz : 1\nk : integer\nspike : boolean', {
    threshold: 'spike',
    reset: `
      spike = False          # once
      v = 2; w = v + 1       # sees the new v
      x += 10; x -= 1; x *= 2; x /= 4
      y = 7; y %= 4; y **= 2
      z = 7; z //= 2
      double = 2*w
      k = -int(double/4)
    `,
  })
  neurons.spike.set([true, false])
  await net.run(ms(0.2))
  const values = (name: string): number[] => [...neurons.state(name).values()]
  expect(['v', 'w', 'x', 'y', 'z', 'k'].map(name => values(name)[0])).toEqual([2, 3, 4.5, 9, 3, -1])
  expect(['v', 'w', 'x', 'y', 'z', 'k'].map(name => values(name)[1])).toEqual([0, 0, 0, 0, 0, 0])
})

test.each(TARGETS)('rand() is drawn once per statement and spiking neuron: %s', async target => {
  const net = new Network({ target, seed: 1 })
  const neurons = net.neuronGroup(50, 'v : 1\nw : 1\nu : 1', {
    threshold: 't < 0.05*ms and i < 25',
    reset: 'v = rand(); w = v; u = rand()',
  })
  await net.run(ms(0.2))
  const [v, w, u] = [neurons.v, neurons.w, neurons.u].map(variable => [...variable.values()])
  expect(w).toEqual(v)
  expect(new Set([...(v ?? []), ...(u ?? [])]).size).toBe(51)
  expect(v?.slice(25)).toEqual(new Array(25).fill(0))
})

test.each(['', '  \n ', '# nothing'])(
  'an empty reset does nothing and says that this is meant: %j',
  async reset => {
    const net = new Network()
    const neurons = net.neuronGroup(1, 'v : 1', { threshold: 'v > 0.5', reset })
    neurons.v.set(1)
    const spikes = net.spikeMonitor(neurons)
    await net.run(ms(0.3))
    expect(spikeSteps(spikes)).toEqual([0, 1, 2])
    expect(net.messages).toEqual([])
  },
)

test.each<[string, NeuronGroupOptions, boolean]>([
  ['threshold alone', { threshold: 'v > 1' }, true],
  ['with a reset', { threshold: 'v > 1', reset: 'v = 0' }, false],
  ['with refractoriness', { threshold: 'v > 1', refractory: ms(1) }, false],
  ['with random numbers', { threshold: 'rand() < 0.1' }, false],
  ['with normal numbers', { threshold: 'randn() > v' }, false],
])(
  'a threshold without reset and refractoriness is warned about, unless it is random: %s',
  (_, options, warns) => {
    const net = new Network({ onMessage: () => undefined })
    net.neuronGroup(3, 'v : 1', options)
    expect(net.messages.map(({ code }) => code)).toEqual(warns ? ['only-threshold'] : [])
  },
)

test('"unless refractory" without refractoriness is warned about and has no effect', async () => {
  const net = new Network({ onMessage: () => undefined })
  const neurons = net.neuronGroup(1, 'dv/dt = 1/ms : 1 (unless refractory)', {
    threshold: 'v > 0.45',
    reset: 'v = 0',
    method: 'euler',
  })
  const spikes = net.spikeMonitor(neurons)
  expect(net.messages.map(({ code }) => code)).toEqual(['no-refractory'])
  await net.run(ms(1))
  expect(spikeSteps(spikes)).toEqual([4, 9])
})

test.each(TARGETS)('code at intervals writes shared variables first, and once: %s', async target => {
  const net = new Network({ target })
  const neurons = net.neuronGroup(3, 's : 1 (shared)\nx : 1')
  neurons.runRegularly('s += 1; x += s*i')
  const states = net.stateMonitor(neurons, 'x', { record: [2], when: 'end' })
  await net.run(ms(0.3))
  expect(neurons.s.values()[0]).toBe(3)
  expect(samples(states, 'x')).toEqual([2, 6, 12])
})

test('code at intervals of its own goes on over runs: 0, 0.3, 0.6, 0.9 ms, then 1.2, 1.5, 1.8 ms', async () => {
  const net = new Network()
  const neurons = net.neuronGroup(1, 'x : 1')
  neurons.runRegularly('x += 1', { dt: ms(0.3) })
  await net.run(ms(1))
  expect(neurons.x.values()[0]).toBe(4)
  await net.run(ms(1))
  expect(neurons.x.values()[0]).toBe(7)
})

interface Refusal {
  readonly why: string
  readonly equations?: string
  readonly options: NeuronGroupOptions
  readonly kind: string
  readonly words: readonly string[]
}
const refusals: readonly Refusal[] = [
  { why: 'a threshold that is a number', options: { threshold: 1 as never }, kind: 'type', words: ['v >'] },
  {
    why: 'a threshold that is a quantity',
    options: { threshold: mV(-50) as never },
    kind: 'type',
    words: ["'v > -50. * mvolt'"],
  },
  {
    why: 'a threshold without a condition',
    options: { threshold: 'v', reset: '' },
    kind: 'type',
    words: ['v', 'condition'],
  },
  {
    why: 'two units in a threshold',
    options: { threshold: 'v > 3*ms', reset: '' },
    kind: 'dimension',
    words: ['volt', 'second'],
  },
  {
    why: 'an assignment as threshold',
    options: { threshold: 'v = 1*mV', reset: '' },
    kind: 'syntax',
    words: ['='],
  },
  {
    why: 'a threshold with an open parenthesis',
    options: { threshold: '(v > 1*mV', reset: '' },
    kind: 'syntax',
    words: ['('],
  },
  {
    why: 'a reset that is no text',
    options: { threshold: 'v > 1*mV', reset: 3 as never },
    kind: 'type',
    words: ['reset', 'text'],
  },
  {
    why: 'a reset without threshold',
    options: { reset: 'v = 0*mV' },
    kind: 'value',
    words: ['spike', 'threshold'],
  },
  {
    why: 'another unit in a reset',
    options: { threshold: 'v > 1*mV', reset: 'v = 3*ms' },
    kind: 'dimension',
    words: ['v', 'volt', 'second'],
  },
  {
    why: 'a shared variable in a reset',
    options: { threshold: 'v > 1*mV', reset: 's = 1' },
    kind: 'syntax',
    words: ['s', 'shared'],
  },
  {
    why: 'a subexpression in a reset',
    options: { threshold: 'v > 1*mV', reset: 'double = 1*mV' },
    kind: 'syntax',
    words: ['double', 'subexpression'],
  },
  {
    why: 'a constant in a reset',
    options: { threshold: 'v > 1*mV', reset: 'c = 1' },
    kind: 'syntax',
    words: ['c', 'constant'],
  },
  ...['i', 'N', 't', 'dt'].map(name => ({
    why: `${name} in a reset`,
    options: { threshold: 'v > 1*mV', reset: `${name} = 1` },
    kind: 'syntax',
    words: [name, 'read-only'],
  })),
  {
    why: 'a conditional expression',
    options: { threshold: 'v > 1*mV', reset: 'x = 1 if x > 0 else 2' },
    kind: 'syntax',
    words: ['if'],
  },
  {
    why: 'a quotient in an integer',
    options: { threshold: 'v > 1*mV', reset: 'k /= 2' },
    kind: 'type',
    words: ['k', '//='],
  },
  {
    why: 'lastspike that is defined twice',
    equations: 'lastspike : second',
    options: { threshold: 'True', refractory: ms(1) },
    kind: 'equation',
    words: ['lastspike'],
  },
  {
    why: 'a refractory period without unit',
    options: { threshold: 'v > 1*mV', refractory: '3' },
    kind: 'type',
    words: ['3', 'second'],
  },
  {
    why: 'a refractory period in volt',
    options: { threshold: 'v > 1*mV', refractory: 'v' },
    kind: 'dimension',
    words: ['volt'],
  },
  {
    why: 'a refractory quantity that is no time',
    options: { threshold: 'v > 1*mV', refractory: mA(3) },
    kind: 'dimension',
    words: ['3 mA', 'second'],
  },
  {
    why: 'a refractory number',
    options: { threshold: 'v > 1*mV', refractory: 3 as never },
    kind: 'type',
    words: ['ms(5)'],
  },
  {
    why: 'a refractory true',
    options: { threshold: 'v > 1*mV', refractory: true as never },
    kind: 'type',
    words: ['true'],
  },
  {
    why: 'a negative refractory period',
    options: { threshold: 'v > 1*mV', refractory: ms(-1) },
    kind: 'value',
    words: ['-1'],
  },
  {
    why: 'a name with a suffix of synapses',
    equations: 'w_pre : 1',
    options: {},
    kind: 'value',
    words: ['w_pre'],
  },
  ...[
    't',
    'dt',
    'i',
    'N',
    'xi',
    'mV',
    'exp',
    'pi',
    'not_refractory',
    'refractory',
    'refractory_until',
    '_hidden',
    't_in_timesteps',
  ].map(name => ({
    why: `a variable called ${name}`,
    equations: `${name} : 1`,
    options: {},
    kind: 'syntax',
    words: [name],
  })),
]
test.each(refusals)('refused at construction: $why', ({ equations = 'x : 1', options, kind, words }) => {
  const net = new Network({ onMessage: () => undefined })
  let found: unknown
  try {
    net.neuronGroup(
      3,
      `v : volt\nk : integer\ns : 1 (shared)\nc : 1 (constant)\ndouble = 2*v : volt\n${equations}`,
      options,
    )
  } catch (error) {
    found = error
  }
  if (!(found instanceof RheobaseError)) throw new Error('nothing was refused')
  expect([found.kind, found.message]).toEqual([kind, found.message])
  for (const word of words) expect(found.message).toContain(word)
})

test('lastspike without refractoriness is an unknown name, and the message says why', () => {
  const net = new Network({ onMessage: () => undefined })
  net.neuronGroup(1, 'v : volt', { threshold: 'lastspike > 1*ms' })
  const check = (): void => {
    net.check()
  }
  expect(check).toThrow(expect.objectContaining({ kind: 'name', code: 'unknown-name' }))
  expect(check).toThrow(/`lastspike` exists only in groups with a refractory period/)
})

test('what a run may still define is checked by check()', () => {
  const net = new Network({ onMessage: () => undefined })
  net.neuronGroup(1, 'v : volt', { threshold: 'v > Vt', reset: 'v = Vr' })
  expect(() => {
    net.check()
  }).toThrow(/nothing is called `Vt`/)
})

test.each<[unknown, string, string]>([
  [0, 'value', '0'],
  [-3, 'value', '-3'],
  [2.7, 'value', '2.7'],
  ['v : 1', 'type', 'v : 1'],
])('a group of %j neurons is refused', (size, kind, word) => {
  const net = new Network()
  expect(() => net.neuronGroup(size as number, 'v : 1')).toThrow(expect.objectContaining({ kind }))
  expect(() => net.neuronGroup(size as number, 'v : 1')).toThrow(word)
})
test('equations that are no text are refused, with what was given', () => {
  const net = new Network()
  expect(() => net.neuronGroup(3, 5 as unknown as string)).toThrow(/must be text, not number 5/)
})
