import { describe, expect, test } from 'vitest'
import { mV, ms, Network } from '../index.js'
import { describeNetwork, modelFromJson } from '../io/index.js'

const TARGETS = ['js', 'wasm'] as const

test.each(TARGETS)('links of links, subexpressions, shared variables, time and index (%s)', async target => {
  const net = new Network({ target })
  const source = net.neuronGroup(2, 'x : 1\nplus = x + i : 1\nall : 1 (shared)', { name: 'source' })
  source.x.set([7, 8])
  source.all.set(3)
  const first = net.neuronGroup(
    4,
    'y : 1 (linked)\nz : 1 (linked)\ns : 1 (linked)\nj : integer (linked)\nr : 1',
  )
  first.link('y', source, 'x', { index: [0, 1, 1, 0] })
  first.link('z', source, 'plus', { index: [0, 1, 1, 0] })
  first.link('s', source, 'all')
  first.link('j', source, 'i', { index: [1, 0, 1, 0] })
  const second = net.neuronGroup(2, 'w : 1 (linked)\nr : 1')
  second.link('w', first, 'y', { index: [3, 1] })
  expect([...first.state('y').values()]).toEqual([7, 8, 8, 7])
  expect([...first.state('z').values()]).toEqual([7, 9, 9, 7])
  expect([...first.state('s').values()]).toEqual([3])
  expect([...first.state('j').values()]).toEqual([1, 0, 1, 0])
  expect([...second.state('w').values()]).toEqual([7, 8])
  first.runRegularly('r = y + 10*z + 100*s + 1000*j')
  second.runRegularly('r = w')
  await net.run(ms(0.1))
  expect([...first.r.values()]).toEqual([1377, 398, 1398, 377])
  expect([...second.r.values()]).toEqual([7, 8])
})

test('writing goes to the source; of several the last one remains', () => {
  const net = new Network({ target: 'js' })
  const source = net.neuronGroup(2, 'x : 1')
  const target = net.neuronGroup(4, 'y : 1 (linked)\none : 1 (linked)')
  target.link('y', source, 'x', { index: [0, 1, 1, 0] })
  target.state('y').set([1, 2, 3, 4])
  expect([...source.x.values()]).toEqual([4, 3])
  target.state('y').at('i > 2').set(9)
  expect([...source.x.values()]).toEqual([9, 3])
  target.link('one', source.slice(1), 'x')
  expect(() => target.state('one').at(2)).toThrow('shared')
})

describe('what is read is the value of that moment', () => {
  test.each<[source: string, target: string, sum: number]>([
    ['a', 'b', 0.06],
    ['b', 'a', 0.03],
  ])('with the source called %s and the target %s', async (sourceName, targetName, sum) => {
    const told: { code: string; text: string }[] = []
    const net = new Network({ target: 'js', onMessage: message => told.push(message) })
    const source = net.neuronGroup(1, 'dx/dt = 1/ms : 1', { method: 'euler', name: sourceName })
    const target = net.neuronGroup(1, 'dz/dt = y/ms : 1\ny : 1 (linked)', {
      method: 'euler',
      name: targetName,
    })
    target.link('y', source, 'x')
    await net.run(ms(0.3))
    await net.run(ms(0))
    expect(target.z.values()[0]).toBeCloseTo(sum, 12)
    // Both are integrated in one slot and order, so the names decide: that is told, once.
    const [message, ...others] = told.filter(({ code }) => code === 'order-by-name')
    expect(others).toEqual([])
    expect(message?.text).toContain(
      `${targetName}_stateupdater reads \`${sourceName}.x\`, which ${sourceName}_stateupdater writes, and comes ${sourceName === 'a' ? 'after' : 'before'} it`,
    )
  })
  test('with an order there is nothing to tell', async () => {
    const told: string[] = []
    const net = new Network({ target: 'js', onMessage: ({ code }) => told.push(code) })
    const source = net.neuronGroup(1, 'dx/dt = 1/ms : 1', { method: 'euler', order: 1 })
    const target = net.neuronGroup(1, 'dz/dt = y/ms : 1\ny : 1 (linked)', { method: 'euler' })
    target.link('y', source, 'x')
    await net.run(ms(0.3))
    expect(told.filter(code => code === 'order-by-name')).toEqual([])
  })
})

test('monitors record linked variables by the index of the target, and a source that was removed is missed', async () => {
  const net = new Network({ target: 'wasm' })
  const source = net.neuronGroup(2, 'x : volt', { name: 'source' })
  source.x.set(mV([7, 8]))
  const target = net.neuronGroup(4, 'y : volt (linked)', { name: 'target' })
  target.link('y', source, 'x', { index: [0, 1, 1, 0] })
  const trace = net.stateMonitor(target, 'y', { record: [1, 3] })
  await net.run(ms(0.1))
  expect([trace.trace('y', 1), trace.trace('y', 3)].map(values => values.in(mV))).toEqual([
    Float64Array.of(8),
    Float64Array.of(7),
  ])
  net.remove(source)
  await expect(net.run(ms(0.1))).rejects.toThrow('`target` needs `source`')
  net.remove(target)
  net.remove(trace)
  await net.run(ms(0.1))
})

test('a synaptic parameter stands for a variable of neurons', async () => {
  for (const target of TARGETS) {
    const net = new Network({ target })
    const chemistry = net.neuronGroup(2, 'level : 1', { name: 'chemistry' })
    chemistry.level.set([10, 20])
    const cells = net.neuronGroup(2, 'v : 1', { threshold: 'i == 0', reset: '' })
    const S = net.synapses(cells, cells, { equations: 'gain : 1 (linked)\nw : 1', onPre: 'v_post += gain*w' })
    S.connect({ i: [0, 0], j: [0, 1] })
    S.w.set([1, 2])
    S.link('gain', chemistry, 'level', { index: [1, 0] })
    const json = JSON.parse(JSON.stringify(describeNetwork(net))) as object
    const again = await modelFromJson(json)
    expect(describeNetwork(again.network)).toEqual(json)
    await net.run(ms(0.1))
    expect([...cells.v.values()]).toEqual([20, 20])
    expect([...S.state('gain').values()]).toEqual([20, 10])
    // More synapses than the list tells of.
    S.connect({ i: 1, j: 1 })
    await expect(net.run(ms(0.1))).rejects.toThrow('link it again')
    S.link('gain', chemistry.slice(0, 1), 'level')
    S.w.set(1)
    await net.run(ms(0.1))
    expect([...cells.v.values()]).toEqual([30, 30])
  }
})

describe('refused', () => {
  const pair = () => {
    const net = new Network({ target: 'js' })
    const source = net.neuronGroup(3, 'x : 1\nv : volt', { name: 'source' })
    const target = net.neuronGroup(2, 'y : 1 (linked)\np : 1\nk : integer\nf : 1\ns : integer (shared)', {
      name: 'target',
    })
    return { net, source, target }
  }
  test.each<[string, (given: ReturnType<typeof pair>) => unknown, string, string]>([
    [
      'another size',
      ({ source, target }) => {
        target.link('y', source, 'x')
      },
      'value',
      '2',
    ],
    [
      'another unit',
      ({ source, target }) => {
        target.link('y', source, 'v', { index: [0, 1] })
      },
      'dimension',
      'found',
    ],
    [
      'a parameter that is not linked',
      ({ source, target }) => {
        target.link('p', source, 'x')
      },
      'type',
      '(linked)',
    ],
    [
      'an unknown parameter',
      ({ source, target }) => {
        target.link('q', source, 'x')
      },
      'type',
      '(linked)',
    ],
    [
      'an unknown source variable',
      ({ source, target }) => {
        target.link('y', source, 'z')
      },
      'name',
      'z',
    ],
    [
      'a source that is no group',
      ({ target }) => {
        target.link('y', {}, 'x')
      },
      'type',
      'group',
    ],
    [
      'an index too short',
      ({ source, target }) => {
        target.link('y', source, 'x', { index: [0] })
      },
      'type',
      '2 values, not 1',
    ],
    [
      'an index of halves',
      ({ source, target }) => {
        target.link('y', source, 'x', { index: [0, 0.5] })
      },
      'type',
      '0.5',
    ],
    [
      'a negative index',
      ({ source, target }) => {
        target.link('y', source, 'x', { index: [0, -1] })
      },
      'value',
      '0 to 2',
    ],
    [
      'an index too large',
      ({ source, target }) => {
        target.link('y', source, 'x', { index: [0, 3] })
      },
      'value',
      '0 to 2',
    ],
    [
      'an unknown index name',
      ({ source, target }) => {
        target.link('y', source, 'x', { index: 'q' })
      },
      'value',
      'q',
    ],
    [
      'an index name of floats',
      ({ source, target }) => {
        target.link('y', source, 'x', { index: 'f' })
      },
      'type',
      'integer',
    ],
    [
      'a shared index name',
      ({ source, target }) => {
        target.link('y', source, 'x', { index: 's' })
      },
      'value',
      'shared',
    ],
    [
      'reading before it is set',
      ({ target }) => target.state('y').values(),
      'type',
      'linked, but to nothing yet',
    ],
    ['flags beside it', ({ net }) => net.neuronGroup(1, 'y : 1 (linked, constant)'), 'syntax', 'linked'],
    [
      'a differential equation',
      ({ net }) => net.neuronGroup(1, 'dy/dt = 1/second : 1 (linked)'),
      'value',
      'linked',
    ],
  ])('%s', (_, make, kind, words) => {
    let error: unknown
    try {
      make(pair())
    } catch (thrown) {
      error = thrown
    }
    expect(error).toMatchObject({ message: expect.stringContaining(words) as string })
    expect(error).toMatchObject({ kind })
  })
  test('running before it is set', async () => {
    const { net, target } = pair()
    target.runRegularly('p = y')
    await expect(net.run(ms(1))).rejects.toThrow('linked, but to nothing yet')
  })
  test('an index that leads outside in the run', async () => {
    const { net, source, target } = pair()
    target.k.set([0, 5])
    target.link('y', source, 'x', { index: 'k' })
    expect(() => target.state('y').values()).toThrow(/5.*0 to 2/s)
    target.runRegularly('p = y')
    net.store()
    await expect(net.run(ms(1))).rejects.toThrow(/`target.k`.*is 5/)
    net.restore()
    target.k.set(1)
    expect([...target.state('y').values()]).toEqual([0, 0])
  })
})

test.each(TARGETS)('groups are linked to each other, and one to itself (%s)', async target => {
  const net = new Network({ target, onMessage: () => undefined })
  const a = net.neuronGroup(2, 'dx/dt = (theirs - x)/ms : 1\ntheirs : 1 (linked)', {
    method: 'euler',
    name: 'a',
  })
  const b = net.neuronGroup(2, 'dy/dt = (theirs - y)/ms : 1\ntheirs : 1 (linked)', {
    method: 'euler',
    name: 'b',
  })
  a.link('theirs', b, 'y')
  b.link('theirs', a, 'x')
  const ring = net.neuronGroup(3, 'z : 1\nbefore : 1 (linked)\nw : 1', { name: 'ring' })
  ring.link('before', ring, 'z', { index: [2, 0, 1] })
  ring.z.set('i + 1')
  ring.runRegularly('w = before')
  a.x.set([1, 2])
  await net.run(ms(0.1))
  expect([...ring.w.values()]).toEqual([3, 1, 2])
  expect([...a.x.values()].map(value => Number(value.toFixed(12)))).toEqual([0.9, 1.8])
  expect([...b.y.values()].map(value => Number(value.toFixed(12)))).toEqual([0.09, 0.18])
  const json = JSON.parse(JSON.stringify(describeNetwork(linkedPair()))) as object
  expect(describeNetwork((await modelFromJson(json)).network)).toEqual(json)
})

/** Two groups that are linked to each other. */
function linkedPair(): Network {
  const net = new Network({ target: 'js' })
  const a = net.neuronGroup(2, 'x : 1\ntheirs : 1 (linked)', { name: 'a' })
  const b = net.neuronGroup(2, 'y : 1\ntheirs : 1 (linked)', { name: 'b' })
  a.link('theirs', b, 'y')
  b.link('theirs', a, 'x')
  return net
}

test('a linked variable that would stand for itself is refused', () => {
  const net = new Network({ target: 'js' })
  const a = net.neuronGroup(2, 'p : 1 (linked)\nx : 1', { name: 'a' })
  const b = net.neuronGroup(2, 'q : 1 (linked)', { name: 'b' })
  expect(() => {
    a.link('p', a, 'p')
  }).toThrow(/linked/)
  a.link('p', a, 'x')
  b.link('q', a, 'p')
  expect(() => {
    a.link('p', b, 'q')
  }).toThrow('a.p → b.q → a.p')
  expect([...b.state('q').values()]).toEqual([0, 0])
})
