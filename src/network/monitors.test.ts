import { describe, expect, test } from 'vitest'
import { Hz, mV, ms, Network } from '../index.js'

const TARGETS = ['js', 'wasm'] as const
const stepsOf = (times: { in(unit: typeof ms): unknown }): number[] =>
  Array.from(times.in(ms) as Float64Array, time => Math.round(time * 10))

/** Three neurons that rise at 1, 2 and 3 per ms and spike above 0.25. */
function risingNeurons(target: 'js' | 'wasm' = 'js') {
  const told: string[] = []
  const net = new Network({ target, onMessage: ({ code }) => told.push(code) })
  const group = net.neuronGroup(
    3,
    `dv/dt = (i + 1)/ms : 1
     tenfold = 10*v : 1
     all : 1 (shared)
     n : integer
     b : boolean`,
    { method: 'euler', threshold: 'v > 0.25', reset: 'v = 0', refractory: ms(0), name: 'cells' },
  )
  return { net, group, told }
}

describe('spike monitors', () => {
  test.each(TARGETS)('record at their slot: before the reset, or after it (%s)', async target => {
    const { net, group } = risingNeurons(target)
    const early = net.spikeMonitor(group, {
      variables: ['v', 'tenfold', 'all', 'lastspike', 'not_refractory', 'N'],
    })
    const late = net.spikeMonitor(group, { variables: ['v'], when: 'end' })
    await net.run(ms(0.6))
    expect([...early.i]).toEqual([2, 1, 2, 0, 2, 1, 2, 2, 0, 1, 2])
    expect(stepsOf(early.t)).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 5, 5, 5])
    expect(early.values('v').values.map(value => Number(value.toFixed(12)))).toEqual(
      Float64Array.from(early.i, neuron => (neuron === 1 ? 0.4 : 0.3)),
    )
    expect(early.values('tenfold').values).toEqual(Float64Array.from(early.values('v').values, v => 10 * v))
    expect(early.values('lastspike').values).toEqual(early.t.values)
    expect(early.values('not_refractory').values).toEqual(new Float64Array(11))
    expect(early.values('N').values).toEqual(new Float64Array(11).fill(3))
    expect([...late.i]).toEqual([...early.i])
    expect(late.values('v').values).toEqual(new Float64Array(11))
    expect([[...early.countOfEach()], early.count]).toEqual([[2, 3, 6], 11])
    expect([...early.countOfEach()]).toEqual([...late.countOfEach()])
  })

  test('one that is added later, and switched off for a while, has a gap', async () => {
    const net = new Network({ target: 'wasm' })
    const group = net.neuronGroup(1, 'v : 1', { threshold: 'True', reset: '' })
    await net.run(ms(0.2))
    const spikes = net.spikeMonitor(group)
    await net.run(ms(0.2))
    spikes.active = false
    await net.run(ms(0.2))
    spikes.active = true
    await net.run(ms(0.1))
    expect(stepsOf(spikes.t)).toEqual([2, 3, 6])
    net.remove(spikes)
    await net.run(ms(0.2))
    expect(stepsOf(spikes.t)).toEqual([2, 3, 6])
  })

  test('without events it still counts, and keeps what else was asked for', async () => {
    const { net, group } = risingNeurons()
    const counts = net.spikeMonitor(group, { record: false, variables: ['v'] })
    await net.run(ms(0.6))
    expect([...counts.countOfEach()]).toEqual([2, 3, 6])
    expect(counts.values('v').length).toBe(11)
    for (const read of [() => counts.i, () => counts.t, () => counts.trains()])
      expect(read).toThrow('record: true')
  })

  test('neurons without spikes have an empty train', async () => {
    const net = new Network({ target: 'js' })
    const spikes = net.spikeMonitor(net.spikeGenerator(3, [1], ms([0.2])))
    await net.run(ms(1))
    expect(spikes.trains().map(stepsOf)).toEqual([[], [2], []])
  })

  test.each<[string, (given: ReturnType<typeof risingNeurons>) => unknown, string, string]>([
    ['no group', ({ net }) => net.spikeMonitor({}), 'type', 'group'],
    ['no threshold', ({ net }) => net.spikeMonitor(net.neuronGroup(1, 'v : 1')), 'value', 'threshold'],
    ['an unknown event', ({ net, group }) => net.eventMonitor(group, 'burst'), 'value', 'burst'],
    ['an unknown variable', ({ net, group }) => net.spikeMonitor(group, { variables: ['w'] }), 'name', '`w`'],
    ['an order without slot', ({ net, group }) => net.spikeMonitor(group, { order: 1 }), 'value', 'when'],
  ])('refused: %s', (_, make, kind, words) => {
    expectError(() => make(risingNeurons()), kind, words)
  })
})

describe('state monitors', () => {
  test.each(TARGETS)('have one row in each step, at their slot (%s)', async target => {
    const net = new Network({ target })
    const group = net.neuronGroup(1, 'dv/dt = 1/ms : 1', {
      method: 'euler',
      threshold: 'v > 0.25',
      reset: 'v = 0',
    })
    const rows = ['start', 'after_thresholds', 'before_resets', 'end'].map(when =>
      net.stateMonitor(group, 'v', { record: true, when }),
    )
    await net.run(ms(0.6))
    const [first, peak] = [
      [0, 0.1, 0.2],
      [0.1, 0.2, 0.30000000000000004],
    ].map(values => [...values, ...values])
    expect(rows.map(trace => Array.from(trace.matrix('v').values))).toEqual([
      first,
      peak,
      peak,
      [0.1, 0.2, 0, 0.1, 0.2, 0],
    ])
    for (const trace of rows) expect(stepsOf(trace.t)).toEqual([0, 1, 2, 3, 4, 5])
  })

  test('elements come in the order in which they were asked for, and are asked for by their number', async () => {
    const { net, group } = risingNeurons()
    const trace = net.stateMonitor(group, ['v', 'n'], { record: [2, 0] })
    group.n.set('i + 5')
    await net.run(ms(0.1))
    expect([...trace.elements]).toEqual([2, 0])
    expect(trace.matrix('n')).toEqual({ shape: [2, 1], values: Float64Array.of(7, 5) })
    expect(trace.trace('n', 2).values).toEqual(Float64Array.of(7))
    for (const unrecorded of [1, -1, 3, 0.5])
      expect(() => trace.trace('n', unrecorded)).toThrow('does not record neuron')
    expect(() => trace.trace('b', 2)).toThrow('`b`')
  })

  test('a part of a group, a mask, a range and a condition say which elements', async () => {
    const { net, group } = risingNeurons()
    const elements = [group.slice(1), group.select([0, 2]), group].map(
      part => net.stateMonitor(part, 'v', { record: true }).elements.length,
    )
    const selections = [[true, false, true], { from: 1 }, 'i > 0', 2, [], [1, 1]] as const
    const chosen = selections.map(record => [...net.stateMonitor(group, 'v', { record }).elements])
    expect(elements).toEqual([2, 2, 3])
    expect(chosen).toEqual([[0, 2], [1, 2], [1, 2], [2], [], [1, 1]])
    await net.run(ms(0.1))
  })

  test('a step of its own: values are those of the instant', async () => {
    const net = new Network({ target: 'wasm' })
    const group = net.neuronGroup(1, 'dv/dt = 1/ms : 1', {
      method: 'euler',
      threshold: 'v > 0.25',
      reset: 'v = 0',
    })
    const trace = net.stateMonitor(group, 'v', { record: true, dt: ms(0.25) })
    await net.run(ms(0.6))
    expect(trace.t.values).toEqual(Float64Array.of(0, 0.00025, 0.0005))
    expect(trace.trace('v', 0).values).toEqual(Float64Array.of(0, 0, 0.2))
  })

  test('text that is random is recorded as it was used', async () => {
    const net = new Network({ target: 'wasm', seed: 4 })
    const group = net.neuronGroup(2, 'x = rand() : 1 (constant over dt)\ny : 1')
    group.runRegularly('y = x')
    const [used, taken] = ['end', 'after_start'].map(when =>
      net.stateMonitor(group, ['x', 'y'], { record: true, when }),
    )
    await net.run(ms(1))
    expect(used?.matrix('x')).toEqual(used?.matrix('y'))
    expect(taken?.matrix('x')).toEqual(used?.matrix('y'))
    expectError(
      () => {
        const random = net.neuronGroup(1, 'x = rand() : 1')
        net.stateMonitor(random, 'x', { record: true })
        net.check()
      },
      'syntax',
      'constant over dt',
    )
  })

  test('types are kept; a shared variable stands in each row, which is told', async () => {
    const { net, group, told } = risingNeurons()
    const trace = net.stateMonitor(group, ['n', 'b', 'all'], { record: true })
    group.b.set('i == 1')
    group.all.set(4)
    await net.run(ms(0.1))
    expect([trace.typeOf('n'), trace.typeOf('b'), trace.typeOf('all')]).toEqual([
      'integer',
      'boolean',
      'float',
    ])
    expect(trace.matrix('b').values).toEqual(Float64Array.of(0, 1, 0))
    expect(trace.matrix('all').values).toEqual(Float64Array.of(4, 4, 4))
    expect(told).toContain('shared-variable-recorded')
  })

  test('no rows in a run of no time; a sample can be taken by hand', async () => {
    const { net, group } = risingNeurons()
    const trace = net.stateMonitor(group, 'v', { record: 0 })
    await net.run(ms(0))
    expect(trace.matrix('v').shape).toEqual([1, 0])
    await net.run(ms(0.5))
    trace.recordSingleTimestep()
    expect(stepsOf(trace.t)).toEqual([0, 1, 2, 3, 4, 5])
    await net.run(ms(0.1))
    expect(stepsOf(trace.t)).toEqual([0, 1, 2, 3, 4, 5, 5])
  })

  test.each<[string, (given: ReturnType<typeof risingNeurons>) => unknown, string, string]>([
    [
      'an unknown variable',
      ({ net, group }) => net.stateMonitor(group, 'w', { record: true }),
      'name',
      '`w`',
    ],
    [
      'an element that is not there',
      ({ net, group }) => net.stateMonitor(group, 'v', { record: 3 }),
      'index',
      '0 to 2',
    ],
    ['half an element', ({ net, group }) => net.stateMonitor(group, 'v', { record: 1.7 }), 'type', '1.7'],
    [
      'no word about elements',
      ({ net, group }) => net.stateMonitor(group, 'v', {} as never),
      'type',
      'record',
    ],
    [
      'a step of no time',
      ({ net, group }) => net.stateMonitor(group, 'v', { record: true, dt: mV(1) }),
      'dimension',
      'time',
    ],
    [
      'a misspelt option',
      ({ net, group }) => net.stateMonitor(group, 'v', { record: true, wen: 'end' } as never),
      'name',
      'when',
    ],
    ['no group', ({ net }) => net.stateMonitor({}, 'v', { record: true }), 'type', 'group'],
  ])('refused: %s', (_, make, kind, words) => {
    expectError(() => make(risingNeurons()), kind, words)
  })
})

describe('rate monitors', () => {
  test('the rate is that of the neurons of the source, with the step of the moment', async () => {
    const net = new Network({ target: 'wasm', dt: ms(0.2) })
    const group = net.neuronGroup(4, 'v : 1', { threshold: 'True', reset: '' })
    const rate = net.populationRateMonitor(group)
    await net.run(ms(0.8))
    net.setTimeStep(ms(0.4))
    await net.run(ms(0.8))
    expect(Array.from(rate.rate.in(Hz)).map(value => Number(value.toFixed(6)))).toEqual([
      5000, 5000, 5000, 5000, 2500, 2500,
    ])
    expect(Array.from(rate.t.in(ms)).map(value => Number(value.toFixed(6)))).toEqual([
      0, 0.2, 0.4, 0.6, 0.8, 1.2,
    ])
  })
  test.each<[string, unknown, string, string]>([
    ['no spikes', 'passive', 'value', 'threshold'],
    ['no group', 'nothing', 'type', 'group'],
  ])('refused: a source with %s', (_, which, kind, words) => {
    const net = new Network()
    const source = which === 'passive' ? net.neuronGroup(1, 'v : 1') : {}
    expectError(() => net.populationRateMonitor(source), kind, words)
  })
})

test('monitors can be added and removed between runs without a change of results', async () => {
  const run = async (adds: boolean) => {
    const { net, group } = risingNeurons('wasm')
    for (let k = 0; k < 5; k++) {
      if (adds) net.stateMonitor(group, 'v', { record: true })
      await net.run(ms(0.7))
    }
    return [...group.v.values()]
  }
  expect(await run(true)).toEqual(await run(false))
})

function expectError(make: () => unknown, kind: string, words: string): void {
  let error: unknown
  try {
    make()
  } catch (thrown) {
    error = thrown
  }
  expect(error).toMatchObject({ kind, message: expect.stringContaining(words) as string })
}
