import { describe, expect, test } from 'vitest'
import { Hz, ms, Network, second, type NeuronGroup } from '../index.js'
import { describeNetwork, modelFromJson } from '../io/index.js'

const TARGETS = ['js', 'wasm'] as const
/** One source that spikes at given times, and a target that counts what arrives. */
function arrivals(target: 'js' | 'wasm', times: readonly number[], options: object) {
  const net = new Network({ target, onMessage: () => undefined })
  const source = net.spikeGenerator(
    1,
    times.map(() => 0),
    ms(times),
  )
  const sink = net.neuronGroup(1, 'n : 1')
  const S = net.synapses(source, sink, { equations: 'w : 1', onPre: 'n_post += 1', name: 'S', ...options })
  S.connect({})
  const count = net.stateMonitor(sink, 'n', { record: true, when: 'end' })
  /** The steps in which the count rose. */
  const arrived = (): number[] => {
    const counts = count.matrix('n').values
    return [...counts.keys()].filter(step => (counts[step] ?? 0) > (counts[step - 1] ?? 0))
  }
  return { net, S, sink, arrived }
}

describe.each(TARGETS)('delays that change during a run: %s', target => {
  test('with delays that stay, everything is as without the option', async () => {
    const run = async (changingDelays: boolean): Promise<unknown> => {
      const net = new Network({ target, seed: 5, onMessage: () => undefined })
      const cells = net.neuronGroup(20, 'dv/dt = (1.2 - v)/(5*ms) : 1', {
        threshold: 'v > 1',
        reset: 'v = 0',
        method: 'exact',
      })
      cells.v.set('rand()')
      const S = net.synapses(cells.slice(2), cells, {
        equations: 'w : 1',
        // The order of delivery shows in the weights.
        onPre: 'v_post = 0.9*v_post + w; w = 0.99*w + 0.001*v_post',
        changingDelays,
      })
      S.connect({ p: 0.5 })
      S.w.set('0.1*rand()')
      S.delay.set('rand()*3*ms')
      const spikes = net.spikeMonitor(cells)
      await net.run(ms(20))
      S.connect({ i: [0, 1], j: [3, 3] })
      S.delay.at({ j: 3 }).set('rand()*5*ms')
      await net.run(ms(30))
      expect(spikes.count).toBeGreaterThan(50)
      return [[...spikes.i], [...(spikes.t.values as Float64Array)], [...S.w.values()], [...cells.v.values()]]
    }
    expect(await run(true)).toEqual(await run(false))
  })

  test('the delay that holds when a spike is sent counts, though a later one may overtake it', async () => {
    const { net, S, arrived } = arrivals(target, [0, 0.5, 0.6, 2], { changingDelays: true })
    S.delay.set(ms(1))
    net.networkOperation(time => {
      const step = Math.round(time.value * 1e4)
      if (step === 5) S.delay.set(ms(0.2))
      if (step === 8) S.delay.set(ms(0))
    })
    await net.run(ms(4))
    // Sent at 0 with 1 ms, at 0.5 and 0.6 with 0.2 ms, at 2 without delay.
    expect(arrived()).toEqual([7, 8, 10, 20])
  })

  test('code of a pathway changes its own delay', async () => {
    const { net, S, arrived } = arrivals(target, [0, 1, 2, 3], {
      onPre: 'n_post += 1; delay = delay + 0.3*ms',
    })
    await net.run(ms(6))
    expect(arrived()).toEqual([0, 13, 26, 39])
    expect(S.delay.in(ms)[0]).toBeCloseTo(1.2, 12)
  })

  test('code at intervals and at times changes the delay of the pathway pre; a monitor records it', async () => {
    const { net, S, arrived } = arrivals(target, [0, 1, 2, 3], {})
    S.runRegularly('delay = 0.1*ms*t/ms', { dt: ms(1) })
    S.runAt('delay = 1.5*ms', ms([3]), { order: 1 })
    const trace = net.stateMonitor(S.pathway('pre'), 'delay', { record: true, dt: ms(1), when: 'end' })
    await net.run(ms(6))
    expect(arrived()).toEqual([0, 11, 22, 45])
    expect(Array.from(trace.trace('delay', 0).in(ms), value => Number(value.toFixed(9)))).toEqual([
      0, 0.1, 0.2, 1.5, 0.4, 0.5,
    ])
  })

  test('pathways have delays of their own', async () => {
    const { net, S, sink } = arrivals(target, [0, 1], {
      onPre: { up: 'n_post += 1; delay = 0.5*ms', down: 'n_post += 100' },
    })
    S.pathway('down').delay.set(ms(0.2))
    await net.run(ms(1.4))
    expect([sink.n.values()[0], S.pathway('up').delay.in(ms)[0]]).toEqual([201, 0.5])
    await net.run(ms(0.2))
    expect(sink.n.values()[0]).toBe(202)
  })

  test('delays of any length', async () => {
    const { net, S, arrived } = arrivals(target, [0, 0.1, 0.2, 150], { changingDelays: true })
    S.delay.set(ms(102.4))
    net.networkOperation(time => {
      if (Math.round(time.value * 1e4) === 1) S.delay.set(ms(307.2))
      if (Math.round(time.value * 1e4) === 2) S.delay.set(ms(0.1))
    })
    await net.run(ms(400))
    expect(arrived()).toEqual([3, 1024, 1501, 3073])
  })

  test('there is room for as many events as are on their way, also after going back', async () => {
    const run = async (changingDelays: boolean): Promise<unknown> => {
      const net = new Network({ target, seed: 2, onMessage: () => undefined })
      const source = net.poissonGroup(30, Hz(2000))
      const sink = net.neuronGroup(10, 'n : 1')
      const S = net.synapses(source, sink, { onPre: 'n_post += 1 + i', changingDelays })
      S.connect({ p: 0.4 })
      S.delay.set('5*ms + 60*ms*rand()')
      await net.run(ms(50))
      net.store()
      const reports: number[] = []
      await net.run(ms(150), { report: ({ completed }) => reports.push(completed) })
      const first = [...sink.n.values()]
      expect(reports).toEqual([...reports].sort((a, b) => a - b))
      net.restore('default', { randomState: true })
      await net.run(ms(150))
      expect([...sink.n.values()]).toEqual(first)
      return first
    }
    expect(await run(true)).toEqual(await run(false))
  })

  test('events on their way go to another process, and to another time step', async () => {
    const { net, S, arrived } = arrivals(target, [0, 0.5], { changingDelays: true })
    S.delay.set(ms(1))
    await net.run(ms(0.2))
    net.store()
    const bytes = net.snapshotBytes()
    const other = arrivals(target, [0, 0.5], { changingDelays: true })
    other.net.addSnapshots(bytes)
    other.net.restore()
    await other.net.run(ms(2))
    expect(other.arrived()).toEqual([10, 15])
    net.setTimeStep(ms(0.05))
    await net.run(ms(2))
    expect(arrived().length).toBe(2)
  })

  test('a pathway that is off drops what arrives meanwhile', async () => {
    const { net, S, arrived } = arrivals(target, [0, 0.3, 0.6], { changingDelays: true })
    S.delay.set(ms(0.5))
    await net.run(ms(0.4))
    S.pathway('pre').active = false
    await net.run(ms(0.3))
    S.pathway('pre').active = true
    await net.run(ms(2))
    expect(arrived()).toEqual([8])
  })
})

test.each(TARGETS)('very long delays take neither time nor room (%s)', async target => {
  const net = new Network({ target, memoryLimit: 2 ** 24, onMessage: () => undefined })
  const source = net.spikeGenerator(5000, [0, 0], ms([0, 1]))
  const sink = net.neuronGroup(3, 'n : 1')
  const each = net.synapses(source, sink, { onPre: 'n_post += 1' })
  each.connect({ i: 0, j: [0, 1, 2] })
  each.delay.set(ms([1e14, 3, 0.2]))
  const same = net.synapses(source, sink, { onPre: 'n_post += 100', delay: second(3600) })
  same.connect({ i: 0, j: 0 })
  await net.run(ms(3.5))
  expect([...sink.n.values()]).toEqual([0, 1, 2])
  each.delay.set(second(1e30))
  await expect(net.run(ms(1))).rejects.toThrow('more time steps than can be counted')
})

test('one long delay for all arrives in its step', async () => {
  for (const delay of [second(3600), second(3)]) {
    const net = new Network({ target: 'wasm', dt: second(1), onMessage: () => undefined })
    const source = net.spikeGenerator(5000, [1, 4999, 1], second([0, 0, 2]))
    const sink = net.neuronGroup(1, 'n : 1')
    const S = net.synapses(source, sink, { onPre: 'n_post += 1 + i', delay })
    S.connect({ i: [1, 4999], j: 0 })
    const trace = net.stateMonitor(sink, 'n', { record: true, when: 'end' })
    await net.run(delay.plus(second(4)))
    const values = trace.matrix('n').values
    const at = delay.value
    expect([values[at - 1], values[at], values[at + 1], values[at + 2]]).toEqual([0, 5002, 5002, 5004])
  }
})

test('a file says that delays change, or an operation that sets them does', async () => {
  const model = (extra: object, operation: boolean): object => ({
    formatVersion: 1,
    network: {
      objects: [
        { type: 'spikeGenerator', name: 'G', n: 1, indices: [0, 0], times: { values: [0, 0.5], unit: 'ms' } },
        { type: 'neuronGroup', name: 'H', n: 1, equations: ['n : 1'] },
        { type: 'synapses', name: 'S', source: 'G', target: 'H', onPre: 'n_post += 1', ...extra },
        ...(operation
          ? [{ type: 'networkOperation', name: 'op', dt: '0.4*ms', do: [{ set: 'S.delay', to: '0.2*ms' }] }]
          : []),
        { type: 'stateMonitor', name: 'M', group: 'H', variables: ['n'], record: true, when: 'end' },
      ],
    },
    protocol: [{ connect: 'S' }, { run: '1*ms' }],
  })
  const operated = await modelFromJson(model({}, true))
  await operated.run()
  expect([...(operated.object('H') as NeuronGroup<'n : 1'>).n.values()]).toEqual([2])
  const network = new Network()
  const cells = network.neuronGroup(1, 'n : 1', { threshold: 'n > 1', reset: 'n = 0' })
  network
    .synapses(cells, cells, { onPre: { a: 'n_post += 1', b: 'n_post += 2' }, changingDelays: true })
    .connect({})
  const json = JSON.parse(JSON.stringify(describeNetwork(network))) as object
  expect(JSON.stringify(json)).toContain('"changingDelays":true')
  expect(describeNetwork((await modelFromJson(json)).network)).toEqual(json)
})

describe('refused', () => {
  test('a delay that is none, when an event is sent with it', async () => {
    for (const delay of ['-1*ms', '1*ms*log(-1.0)', '1*second/0.0']) {
      const { net, S } = arrivals('wasm', [0, 1], { onPre: `n_post += 1; delay = ${delay}` })
      S.delay.set(0)
      await expect(net.run(ms(3))).rejects.toThrow(/delay of synapse 0 of the pathway pre of `S` is/)
    }
  })
  test('one delay for all that code changes', () => {
    expect(() => arrivals('js', [0], { onPre: 'delay = 1*ms', delay: ms(1) })).toThrow('one delay for all')
    expect(() => arrivals('js', [0], { changingDelays: true, delay: ms(1) })).toThrow('one delay for all')
    const { S } = arrivals('js', [0], { delay: ms(1) })
    expect(() => S.runRegularly('delay = 1*ms')).toThrow('one delay for all')
  })
  test('a change from a network operation without the option', async () => {
    const { net, S } = arrivals('js', [0], {})
    net.networkOperation(() => {
      S.delay.set(ms(1))
    })
    await expect(net.run(ms(1))).rejects.toThrow('changingDelays')
  })
  test('another unit', () => {
    const { net } = arrivals('js', [0], { onPre: 'delay = 3' })
    expect(() => {
      net.check()
    }).toThrow('second')
  })
})
