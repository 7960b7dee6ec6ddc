import { describe, expect, test } from 'vitest'
import { Hz, mV, ms, Network, type NetworkOptions, type RestoreReport } from '../index.js'

const TARGETS = ['js', 'wasm'] as const
type TargetName = (typeof TARGETS)[number]

const network = (target: TargetName, options: NetworkOptions = {}) =>
  new Network({ target, seed: 5, onMessage: () => undefined, ...options })

/** Noisy neurons with plastic synapses, and a monitor that only training needs. */
function training(target: TargetName) {
  const net = network(target)
  const cells = net.neuronGroup(
    8,
    'dv/dt = (20*mV - v)/(10*ms) + 4*mV*xi/sqrt(10*ms) : volt (unless refractory)',
    {
      threshold: 'v > 15*mV',
      reset: 'v = 0*mV',
      refractory: ms(2),
      method: 'euler',
      name: 'cells',
    },
  )
  const plastic = net.synapses(cells, cells, {
    equations: 'w : volt\ndx/dt = -x/(5*ms) : 1 (event-driven)',
    onPre: 'v_post += w; x += 1',
    onPost: 'w += 0.01*mV*x',
    name: 'plastic',
  })
  const spikes = net.spikeMonitor(cells, { name: 'spikes' })
  const watch = net.stateMonitor(plastic, 'w', { record: true, dt: ms(1), name: 'watch' })
  return { net, cells, plastic, spikes, watch }
}

/** The same cells with what a test needs: no plasticity on the side of the target, another monitor, a new input. */
function testing(target: TargetName) {
  const net = network(target)
  const cells = net.neuronGroup(
    8,
    'dv/dt = (20*mV - v)/(10*ms) + 4*mV*xi/sqrt(10*ms) : volt (unless refractory)\ng : 1',
    {
      threshold: 'v > 15*mV',
      reset: 'v = 0*mV',
      refractory: ms(2),
      method: 'euler',
      name: 'cells',
    },
  )
  cells.g.set('i')
  const plastic = net.synapses(cells, cells, {
    equations: 'w : volt\nscale : 1',
    onPre: 'v_post += w',
    name: 'plastic',
  })
  const input = net.poissonGroup(3, Hz(500), { name: 'input' })
  const drive = net.synapses(input, cells, { onPre: 'v_post += 1*mV', delay: ms(2), name: 'drive' })
  drive.connect()
  const spikes = net.spikeMonitor(cells, { name: 'spikes' })
  const probe = net.stateMonitor(cells, 'v', { record: [0], name: 'probe' })
  return { net, cells, plastic, input, drive, spikes, probe }
}

async function trained(target: TargetName) {
  const first = training(target)
  first.plastic.connect({ condition: 'i != j' })
  first.plastic.w.set(mV(0.2))
  await first.net.run(ms(40))
  first.net.store('trained')
  return first
}

describe.each(TARGETS)('a state of another network goes back in part (%s)', target => {
  test('what both have goes back, all else stays, and the report says what and why', async () => {
    const first = await trained(target)
    const second = testing(target)
    second.net.addSnapshots(first.net.snapshotBytes('trained'))
    const report = second.net.restore('trained', { partial: true })
    expect(report).toEqual<RestoreReport>({
      restored: ['cells', 'plastic', 'spikes'],
      kept: [
        { name: 'cells.g', reason: 'not in the snapshot' },
        { name: 'plastic.scale', reason: 'not in the snapshot' },
        { name: 'input', reason: 'not in the snapshot' },
        { name: 'drive', reason: 'not in the snapshot' },
        { name: 'probe', reason: 'not in the snapshot' },
      ],
      unused: ['watch', 'plastic.x', 'plastic.lastupdate', 'plastic.post'],
    })
    expect(second.net.t.in(ms)).toBeCloseTo(40, 9)
    expect(second.cells.v.values()).toEqual(first.cells.v.values())
    expect(second.cells.g.values()).toEqual(Float64Array.of(0, 1, 2, 3, 4, 5, 6, 7))
    expect(second.plastic.size).toBe(56)
    expect(second.plastic.w.values()).toEqual(first.plastic.w.values())
    expect(second.plastic.scale.values()).toEqual(new Float64Array(56))
    expect(second.spikes.i).toEqual(first.spikes.i)
    expect([second.drive.size, second.probe.samples]).toEqual([24, 0])
    // The message says the same.
    const message = second.net.messages.find(({ code }) => code === 'partly-restored')
    expect(message?.text).toMatch(/"trained" went back in part.*cells\.g \(not in the snapshot\).*watch/)
    // And it runs on, from the time of the snapshot.
    await second.net.run(ms(10))
    expect(second.probe.t.in(ms)).toHaveLength(100)
    expect(Number(second.probe.t.in(ms)[0])).toBeCloseTo(40, 9)
    // What only the snapshot has takes no part in what is stored next.
    second.net.store('next')
    expect(second.net.restore('next')).toEqual({
      restored: ['cells', 'plastic', 'input', 'drive', 'spikes', 'probe'],
      kept: [],
      unused: [],
    })
  })

  test('what goes back goes on with the same bits', async () => {
    const first = await trained(target)
    const build = () => {
      const again = training(target)
      const extra = again.net.stateMonitor(again.cells, 'v', { record: [1], name: 'extra' })
      again.net.addSnapshots(first.net.snapshotBytes())
      again.net.restore('trained', { partial: true, randomState: true })
      return { ...again, extra }
    }
    const second = build()
    await Promise.all([first.net.run(ms(30)), second.net.run(ms(30))])
    expect(second.cells.v.values()).toEqual(first.cells.v.values())
    expect(second.plastic.w.values()).toEqual(first.plastic.w.values())
    expect(second.plastic.x.values()).toEqual(first.plastic.x.values())
    expect(second.spikes.t.values).toEqual(first.spikes.t.values)
    expect(second.watch.matrix('w')).toEqual(first.watch.matrix('w'))
    expect(second.extra.samples).toBe(300)
  })

  test('objects that came after the state was stored keep what they have, in the same network', async () => {
    const first = await trained(target)
    const probe = first.net.stateMonitor(first.cells, 'v', { record: [0], dt: ms(0.3), name: 'probe' })
    const before = first.cells.v.values().slice()
    await first.net.run(ms(6))
    expect(() => first.net.restore('trained')).toThrow(/other objects.*Not in the snapshot: probe/s)
    expect(first.net.restore('trained', { partial: true })).toMatchObject({
      restored: ['cells', 'plastic', 'spikes', 'watch'],
      kept: [{ name: 'probe' }],
    })
    expect(first.cells.v.values()).toEqual(before)
    expect(probe.samples).toBe(20)
    // It records the same stretch of time once more, although its clock was further on.
    await first.net.run(ms(6))
    expect(probe.samples).toBe(40)
    expect(probe.t.in(ms).subarray(20)).toEqual(probe.t.in(ms).subarray(0, 20))
  })

  test('an object that was taken out is left out', async () => {
    const first = await trained(target)
    first.net.remove(first.watch)
    expect(() => first.net.restore('trained')).toThrow(/No longer in the network: watch/)
    expect(first.net.restore('trained', { partial: true })).toMatchObject({ kept: [], unused: ['watch'] })
    await first.net.run(ms(1))
  })
})

describe.each(TARGETS)('what stays when time goes back (%s)', target => {
  /** A snapshot at 1 ms of a network that has less than the one that goes back to it at 10 ms. */
  async function later() {
    const net = network(target)
    const clicks = net.spikeGenerator(2, [0, 0, 0], ms([0.5, 9, 12]), { name: 'clicks' })
    await net.run(ms(1))
    net.store()
    const cells = net.neuronGroup(2, 'v : 1', {
      threshold: 'v > 0.5 and i == 1',
      reset: '',
      refractory: ms(5),
      name: 'cells',
    })
    const path = net.synapses(clicks, cells, {
      equations: 'da/dt = -a/ms : 1 (event-driven)',
      onPre: 'v_post += 1; a += 1',
      name: 'path',
    })
    path.connect()
    path.delay.set(ms(3))
    const seen = net.spikeMonitor(cells, { name: 'seen' })
    return { net, clicks, cells, path, seen }
  }

  test('events that were on their way are dropped, those of the generator come again', async () => {
    const { net, cells, seen } = await later()
    cells.v.set(0)
    await net.run(ms(9))
    expect(net.t.in(ms)).toBeCloseTo(10, 9)
    net.restore('default', { partial: true })
    expect(net.t.in(ms)).toBeCloseTo(1, 9)
    // The click at 9 ms was to arrive at 12 ms; it is sent again at 9 ms, and arrives once.
    await net.run(ms(11.2))
    expect([...cells.v.values()]).toEqual([1, 1])
    expect(Array.from(seen.t.values, time => Math.round(time * 1e4))).toEqual([121])
  })

  test('a spike that is yet to come holds no neuron back, and no trace falls before it was made', async () => {
    const { net, cells, path } = await later()
    cells.v.set(1)
    await net.run(ms(11.5))
    expect(Number(cells.state('lastspike').values()[1])).toBeGreaterThan(0.01)
    net.restore('default', { partial: true })
    expect([...cells.state('lastspike').values()]).toEqual([-1e4, -1e4])
    path.a.set(2)
    await net.run(ms(0.1))
    // Only the neuron that has just spiked is refractory.
    expect([...cells.state('not_refractory').values()]).toEqual([1, 0])
    expect(Math.max(...path.state('lastupdate').values())).toBeLessThanOrEqual(0.0011)
  })

  test('a step of its own stays; the step of the network comes back', async () => {
    const net = network(target)
    net.neuronGroup(1, 'v : 1', { name: 'G' })
    await net.run(ms(1))
    net.store()
    const own = net.neuronGroup(1, 'dv/dt = 1/ms : 1', { dt: ms(0.25), method: 'euler', name: 'own' })
    const shared = net.neuronGroup(1, 'dv/dt = 1/ms : 1', { method: 'euler', name: 'shared' })
    net.setTimeStep(ms(0.5))
    await net.run(ms(3))
    net.restore('default', { partial: true })
    expect([net.dt.in(ms), net.t.in(ms)].map(value => Number(Number(value).toFixed(9)))).toEqual([0.1, 1])
    own.v.set(0)
    shared.v.set(0)
    await net.run(ms(1))
    expect([own.v.values()[0], shared.v.values()[0]].map(value => Number(value?.toFixed(9)))).toEqual([1, 1])
    expect(net.inspect().schedule).toMatch(/own_stateupdater +250 us/)
  })
})

describe.each(TARGETS)('synapses (%s)', target => {
  const build = (connects: boolean, equations: string, delay: boolean, onto = 3) => {
    const net = network(target)
    const cells = net.neuronGroup(onto, 'v : 1', { threshold: 't < 0.05*ms', reset: '', name: 'cells' })
    const S = net.synapses(cells, cells, {
      equations,
      onPre: 'v_post += w',
      ...(delay ? { delay: ms(0.5) } : {}),
      name: 'S',
    })
    if (connects) S.connect({ j: 'i' })
    return { net, cells, S }
  }

  test('that are others than now: what the snapshot does not tell of them begins anew', async () => {
    const first = build(true, 'w : 1', false)
    first.S.state('w').set([1, 2, 3])
    first.S.delay.set('i*0.1*ms')
    first.net.store()
    const second = build(false, 'w : 1\nu : 1', true)
    second.S.connect()
    second.S.state('u').set(7)
    second.net.addSnapshots(first.net.snapshotBytes())
    const { kept } = second.net.restore('default', { partial: true })
    expect(kept.map(({ name }) => name)).toEqual(['S.u', 'S.pre'])
    expect(kept[1]?.reason).toMatch(/with one delay now, .* with a delay for each synapse in the snapshot/)
    expect([...second.S.state('w').values()]).toEqual([1, 2, 3])
    expect([...second.S.state('u').values()]).toEqual([0, 0, 0])
    expect(second.S.delay.in(ms)).toEqual(Float64Array.of(0.5))
    await second.net.run(ms(0.5))
    expect([...second.cells.v.values()]).toEqual([0, 0, 0])
    await second.net.run(ms(0.1))
    expect([...second.cells.v.values()]).toEqual([1, 2, 3])
  })

  test('of a group of another size stay, and so does what belongs to them', async () => {
    const first = build(true, 'w : 1', false)
    first.net.stateMonitor(first.S, 'w', { record: true, name: 'weights' })
    await first.net.run(ms(1))
    first.net.store()
    const second = build(true, 'w : 1', false, 4)
    second.net.stateMonitor(second.S, 'w', { record: true, name: 'weights' })
    second.net.addSnapshots(first.net.snapshotBytes())
    expect(second.net.restore('default', { partial: true })).toEqual<RestoreReport>({
      restored: [],
      kept: [
        {
          name: 'cells',
          reason: 'another number of elements: 4 now, 3 in the snapshot, and so many values of v',
        },
        { name: 'S', reason: 'another source: cells from 0 to 3 now, cells from 0 to 2 in the snapshot' },
        { name: 'weights', reason: 'it belongs to S, which stays' },
      ],
      unused: [],
    })
    expect(second.S.size).toBe(4)
  })
})

describe('refused, with nothing changed', () => {
  const stored = (make: (net: Network) => unknown): Uint8Array => {
    const net = network('js')
    make(net)
    net.store()
    return net.snapshotBytes()
  }
  const group = (net: Network, equations = 'v : 1') =>
    net.neuronGroup(4, equations, { threshold: 'v > 1', reset: 'v = 0', name: 'G' })

  test.each<[string, (net: Network) => unknown, (net: Network) => unknown, string]>([
    ['another kind', net => net.spikeGenerator(4, [], ms([]), { name: 'G' }), net => group(net), 'kind'],
    [
      'another type',
      net => group(net, 'v : integer'),
      net => group(net),
      '`G.v`: float in 1 now, integer in 1',
    ],
    ['another unit', net => group(net, 'v : 1\nu : volt'), net => group(net, 'v : 1\nu : amp'), '`G.u`'],
    [
      'a shared variable',
      net => group(net, 'v : 1\nu : 1 (shared)'),
      net => group(net, 'v : 1\nu : 1'),
      '`G.u`',
    ],
    ['fewer variables', net => group(net, 'v : 1\nu : 1'), net => group(net), '`G.u`: only in the snapshot'],
    [
      'synapses of other parts',
      net => net.synapses(group(net), group2(net), { name: 'S' }).connect(),
      net => net.synapses(group(net).slice(0, 2), group2(net), { name: 'S' }).connect(),
      '`S`: another source: G from 0 to 1 now, G from 0 to 3',
    ],
    [
      'synapses of selected neurons',
      net => net.synapses(group(net).select([0, 2]), group2(net), { name: 'S' }).connect(),
      net => net.synapses(group(net).select([1, 3]), group2(net), { name: 'S' }).connect(),
      '`S`: another source',
    ],
    [
      'another pathway',
      net => net.synapses(group(net), group2(net), { onPre: 'v_post += 1', name: 'S' }).connect(),
      net => net.synapses(group(net), group2(net), { onPost: 'v_pre += 1', name: 'S' }).connect(),
      '`S.post`: not in the snapshot',
    ],
    [
      'other recorded elements',
      net => net.stateMonitor(group(net), 'v', { record: [0, 1], name: 'M' }),
      net => net.stateMonitor(group(net), 'v', { record: [2, 3], name: 'M' }),
      '`M`: another list of recorded elements',
    ],
    [
      'other recorded variables',
      net => net.spikeMonitor(group(net), { variables: ['v'], name: 'M' }),
      net => net.spikeMonitor(group(net), { name: 'M' }),
      '`M`: another list of what is recorded: i, t now, i, t, v in the snapshot',
    ],
    [
      'other samples',
      net => net.stateMonitor(group(net), 'v', { record: true, name: 'M' }),
      net => net.stateMonitor(group(net), 'v', { record: true, keep: 'statistics', name: 'M' }),
      '`M`: another way to keep samples: statistics now',
    ],
    [
      'a step of its own',
      net => net.stateMonitor(group(net), 'v', { record: true, name: 'M' }),
      net => net.stateMonitor(group(net), 'v', { record: true, dt: ms(1), name: 'M' }),
      '`M`: another clock: M_clock now, defaultclock in the snapshot',
    ],
  ])('%s', (_, then, now, words) => {
    const net = network('js')
    now(net)
    net.addSnapshots(stored(then))
    const before = net.getStates()
    expect(() => net.restore()).toThrow(
      expect.objectContaining({
        kind: 'value',
        code: 'snapshot-does-not-fit',
        message: expect.stringContaining(words) as string,
      }),
    )
    expect(() => net.restore()).toThrow('{ partial: true }')
    expect(net.getStates()).toEqual(before)
    // What does not fit in this way is left out on request, and the network works.
    const { kept, unused } = net.restore('default', { partial: true })
    expect(kept.length + unused.length).toBeGreaterThan(0)
    net.check()
  })

  test('all differences are told at once', () => {
    const net = network('js')
    group(net, 'v : 1\na : 1')
    net.neuronGroup(2, 'x : 1', { name: 'here' })
    net.addSnapshots(
      stored(then => {
        group(then, 'v : integer\nb : 1')
        then.neuronGroup(2, 'x : 1', { name: 'there' })
      }),
    )
    expect(() => net.restore()).toThrow(
      expect.objectContaining({
        kind: 'name',
        code: 'snapshot-of-other-objects',
        message: expect.stringMatching(
          /No longer in the network: there\.\s+Not in the snapshot: here\.\s+`G\.v`: .*\s+`G\.a`: not in the snapshot\.\s+`G\.b`: only in the snapshot\./,
        ) as string,
      }),
    )
  })

  test.each<[object, string, RegExp]>([
    [{ partail: true }, 'name', /restore has no option `partail`. Did you mean `partial`/],
    [{ partial: 'yes' }, 'type', /`partial` is true or false, not the text "yes"/],
    [{ randomState: 1 }, 'type', /`randomState` is true or false, not number 1/],
  ])('the options %j', (options, kind, words) => {
    const net = network('js')
    group(net)
    net.store()
    expect(() => net.restore('default', options)).toThrow(
      expect.objectContaining({ kind, message: expect.stringMatching(words) as string }),
    )
  })
})

const group2 = (net: Network) =>
  net.neuronGroup(3, 'v : 1', { threshold: 'v > 1', reset: 'v = 0', name: 'target' })

describe('names that objects share with nothing else', () => {
  test.each(TARGETS)('a group may be called run (%s)', async target => {
    const net = network(target)
    const group = net.neuronGroup(2, 'stop : 1\nexecuted : 1', { name: 'run' })
    group.state('stop').set(3)
    await net.run(ms(1))
    net.store()
    net.addSnapshots(net.snapshotBytes())
    group.state('stop').set(4)
    net.restore()
    expect([...group.state('stop').values()]).toEqual([3, 3])
  })

  test('no object has the name of a clock, and no clock that of an object', async () => {
    const net = network('js')
    expect(() => net.neuronGroup(1, 'step : 1', { name: 'defaultclock' })).toThrow('`defaultclock`')
    const first = net.neuronGroup(1, 'step : 1', { name: 'G_clock' })
    first.state('step').set(5)
    net.neuronGroup(1, 'v : 1', { name: 'G', dt: ms(0.5) })
    net.neuronGroup(1, 'v : 1', { name: 'H', dt: ms(0.5) })
    expect(() => net.neuronGroup(1, 'v : 1', { name: 'H_clock' })).toThrow('`H_clock`')
    await net.run(ms(1))
    expect([...first.state('step').values()]).toEqual([5])
  })
})
