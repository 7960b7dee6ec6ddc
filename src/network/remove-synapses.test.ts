import { describe, expect, test } from 'vitest'
import { mV, ms, Network } from '../index.js'

const TARGETS = ['js', 'wasm'] as const

/** Synapses of all pairs of 3 neurons with 4, numbered by weight and delay. */
function twelve(target: 'js' | 'wasm') {
  const net = new Network({ target, seed: 1, onMessage: () => undefined })
  const source = net.neuronGroup(3, 'x : 1', { threshold: 't < 0.05*ms', reset: '', name: 'source' })
  const sink = net.neuronGroup(4, 'v : 1\nsum : 1', { name: 'sink' })
  const S = net.synapses(source, sink, {
    equations: 'w : 1\nall : 1 (shared)\nsum_post = w : 1 (summed)',
    onPre: 'v_post += w',
    multisynapticIndex: 'k',
    name: 'S',
  })
  S.connect({})
  S.w.set('i*10 + j')
  S.all.set(7)
  return { net, source, sink, S }
}

describe.each(TARGETS)('removing synapses: %s', target => {
  test('those that stay close up in their order, with all that belongs to them', async () => {
    const { net, S, sink } = twelve(target)
    S.delay.set('0.1*ms*(i + j)')
    expect(S.remove('w == 11 or j == 3')).toBe(4)
    expect(S.size).toBe(8)
    expect([...S.sources()]).toEqual([0, 0, 0, 1, 1, 2, 2, 2])
    expect([...S.targets()]).toEqual([0, 1, 2, 0, 2, 0, 1, 2])
    expect([...S.w.values()]).toEqual([0, 1, 2, 10, 12, 20, 21, 22])
    expect([...S.delay.in(ms)].map(delay => Math.round(delay * 10))).toEqual([0, 1, 2, 1, 3, 2, 3, 4])
    expect([[...S.outgoing()], [...S.incoming()], S.all.values()[0]]).toEqual([[3, 2, 3], [3, 2, 3, 0], 7])
    expect(S.w.at(1, 1).values()).toHaveLength(0)
    await net.run(ms(1))
    expect([...sink.v.values()]).toEqual([30, 22, 36, 0])
    expect([...sink.sum.values()]).toEqual([30, 22, 36, 0])
  })

  test('selections of every form; nothing and everything', () => {
    const { S } = twelve(target)
    expect(S.remove([])).toBe(0)
    expect(S.remove('w > 99')).toBe(0)
    expect(S.remove({ i: 0 })).toBe(4)
    expect(S.remove([0, 0, -1])).toBe(2)
    expect(S.remove({ from: 1, to: 3 })).toBe(2)
    expect([...S.w.values()]).toEqual([11, 20, 21, 22])
    expect(S.remove({})).toBe(4)
    expect([S.size, [...S.incoming()]]).toEqual([0, [0, 0, 0, 0]])
    expect(S.connect({ i: 1, j: 2 })).toEqual({ from: 0, to: 1 })
    expect([S.w.values()[0], S.state('k').values()[0]]).toEqual([0, 0])
  })

  test('what waits for them is dropped, what waits for the others arrives in time', async () => {
    for (const changingDelays of [false, true]) {
      const net = new Network({ target, onMessage: () => undefined })
      const source = net.spikeGenerator(1, [0, 0], ms([0, 0.2]))
      const sink = net.neuronGroup(3, 'n : 1')
      const S = net.synapses(source, sink, { onPre: 'n_post += 1', changingDelays })
      S.connect({})
      S.delay.set(ms([0.5, 1, 2]))
      await net.run(ms(0.3))
      expect(S.remove({ j: 1 })).toBe(1)
      await net.run(ms(0.3))
      expect([...sink.n.values()]).toEqual([1, 0, 0])
      await net.run(ms(2))
      expect([...sink.n.values()]).toEqual([2, 0, 2])
    }
  })

  test('the network is then as one that was connected so', async () => {
    const run = async (removes: boolean): Promise<unknown> => {
      const net = new Network({ target, seed: 3, onMessage: () => undefined })
      const cells = net.neuronGroup(10, 'dv/dt = (1.5 - v)/(5*ms) : 1', {
        threshold: 'v > 1',
        reset: 'v = 0',
        method: 'exact',
      })
      cells.v.set('i/10')
      const S = net.synapses(cells, cells, {
        equations:
          'w : 1\ndtrace/dt = -trace/(5*ms) : 1 (event-driven)\ndslow/dt = (w - slow)/(3*ms) : 1 (clock-driven)',
        onPre: 'v_post += w + 0.01*slow; trace += 1',
        onPost: 'w = clip(w + 0.001*trace, 0, 0.1)',
        method: 'exact',
      })
      if (removes) {
        S.connect({ condition: 'i != j' })
        S.remove('(i + j) % 3 == 0')
      } else S.connect({ condition: 'i != j and (i + j) % 3 != 0' })
      S.w.set('0.001*i')
      await net.run(ms(40))
      return [[...S.w.values()], [...cells.v.values()], [...S.state('slow').values()]]
    }
    expect(await run(true)).toEqual(await run(false))
  })

  test('between runs, and back with restore', async () => {
    const { net, S, sink } = twelve(target)
    const trace = net.stateMonitor(S, 'w', { record: [5, 11] })
    await net.run(ms(0.1))
    net.store()
    S.remove({ i: 0 })
    S.w.set('w + 100')
    expect([...trace.elements]).toEqual([1, 7])
    await net.run(ms(0.1))
    expect([...(trace.trace('w', 7).values as Float64Array)]).toEqual([23, 123])
    expect([...sink.sum.values()]).toEqual([230, 232, 234, 236])
    net.restore()
    expect([S.size, [...trace.elements]]).toEqual([12, [5, 11]])
    await net.run(ms(0.1))
    expect([...(trace.trace('w', 11).values as Float64Array)]).toEqual([23, 23])
    expect([...sink.sum.values()]).toEqual([30, 33, 36, 39])
  })

  test('numbers of parallel synapses stay, and go on', () => {
    const { S } = twelve(target)
    S.connect({ i: [0, 0, 0], j: [0, 0, 0] })
    expect([...S.state('k').at(0, 0).values()]).toEqual([0, 1, 2, 3])
    S.remove({ i: 0, j: 0, k: 1 })
    expect([...S.state('k').at(0, 0).values()]).toEqual([0, 2, 3])
    S.connect({ i: 0, j: 0 })
    expect([...S.state('k').at(0, 0).values()]).toEqual([0, 2, 3, 4])
  })

  test('links follow, and synapses that lead to those that stay', async () => {
    const net = new Network({ target, onMessage: () => undefined })
    const cells = net.neuronGroup(3, 'x : 1', { threshold: 't < 0.05*ms', reset: '' })
    cells.x.set('i + 1')
    const inner = net.synapses(cells, cells, { equations: 'g : 1 (linked)\nw : 1', name: 'inner' })
    inner.connect({ condition: 'i == j' })
    inner.link('g', cells, 'x')
    const outer = net.synapses(cells, inner, { onPre: 'w_post += 10*g_post + i', name: 'outer' })
    outer.connect({ i: [0, 1], j: [2, 1] })
    expect(() => inner.remove({ i: 1 })).toThrow('`outer` leads to synapses of `inner`')
    expect(inner.size).toBe(3)
    expect(inner.remove({ i: 0 })).toBe(1)
    const gone = net.synapses(cells, inner, { onPre: 'w_post += 1' })
    gone.connect({ i: 0, j: 0 })
    net.remove(gone)
    expect([[...outer.targets()], [...outer.incoming()]]).toEqual([
      [1, 0],
      [1, 1],
    ])
    expect([...inner.state('g').values()]).toEqual([2, 3])
    await net.run(ms(0.1))
    expect([...inner.w.values()]).toEqual([21, 30])
  })
})

describe('refused', () => {
  test('what a monitor records', async () => {
    const { net, S } = twelve('js')
    const all = net.stateMonitor(S, 'w', { record: true, name: 'all' })
    // Until the first run there may still come and go some.
    S.remove({ i: 0 })
    await net.run(ms(0.1))
    expect(() => S.remove({ i: 1 })).toThrow('`all` records synapse 0 of `S`')
    expect(S.size).toBe(8)
    net.remove(all)
    expect(S.remove({ i: 1 })).toBe(4)
    expect(all.trace('w', 7).length).toBe(1)
  })
  test('in a run, and what cannot be selected', async () => {
    const { net, S } = twelve('js')
    net.networkOperation(() => S.remove(0))
    await expect(net.run(ms(0.1))).rejects.toThrow('synapses cannot be removed')
    const fresh = twelve('js').S
    expect(() => fresh.remove(12)).toThrow('12')
    expect(() => fresh.remove('w > 1*mV')).toThrow('volt')
    expect(() => fresh.remove(undefined as never)).toThrow(/select|picked/)
    expect(() => fresh.remove(mV(3) as never)).toThrow('whole number')
    expect(fresh.size).toBe(12)
  })
})

test('memory is used again', () => {
  const net = new Network()
  const cells = net.neuronGroup(300, 'x : 1')
  const S = net.synapses(cells, cells, { equations: 'w : 1' })
  S.connect({})
  for (let turn = 0; turn < 3; turn++) {
    S.remove('i % 2 == 0')
    S.connect({ condition: 'i % 2 == 0' })
  }
  const bytes = net.memoryBytes
  for (let turn = 0; turn < 10; turn++) {
    S.remove('i % 2 == 0')
    S.connect({ condition: 'i % 2 == 0' })
  }
  expect([S.size, net.memoryBytes]).toEqual([90000, bytes])
})
