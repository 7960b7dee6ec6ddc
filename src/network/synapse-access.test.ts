import { expect, test } from 'vitest'
import {
  Network,
  RheobaseError,
  mV,
  ms,
  type EdgeList,
  type LiveValues,
  type NeuronSelector,
  type SynapseSelector,
} from 'rheobase'

const TARGETS = ['js', 'wasm'] as const

type Place = [SynapseSelector] | [NeuronSelector, NeuronSelector]

/** Every source to every target; `w` counts the synapses. */
function grid(target: 'js' | 'wasm' = 'wasm') {
  const net = new Network({ seed: 2, target })
  const neurons = net.neuronGroup(20, 'v : volt\nx : 1', {
    threshold: 'v > 1*volt',
    reset: '',
    name: 'neurons',
  })
  neurons.x.set('i')
  const synapses = net.synapses(neurons.slice(5, 9), neurons.slice(10, 13), {
    equations: 'w : volt\nk : 1\ncommon : 1 (shared)',
    onPre: { pre: 'v_post += w', late: 'v_post -= w' },
    onPost: 'w += 0*mV',
    delay: { late: ms(1) },
    multisynapticIndex: 'rank',
    name: 'S',
  })
  return { net, neurons, synapses }
}
function numbered(target?: 'js' | 'wasm') {
  const made = grid(target)
  made.synapses.connect()
  made.synapses.w.set(mV(Array.from({ length: 12 }, (_, k) => k)))
  return made
}

test('by source and target: single ones, lists, ranges and parts of groups, in the order of the synapses', () => {
  const { neurons, synapses } = numbered()
  const at = (...place: Place): number[] =>
    [...(place.length === 1 ? synapses.w.at(place[0]) : synapses.w.at(place[0], place[1])).in(mV)].map(
      Math.round,
    )
  expect(at(1, 2)).toEqual([5])
  expect(at(1, {})).toEqual([3, 4, 5])
  expect(at([3, 0], [2, 1])).toEqual([1, 2, 10, 11])
  expect(at({ from: 1 }, { from: 0, to: 3, step: 2 })).toEqual([3, 5, 6, 8, 9, 11])
  expect(at({ from: -1 }, 0)).toEqual([9])
  expect(at({ i: 2 })).toEqual([6, 7, 8])
  expect(at({ j: 0 })).toEqual([0, 3, 6, 9])
  expect(at(neurons.slice(6, 8), neurons.slice(12))).toEqual([5, 8])
  expect(at({ i: neurons })).toHaveLength(12)
  expect(at(99, 0)).toEqual([])
  expect(at(-1, 0)).toEqual([])
})

test('by number, list, range, mask and condition', () => {
  const { synapses } = numbered()
  const at = (...place: Place): number[] =>
    [...(place.length === 1 ? synapses.w.at(place[0]) : synapses.w.at(place[0], place[1])).in(mV)].map(
      Math.round,
    )
  expect(at(-1)).toEqual([11])
  expect(at([2, 0])).toEqual([2, 0])
  expect(at({ from: 8, step: 2 })).toEqual([8, 10])
  expect(at(Array.from({ length: 12 }, (_, k) => k % 5 === 0))).toEqual([0, 5, 10])
  expect(at('i == 1 and j > 0')).toEqual([4, 5])
  expect(at('x_pre == 6 and x_post > 10')).toEqual([4, 5])
  expect(at('w > 9.5*mV')).toEqual([10, 11])
  expect(at('N_incoming_post == 4 and N_outgoing_pre == 3 and i == j')).toEqual([0, 4, 8])
})

test('parallel synapses by their number', () => {
  const { synapses } = grid()
  synapses.connect({ i: [0, 1, 1, 0, 1], j: [0, 0, 0, 0, 0] })
  synapses.connect({ i: 1, j: 0 })
  expect([...synapses.state('rank').values()]).toEqual([0, 0, 1, 1, 2, 3])
  const k = (place: Parameters<typeof synapses.select>[0]): number[] => [...synapses.select(place)]
  expect(k({ i: 1, j: 0, k: 1 })).toEqual([2])
  expect(k({ k: { from: 2 } })).toEqual([4, 5])
  expect(k({ k: [0, 3] })).toEqual([0, 1, 5])
  expect([...synapses.w.at(1, 0, 3).in(mV)]).toEqual([0])
})

test('after going back to a snapshot, parallel synapses are numbered from what there is', () => {
  const { net, synapses } = grid()
  synapses.connect({ i: 0, j: 0 })
  net.store()
  synapses.connect({ i: [0, 0], j: 0 })
  net.restore()
  synapses.connect({ i: 0, j: 0 })
  expect([...synapses.state('rank').values()]).toEqual([0, 1])
})

test.each<[string, (synapses: ReturnType<typeof numbered>['synapses']) => void, string, string]>([
  ['a number of a synapse outside', s => s.w.at(12), 'index', 'index-out-of-range'],
  ['text for one side', s => s.w.at('i > 2' as unknown as number, 0), 'type', 'not-a-selection'],
  ['a condition that is a number', s => s.w.at('i + 1'), 'type', 'not-a-condition'],
  ['half a neuron in a range', s => s.w.at({ from: 0.5 }, 0), 'type', 'index-not-whole'],
  ['a range that goes back', s => s.w.at({ step: -1 }, 0), 'value', 'impossible-step'],
  ['a misspelt side', s => s.w.at({ i: 0, jj: 1 } as object), 'name', 'unknown-option'],
  ['an index of a shared variable', s => s.common.at(0), 'index', 'shared-variable-indexed'],
  [
    'a wrong number of values',
    s => {
      s.w.at(0, {}).set(mV([1, 2]))
    },
    'value',
    'number-of-values',
  ],
  [
    'a wrong unit',
    s => {
      s.w.set(ms(1))
    },
    'dimension',
    'dimension-mismatch',
  ],
  [
    'writing an index',
    s => {
      s.i.set(0)
    },
    'type',
    'read-only',
  ],
  [
    'writing the number of a parallel synapse',
    s => {
      s.state('rank').set(0)
    },
    'type',
    'read-only',
  ],
  [
    'text for a shared variable that differs between synapses',
    s => {
      s.common.set('i')
    },
    'syntax',
    'shared-from-elements',
  ],
  ['a variable that there is not', s => s.state('ww'), 'name', 'unknown-variable'],
])('refused: %s', (_, act, kind, code) => {
  const { synapses } = numbered()
  expect(() => {
    act(synapses)
  }).toThrow(expect.objectContaining({ kind, code }))
})

test('a third index without a multisynaptic index, and another group, are refused', () => {
  const net = new Network()
  const neurons = net.neuronGroup(2, 'x : 1')
  const other = net.neuronGroup(2, 'x : 1')
  const synapses = net.synapses(neurons, neurons, { equations: 'w : 1' })
  expect(() => {
    synapses.w.set(1)
  }).toThrow(expect.objectContaining({ kind: 'state', code: 'not-connected' }))
  synapses.connect()
  expect(() => synapses.w.at(0, 0, 0)).toThrow(
    expect.objectContaining({ kind: 'index', code: 'no-multisynaptic-index' }),
  )
  expect(() => synapses.w.at(other, 0)).toThrow(
    expect.objectContaining({ kind: 'value', code: 'neurons-of-another-group' }),
  )
})

test('a selection can be recorded', async () => {
  const { net, synapses } = numbered()
  const monitor = net.stateMonitor(synapses, ['w'], { record: { i: 1 } })
  const chosen = net.stateMonitor(synapses, ['w'], { record: synapses.select({ j: 2 }) })
  await net.run(ms(0.1))
  expect([...monitor.elements]).toEqual([3, 4, 5])
  expect([...chosen.elements]).toEqual([2, 5, 8, 11])
})

test('variables of the neurons are read and set through synapses; the last one wins, with one warning if they differ', () => {
  const messages: string[] = []
  const net = new Network({ onMessage: ({ level, code }) => messages.push(`${level} ${code}`) })
  const neurons = net.neuronGroup(3, 'x : 1')
  const synapses = net.synapses(neurons, neurons)
  synapses.connect({ i: [0, 1, 2], j: [0, 0, 1] })
  neurons.x.set([1, 2, 3])
  expect([...synapses.state('x_pre').values()]).toEqual([1, 2, 3])
  expect([...synapses.state('x_post').values()]).toEqual([1, 1, 2])
  synapses.state('x_post').set(7)
  synapses.state('x_post').set('8 + 0*i')
  expect([...neurons.x.values()]).toEqual([8, 8, 3])
  expect(messages).toEqual([])
  synapses.state('x_post').set('10*i')
  expect([...neurons.x.values()]).toEqual([10, 20, 3])
  expect(messages).toEqual(['warning last-synapse-wins'])
})

test('a misspelt variable cannot be assigned to, nor a right one', () => {
  const { synapses } = numbered()
  const assign = (name: string) => () => {
    Object.assign(synapses, { [name]: 1 })
  }
  expect(assign('ww')).toThrow(TypeError)
  expect(assign('w')).toThrow(expect.objectContaining({ code: 'assignment-to-variable' }))
})

test('how many synapses the neurons have, by neuron and by synapse, counted from the start of the part', () => {
  const { synapses } = grid()
  synapses.connect({ i: [3, 3, 0], j: [2, 0, 0] })
  expect([...synapses.outgoing()]).toEqual([1, 0, 0, 2])
  expect([...synapses.incoming()]).toEqual([2, 0, 1])
  expect([...synapses.N_outgoing.values()]).toEqual([2, 2, 1])
  expect([...synapses.N_incoming.values()]).toEqual([1, 2, 2])
  synapses.w.set('1*mV/N_incoming')
  expect([...synapses.w.in(mV)].map(w => w.toFixed(3))).toEqual(['1.000', '0.500', '0.500'])
})

test.each(TARGETS)('views show what is in memory, without a copy, %s', async target => {
  const { net, neurons, synapses } = numbered(target)
  const w = synapses.w.view()
  synapses.w.at(3).set(mV(50))
  expect(w[3]).toBe(0.05)
  expect(synapses.w.view().constructor).toBe(Float64Array)
  expect([...synapses.i.view()]).toEqual([...synapses.sources()])
  expect([...synapses.j.view()]).toEqual([...synapses.targets()])
  synapses.delay.set(ms(2))
  const delays = synapses.delay.view()
  expect(delays).toHaveLength(12)
  synapses.delay.at(5).set(ms(3))
  expect(delays[5]).toBe(0.003)
  expect([...neurons.slice(3, 5).x.view()]).toEqual([3, 4])
  await net.run(ms(1))
  expect(w[3]).toBe(0.05)
})

test('a view ends when its synapses get more; it never shows something else', () => {
  const { synapses } = numbered()
  const views: readonly LiveValues[] = [synapses.w.view(), synapses.i.view(), synapses.delay.view()]
  synapses.connect({ i: 0, j: 0 })
  expect(views.map(view => view.length)).toEqual([0, 0, 0])
  expect(synapses.w.view()).toHaveLength(13)
})

test.each(TARGETS)('a network runs on after views have ended, %s', async target => {
  const net = new Network({ target })
  const input = net.spikeGenerator(1, [0, 0], ms([0, 1]))
  const neurons = net.neuronGroup(2, 'v : volt')
  const synapses = net.synapses(input, neurons, { equations: 'w : volt', onPre: 'v_post += w' })
  synapses.connect({ i: 0, j: 0, values: { w: mV(1) } })
  const view = synapses.w.view()
  await net.run(ms(0.5))
  synapses.connect({ i: 0, j: 1, values: { w: mV(4) } })
  expect(view).toHaveLength(0)
  await net.run(ms(1))
  expect([...neurons.v.in(mV)]).toEqual([2, 4])
})

test('what is computed has no view, nor has a selection', () => {
  const { synapses } = numbered()
  for (const variable of [synapses.N_incoming, synapses.w.at(0, {})])
    expect(() => variable.view()).toThrow(expect.objectContaining({ kind: 'type', code: 'no-view' }))
})

test('neurons that were written through a view are noticed before anything uses them', async () => {
  const { net, synapses } = numbered()
  const view = synapses.j.view() as unknown as Int32Array
  view[0] = 1000
  await expect(net.run(ms(1))).rejects.toThrow(
    expect.objectContaining({ kind: 'state', code: 'neurons-overwritten' }),
  )
  view[0] = 0
  await net.run(ms(1))
})

test('delays that were written through a view count in the next run', async () => {
  const net = new Network()
  const input = net.spikeGenerator(1, [0, 0], ms([0, 2]))
  const neurons = net.neuronGroup(1, 'v : volt')
  const synapses = net.synapses(input, neurons, { onPre: 'v_post += 1*mV' })
  synapses.connect()
  synapses.delay.set(ms(0.5))
  const delays = synapses.delay.view() as unknown as Float64Array
  await net.run(ms(1))
  delays[0] = 0.005
  await net.run(ms(2))
  expect([...neurons.v.in(mV)]).toEqual([1])
})

test('edges make the same synapses again, with variables and delays', () => {
  const { synapses } = numbered()
  synapses.connect({ i: 0, j: 0, values: { w: mV(99) } })
  synapses.delay.set('rand()*ms')
  synapses.post.delay.set(ms(3))
  synapses.common.set(7)
  const edges: EdgeList = synapses.edges()
  expect(Object.keys(edges.values)).toEqual(['w', 'k', 'common', 'delay', 'late.delay', 'post.delay'])
  const again = grid().synapses
  expect(again.connect(edges)).toEqual({ from: 0, to: 13 })
  expect(again.edges()).toEqual(edges)
  expect(Object.keys(synapses.edges({ variables: ['w'] }).values)).toEqual(['w'])
  expect(() => synapses.edges({ variables: ['q'] })).toThrow(/no variable `q`/)
})

test('values of a call: single ones, lists and text, for the synapses that it makes', () => {
  const { synapses } = grid()
  synapses.connect({ j: 'i', skipIfInvalid: true, values: { w: '(1 + i)*mV', delay: ms([1, 2, 3]) } })
  synapses.connect({ i: 3, j: [0, 1], values: { w: mV(9), k: [1, 2], common: 5 } })
  expect([...synapses.w.in(mV)]).toEqual([1, 2, 3, 9, 9])
  expect([...synapses.delay.in(ms)]).toEqual([1, 2, 3, 0, 0])
  expect([...synapses.k.values()]).toEqual([0, 0, 0, 1, 2])
  expect(synapses.common.valueIn(mV(1).dividedBy(mV(1)))).toBe(5)
})

test.each<[string, object, string, string]>([
  ['a wrong unit', { w: ms(1) }, 'dimension', 'dimension-mismatch'],
  ['a wrong number', { w: mV([1, 2]) }, 'value', 'number-of-values'],
  ['a variable that there is not', { w: mV(1), q: 1 }, 'name', 'unknown-variable'],
  ['a pathway that there is not', { 'lat.delay': ms(1) }, 'name', 'unknown-pathway'],
  ['text that is wrong', { w: 'i' }, 'dimension', 'dimension-mismatch'],
  ['what cannot be set', { rank: 1 }, 'type', 'read-only'],
])('a call with wrong values makes no synapse: %s', (_, values, kind, code) => {
  const { synapses } = grid()
  synapses.connect({ i: 0, j: 0, values: { w: mV(1), delay: ms(1) } })
  let error: unknown
  try {
    synapses.connect({ i: 0, j: [0, 1, 2], values: { delay: ms(2), ...values } })
  } catch (found) {
    error = found
  }
  if (!(error instanceof RheobaseError)) throw new Error('nothing was refused')
  expect([error.kind, error.code]).toEqual([kind, code])
  expect(synapses.size).toBe(1)
  expect([...synapses.incoming()]).toEqual([1, 0, 0])
  expect(synapses.connect({ i: [0, 1], j: 0 })).toEqual({ from: 1, to: 3 })
  expect([...synapses.w.in(mV)]).toEqual([1, 0, 0])
  expect([...synapses.delay.in(ms)]).toEqual([1, 0, 0])
  expect([...synapses.state('rank').values()]).toEqual([0, 1, 0])
})

test('a first call with wrong values leaves nothing behind', () => {
  const { synapses } = grid()
  expect(() => synapses.connect({ values: { delay: ms(2), w: 1 } })).toThrow(/volt/)
  expect(() => {
    synapses.w.set(mV(1))
  }).toThrow(expect.objectContaining({ code: 'not-connected' }))
  synapses.connect({ i: 0, j: 0 })
  expect([...synapses.delay.in(ms)]).toEqual([0])
})

test('synapses are counted for all their neurons, also where memory grows for the counts', () => {
  const net = new Network({ seed: 1, threads: 1 })
  const neurons = net.neuronGroup(4000, 'dv/dt = -v/(10*ms) : 1', {
    threshold: 'v > 1',
    reset: 'v = 0',
    method: 'exact',
  })
  const synapses = net.synapses(neurons, neurons, { onPre: 'v_post += 0.1' })
  synapses.connect({ p: 0.02 })
  const sum = (counts: Int32Array): number => counts.reduce((total, count) => total + count, 0)
  expect(sum(synapses.outgoing())).toBe(synapses.size)
  expect(sum(synapses.incoming())).toBe(synapses.size)
})
