import { describe, expect, test } from 'vitest'
import { mV, ms, Network, Hz, type SynapsesOptions } from '../index.js'

const TARGETS = ['js', 'wasm'] as const

/** Two groups; neuron k of the source spikes in step k. */
function groups(target: 'js' | 'wasm' = 'js') {
  const told: string[] = []
  const net = new Network({ target, onMessage: ({ code }) => told.push(code) })
  const source = net.neuronGroup(3, 'x : 1\nonly : 1\nboth : 1\nall : 1 (shared)', {
    threshold: 't > (i - 0.5)*dt and t < (i + 0.5)*dt',
    reset: '',
    events: { e: 'i == 1 and t < 0.05*ms' },
    name: 'source',
  })
  const sink = net.neuronGroup(
    2,
    'v : 1\nu : volt\nboth : 1\ntwice = 2*v : 1\nsum : 1\nwhole : integer\ndp/dt = 1/second : 1',
    {
      threshold: 'v > 100',
      reset: 'v = 0',
      method: 'euler',
      name: 'sink',
    },
  )
  const make = (options: SynapsesOptions) => net.synapses(source, sink, { name: 'S', ...options })
  return { net, source, sink, make, told }
}

describe('names in equations and code', () => {
  test.each(TARGETS)('own variables, both sides, the target without suffix, counts (%s)', async target => {
    const { net, source, sink, make } = groups(target)
    source.x.set('10*(i + 1)')
    source.both.set(5)
    sink.v.set('i + 1')
    sink.both.set(7)
    const S = make({
      equations: 'a : 1\nb : 1\nc : 1\nd : 1\nq : 1\nf : 1\ng : 1\nh = a + x_pre : 1',
      onPre: `a = v; b = twice; c = both; d = both_pre
              q = N + 10*N_pre + 100*N_post + 1000*N_incoming + 10000*N_outgoing
              f = i + 10*j + 100*i_pre + 1000*i_post; g = h + t_pre/dt + only_pre`,
    })
    S.connect({ i: [0, 0, 2], j: [0, 1, 1] })
    await net.run(ms(0.3))
    expect([...S.state('a').values()]).toEqual([1, 2, 2])
    expect([...S.state('b').values()]).toEqual([2, 4, 4])
    expect([...S.state('c').values(), ...S.state('d').values()]).toEqual([7, 7, 7, 5, 5, 5])
    expect([...S.state('q').values()]).toEqual([21233, 22233, 12233])
    expect([...S.state('f').values()]).toEqual([0, 1010, 1212])
    expect([...S.state('g').values()]).toEqual([11, 12, 34])
  })

  test.each<[string, SynapsesOptions, string, string]>([
    ['a name that only the source has, without suffix', { onPre: 'v_post += only' }, 'name', '`only`'],
    ['an unknown name', { onPre: 'v_post += nothing' }, 'name', '`nothing`'],
    ['a variable called j', { equations: 'j : 1' }, 'syntax', '`j`'],
    ['a variable called delay', { equations: 'delay : second' }, 'syntax', '`delay`'],
    ['a variable that ends in _post', { equations: 'w_post : 1' }, 'value', 'w_post'],
    ['a variable that the target has', { equations: 'v : 1' }, 'value', 'v_syn'],
    ['a variable that the source has', { equations: 'x : 1' }, 'value', 'x_syn'],
    [
      'a flag of neurons',
      { equations: 'dw/dt = -w/second : 1 (unless refractory)' },
      'value',
      'unless refractory',
    ],
    [
      'both driving flags',
      { equations: 'dw/dt = -w/second : 1 (event-driven, clock-driven)' },
      'value',
      'clock-driven',
    ],
    ['summed and shared', { equations: 'v_post = 1.0 : 1 (summed, shared)' }, 'value', 'shared'],
    ['a driving flag on a parameter', { equations: 'w : 1 (event-driven)' }, 'value', 'event-driven'],
    ['summed on a parameter', { equations: 'v_post : 1 (summed)' }, 'value', 'summed'],
    [
      'a random subexpression',
      { equations: 'w = rand() : 1', onPre: 'v_post += w' },
      'syntax',
      'constant over dt',
    ],
    ['a shared subexpression of what is not', { equations: 'w : 1\nq = w : 1 (shared)' }, 'syntax', '`w`'],
    ['equations that are no text', { equations: 3 as never }, 'type', 'text'],
    ['code that is no text', { onPre: 3 as never }, 'type', 'text'],
    ['a multisynaptic index that is no text', { multisynapticIndex: 3 as never }, 'type', 'text'],
    ['writing a shared variable', { equations: 's : 1 (shared)', onPre: 's += 1' }, 'syntax', '`s`'],
    ['writing a shared variable of the source', { onPre: 'all_pre += 1' }, 'syntax', 'all_pre'],
    ['writing an index', { onPre: 'i = 1' }, 'syntax', '`i`'],
    ['writing a count', { onPre: 'N_incoming = 1' }, 'syntax', 'N_incoming'],
    ['writing the time', { onPre: 't = 1*ms' }, 'syntax', '`t`'],
    ['writing a constant', { equations: 'w : 1 (constant)', onPre: 'w += 1' }, 'syntax', 'constant'],
    ['writing a subexpression', { equations: 'w = 1.0 : 1', onPre: 'w = 2' }, 'syntax', '`w`'],
    ['writing a subexpression of the target', { onPre: 'twice_post = 2' }, 'syntax', 'twice_post'],
    ['another unit', { onPre: 'u_post += 1' }, 'dimension', 'volt'],
    ['a condition that is a statement', { onPre: 'if v_post > 1: v_post = 0' }, 'syntax', ''],
    ['a pathway called like a variable', { equations: 'w : 1', onPre: { w: 'v_post += 1' } }, 'value', 'w'],
    ['a pathway called like a method', { onPre: { connect: 'v_post += 1' } }, 'value', 'connect'],
    ['two pathways of one name', { onPre: { a: 'v_post += 1' }, onPost: { a: 'v_post += 1' } }, 'value', 'a'],
    ['an event that the source does not have', { onPre: 'v_post += 1', onEvent: 'f' }, 'value', '"f"'],
    ['an event for no pathway', { onPre: 'v_post += 1', onEvent: { q: 'e' } }, 'value', '"q"'],
    ['a delay for no pathway', { onPre: 'v_post += 1', delay: { q: ms(1) } }, 'value', '"q"'],
    ['a delay that is no time', { onPre: 'v_post += 1', delay: mV(1) }, 'dimension', 'second'],
    ['a delay without unit', { onPre: 'v_post += 1', delay: 1 as never }, 'type', 'time'],
    ['several delays at once', { onPre: 'v_post += 1', delay: ms([1, 2]) }, 'type', 'one time'],
    ['an unknown option', { onpre: 'v_post += 1' } as never, 'name', 'onPre'],
    [
      'a non-linear event-driven equation',
      { equations: 'dw/dt = -w**2/second : 1 (event-driven)' },
      'method',
      'clock-driven',
    ],
    [
      'noise in an event-driven equation',
      { equations: 'dw/dt = xi/second**0.5 : 1 (event-driven)' },
      'method',
      'clock-driven',
    ],
    [
      'time in an event-driven equation',
      { equations: 'dw/dt = sin(t/ms)/second : 1 (event-driven)' },
      'method',
      'clock-driven',
    ],
    [
      'random numbers in an event-driven equation',
      { equations: 'dw/dt = rand()/second : 1 (event-driven)' },
      'method',
      'clock-driven',
    ],
    ['a sum into what is not there', { equations: 'q_post = 1.0 : 1 (summed)' }, 'value', 'q'],
    ['a sum into a subexpression', { equations: 'twice_post = 1.0 : 1 (summed)' }, 'value', 'twice'],
    ['a sum into an integrated variable', { equations: 'p_post = 1.0 : 1 (summed)' }, 'value', 'sink.p'],
    ['a sum of another unit', { equations: 'u_post = 1.0 : 1 (summed)' }, 'dimension', 'volt'],
    [
      'a sum whose expression has another unit',
      { equations: 'u_post = 1.0 : volt (summed)' },
      'dimension',
      'volt',
    ],
    ['a sum without suffix', { equations: 'sum = 1.0 : 1 (summed)' }, 'value', '_post'],
    [
      'two sums of one object',
      { equations: 'sum_post = 1.0 : 1 (summed)\nsum_post = 2.0 : 1 (summed)' },
      'equation',
      'sum_post',
    ],
    [
      'lastupdate without event-driven equations',
      { equations: 'w : 1', onPre: 'w = lastupdate/second' },
      'name',
      'lastupdate',
    ],
    [
      "lastupdate of one's own beside event-driven equations",
      { equations: 'lastupdate : second\ndw/dt = -w/second : 1 (event-driven)' },
      'equation',
      'lastupdate',
    ],
  ])('refused: %s', (_, options, kind, words) => {
    const { net, make } = groups()
    let error: unknown
    try {
      make(options).connect({})
      net.check()
      net.inspect()
    } catch (thrown) {
      error = thrown
    }
    expect(error).toMatchObject({ message: expect.stringContaining(words) as string })
    expect(error).toMatchObject({ kind })
  })

  test('a post pathway needs a target with events', () => {
    const { net, source } = groups()
    const silent = net.neuronGroup(2, 'v : 1')
    expect(() => net.synapses(source, silent, { onPost: 'v_post += 1' })).toThrow('threshold')
    expect(() => net.synapses(silent, source, { onPre: 'x_post += 1' })).toThrow('threshold')
    net.synapses(silent, source, { onPost: 'v_pre += 1' })
  })
})

describe.each(TARGETS)('effects: %s', target => {
  test('sums add up, the last of several values remains, each synapse does all its statements', async () => {
    const { net, sink, make } = groups(target)
    const S = make({
      equations: 'w : 1\nseen : 1',
      onPre: 'v_post += w; u_post = w*volt; both_post = both_post*2 + w; seen = v_post',
    })
    S.connect({ i: [0, 0, 0], j: [0, 0, 1] })
    S.state('w').set([1, 2, 3])
    await net.run(ms(0.1))
    expect([...sink.v.values(), ...sink.u.values(), ...sink.both.values()]).toEqual([3, 3, 2, 3, 4, 3])
    expect([...S.state('seen').values()]).toEqual([1, 3, 3])
  })

  test('temporary names, conditions as factors, every operator', async () => {
    const { net, sink, make } = groups(target)
    const S = make({
      equations: 'w : 1',
      onPre: 'r = w*2; v_post += r*int(r > 3); w *= 3; w -= 1; w /= 2; w **= 2; w %= 7; w //= 2',
    })
    S.connect({ i: [0, 0], j: [0, 1] })
    S.state('w').set([1, 2])
    await net.run(ms(0.1))
    expect([...sink.v.values()]).toEqual([0, 4])
    // ((1*3 - 1)/2)**2 = 1, 1 % 7 // 2 = 0; ((2*3 - 1)/2)**2 = 6.25, // 2 = 3.
    expect([...S.state('w').values()]).toEqual([0, 3])
  })

  test('pathways run by order, then by their full name', async () => {
    const order = async (change: boolean): Promise<number> => {
      const { net, sink, source, make } = groups(target)
      const first = make({ onPre: { b: 'v_post = 10*v_post + 1', a: 'v_post = 10*v_post + 2' } })
      first.connect({ i: 0, j: 0 })
      const second = net.synapses(source, sink, { onPre: 'v_post = 10*v_post + 3', name: 'S_10' })
      second.connect({ i: 0, j: 0 })
      if (change) first.pathway('b').order = -2
      await net.run(ms(0.1))
      return sink.v.values()[0] ?? NaN
    }
    // S_10_pre, S_a, S_b by the codes of their letters; then S_b first.
    expect(await order(false)).toBe(321)
    expect(await order(true)).toBe(132)
  })

  test('presynaptic pathways come before postsynaptic ones', async () => {
    const net = new Network({ target, onMessage: () => undefined })
    const cells = net.neuronGroup(1, 'v : 1', { threshold: 't < 0.05*ms', reset: '' })
    const S = net.synapses(cells, cells, {
      onPost: 'v_post = 10*v_post + 2',
      onPre: 'v_post = 10*v_post + 1',
    })
    S.connect({})
    await net.run(ms(0.1))
    expect(cells.v.values()[0]).toBe(12)
  })

  test('code runs for the events of a part of a group, counted from its start', async () => {
    const { net, source, sink } = groups(target)
    const S = net.synapses(source.slice(1), sink.slice(1), { onPre: 'v_post += 10*(i + 1) + j' })
    S.connect({})
    await net.run(ms(0.3))
    expect([...sink.v.values()]).toEqual([0, 30])
  })

  test('custom events drive pathways, all of them or by name', async () => {
    const { net, source, sink, make } = groups(target)
    make({ onPre: 'v_post += 1', onEvent: 'e' }).connect({})
    net
      .synapses(source, sink, {
        onPre: { a: 'v_post += 10', b: 'v_post += 0.5' },
        onEvent: { b: 'e' },
      })
      .connect({})
    await net.run(ms(0.3))
    // One event e, three spikes.
    expect([...sink.v.values()]).toEqual([31.5, 31.5])
  })

  test('a reset takes away what came in the same step', async () => {
    const net = new Network({ target, onMessage: () => undefined })
    const source = net.spikeGenerator(1, [0, 0], ms([0.1, 0.2]))
    const cells = net.neuronGroup(1, 'v : 1', { threshold: 't > 0.05*ms and t < 0.15*ms', reset: 'v = 0' })
    net.synapses(source, cells, { onPre: 'v_post += 1' }).connect({})
    await net.run(ms(0.2))
    expect(cells.v.values()[0]).toBe(0)
    await net.run(ms(0.1))
    expect(cells.v.values()[0]).toBe(1)
  })
})

describe.each(TARGETS)('delays: %s', target => {
  test('a chain without and with delays: a step for each link', async () => {
    for (const [delay, steps] of [
      [0, [0, 1, 2]],
      [0.25, [0, 4, 8]],
    ] as const) {
      const net = new Network({ target, onMessage: () => undefined })
      const cells = net.neuronGroup(3, 'v : 1', { threshold: 'v > 0.5', reset: 'v = 0' })
      cells.v.at(0).set(1)
      const S = net.synapses(cells, cells, { onPre: 'v_post += 1', delay: ms(delay) })
      S.connect({ j: 'i + 1', skipIfInvalid: true })
      const spikes = net.spikeMonitor(cells)
      await net.run(ms(1))
      expect(Array.from(spikes.t.in(ms), time => Math.round(10 * time))).toEqual(steps)
    }
  })

  test.each([
    [0.05, 1],
    [0.15, 1],
    [0.25, 3],
    [0.35, 4],
    [0, 0],
    [0.04, 0],
  ])('a delay of %s ms is %s steps', async (delay, steps) => {
    for (const form of ['same', 'each'] as const) {
      const net = new Network({ target, onMessage: () => undefined })
      const source = net.spikeGenerator(1, [0], ms([0]))
      const sink = net.neuronGroup(2, 'v : 1')
      const S = net.synapses(source, sink, {
        onPre: 'v_post += 1',
        ...(form === 'same' ? { delay: ms(delay) } : {}),
      })
      S.connect({})
      if (form === 'each') S.delay.set(ms([delay, 1]))
      const trace = net.stateMonitor(sink, 'v', { record: 0, when: 'end' })
      await net.run(ms(0.6))
      expect(Array.from(trace.trace('v', 0).values).indexOf(1)).toBe(steps)
    }
  })

  test('an event on its way keeps its time of arrival when delays change between runs', async () => {
    const net = new Network({ target, onMessage: () => undefined })
    const source = net.spikeGenerator(1, [0, 0], ms([4, 5]))
    const sink = net.neuronGroup(1, 'v : 1')
    const S = net.synapses(source, sink, { onPre: 'v_post += 1' })
    S.connect({})
    S.delay.set(ms(3))
    const trace = net.stateMonitor(sink, 'v', { record: 0, when: 'end' })
    await net.run(ms(5))
    S.delay.set('1*ms')
    await net.run(ms(5))
    const values = Array.from(trace.trace('v', 0).values)
    expect([values.indexOf(1), values.indexOf(2)]).toEqual([60, 70])
  })

  test('text of synapses and neurons gives delays; impossible ones are found before the run', async () => {
    const { net, source, sink, make } = groups(target)
    source.x.set('i')
    const S = make({ onPre: 'v_post += 1', equations: 'w : 1' })
    S.connect({})
    S.state('w').set('j')
    S.delay.set('0.1*ms*(x_pre + 2*w)')
    expect(Array.from(S.delay.in(ms), delay => Math.round(10 * delay))).toEqual([0, 2, 1, 3, 2, 4])
    for (const delay of ['-0.1*ms*i', '1*ms/i']) {
      S.delay.set(delay)
      await expect(net.run(ms(1))).rejects.toThrow('finite and not negative')
    }
    S.delay.set(ms(0.1))
    await net.run(ms(1))
    expect([...sink.v.values()]).toEqual([3, 3])
  })

  test('a delay of the post pathway counts from the spike of the target', async () => {
    const net = new Network({ target, onMessage: () => undefined })
    const source = net.neuronGroup(1, 'x : 1', { threshold: 'False', reset: '' })
    const sink = net.spikeGenerator(1, [0], ms([0.2]))
    const S = net.synapses(source, sink, { onPost: 'x_pre += 1', delay: { post: ms(0.3) } })
    S.connect({})
    const trace = net.stateMonitor(source, 'x', { record: 0, when: 'end' })
    await net.run(ms(1))
    expect(Array.from(trace.trace('x', 0).values).indexOf(1)).toBe(5)
  })
})

describe.each(TARGETS)('event-driven equations: %s', target => {
  test('a trace falls between events, in every pathway, and reads as it was stored', async () => {
    const net = new Network({ target, onMessage: () => undefined })
    const source = net.spikeGenerator(1, [0, 0], ms([0, 10]))
    const sink = net.spikeGenerator(1, [0], ms([5]))
    const S = net.synapses(source, sink, {
      equations: 'dx/dt = -x/(20*ms) : 1 (event-driven)\natPre : 1\natPost : 1',
      onPre: 'atPre = x; x += 1',
      onPost: 'atPost = x',
    })
    S.connect({})
    await net.run(ms(4))
    expect([S.state('x').values()[0], S.state('lastupdate').in(ms)[0]]).toEqual([1, 0])
    await net.run(ms(11))
    expect(S.state('atPost').values()[0]).toBeCloseTo(Math.exp(-0.25), 14)
    expect(S.state('atPre').values()[0]).toBeCloseTo(Math.exp(-0.5), 14)
    expect(S.state('lastupdate').in(ms)[0]).toBeCloseTo(10, 12)
  })

  test('coupled ones, a pure drift, coefficients of neurons', async () => {
    const net = new Network({ target, onMessage: () => undefined })
    const source = net.neuronGroup(1, 'tau : second', { threshold: 't > 9.95*ms', reset: '' })
    source.tau.set(ms(10))
    const sink = net.neuronGroup(1, 'v : 1')
    const S = net.synapses(source, sink, {
      equations: `da/dt = (b - a)/(5*ms) : 1 (event-driven)
                  db/dt = -b/tau_pre : 1 (event-driven)
                  dc/dt = 3/second : 1 (event-driven)
                  w : 1`,
      onPre: 'w = a + 0*b + 0*c',
    })
    S.connect({})
    S.state('b').set(1)
    await net.run(ms(10.1))
    // da/dt = (e^(-t/10) - a)/5 from 0: a = 2 (e^(-t/10) - e^(-t/5)) at t = 10.
    expect(S.state('a').values()[0]).toBeCloseTo(2 * (Math.exp(-1) - Math.exp(-2)), 12)
    expect(S.state('b').values()[0]).toBeCloseTo(Math.exp(-1), 13)
    expect(S.state('c').values()[0]).toBeCloseTo(0.03, 13)
  })

  test('a lastupdate that is declared is kept by hand', async () => {
    const net = new Network({ target, onMessage: () => undefined })
    const source = net.spikeGenerator(1, [0, 0], ms([1, 3]))
    const sink = net.neuronGroup(1, 'v : 1')
    const S = net.synapses(source, sink, {
      equations: 'lastupdate : second\ngap : second',
      onPre: 'gap = t - lastupdate; lastupdate = t',
    })
    S.connect({})
    await net.run(ms(4))
    expect(
      [S.state('gap').in(ms)[0], S.state('lastupdate').in(ms)[0]].map(time => Math.round((time ?? 0) * 10)),
    ).toEqual([20, 30])
  })
})

describe.each(TARGETS)('sums: %s', target => {
  test('replace the value, are 0 without synapses, and lag one step behind clock-driven variables', async () => {
    const { net, sink, make } = groups(target)
    const S = make({
      equations: `dg/dt = 1/(0.1*ms) : 1 (clock-driven)
                  sum_post = g + j : 1 (summed)
                  whole_post = 1 : integer (summed)`,
      method: 'euler',
    })
    S.connect({ i: [0, 1], j: [1, 1] })
    sink.state('sum').set(99)
    const trace = net.stateMonitor(sink, ['sum', 'whole'], { record: true, when: 'end' })
    await net.run(ms(0.3))
    expect(Array.from(trace.trace('sum', 0).values)).toEqual([0, 0, 0])
    expect(Array.from(trace.trace('sum', 1).values).map(value => Math.round(value))).toEqual([2, 4, 6])
    expect(Array.from(trace.trace('whole', 1).values)).toEqual([2, 2, 2])
  })

  test('of parts write their part only', async () => {
    const { net, source, sink } = groups(target)
    sink.state('sum').set(9)
    const S = net.synapses(source, sink.slice(1), { equations: 'sum_post = 1.0 : 1 (summed)' })
    S.connect({})
    await net.run(ms(0.1))
    expect([...sink.state('sum').values()]).toEqual([9, 3])
  })

  test('noise of its own for each synapse', async () => {
    const { net, make } = groups(target)
    const S = make({ equations: 'dz/dt = -z/ms + xi/ms**0.5 : 1 (clock-driven)', method: 'euler' })
    S.connect({})
    await net.run(ms(1))
    expect(new Set(S.state('z').values()).size).toBe(6)
  })
})

test('which parts there are, and when', () => {
  const { net, make } = groups()
  const S = make({
    equations: 'dg/dt = -g/ms : 1 (clock-driven)\nh = g : 1 (constant over dt)\nsum_post = g : 1 (summed)',
    onPre: { fast: 'g += 1', slow: 'g += 2' },
    onPost: 'g = 0',
    order: 4,
    method: 'euler',
  })
  S.connect({})
  const parts = net
    .inspect()
    .schedule.split('\n')
    .map(line => line.split(/ +/).slice(0, 3).join(' '))
  expect(parts.filter(part => part.includes(' S_'))).toEqual([
    'before_start 4 S_subexpression_update',
    'groups -1 S_summed_variable_sum_post',
    'groups 4 S_stateupdater',
    'synapses -1 S_fast',
    'synapses -1 S_slow',
    'synapses 1 S_post',
  ])
})

test('objects and pathways are switched off and on', async () => {
  const net = new Network({ target: 'js', onMessage: () => undefined })
  const source = net.poissonGroup(1, Hz(10000))
  const sink = net.neuronGroup(1, 'v : 1\nu : 1')
  const S = net.synapses(source, sink, { onPre: { a: 'v_post += 1', b: 'u_post += 1' } })
  S.connect({})
  S.pathway('a').active = false
  await net.run(ms(0.2))
  S.active = false
  await net.run(ms(0.2))
  S.active = true
  S.pathway('a').active = true
  await net.run(ms(0.2))
  expect([sink.v.values()[0], sink.u.values()[0]]).toEqual([2, 4])
})

test('other time steps on either side are told, once for each pathway', async () => {
  const told: string[] = []
  const net = new Network({ target: 'js', onMessage: ({ code }) => told.push(code) })
  const source = net.spikeGenerator(1, [0], ms([0]), { dt: ms(0.2) })
  const sink = net.neuronGroup(1, 'v : 1')
  const S = net.synapses(source, sink, {
    onPre: { a: 'v_post += 1', b: 'v_post += 2' },
    delay: { a: ms(0.44) },
  })
  S.connect({})
  const trace = net.stateMonitor(sink, 'v', { record: 0, when: 'end' })
  await net.run(ms(1))
  expect(Array.from(trace.trace('v', 0).values)).toEqual([2, 2, 2, 2, 3, 3, 3, 3, 3, 3])
  expect(told.filter(code => code === 'other-time-step')).toHaveLength(2)
})
