import { expect, test, vi } from 'vitest'
import { Network, mV, ms, type ConnectOptions } from 'rheobase'
import { UniformBlocks } from '../runtime/uniform-blocks.js'
import { Workspace } from './workspace.js'

const TARGETS = ['js', 'wasm'] as const

/** Synapses between two groups with a position, `x` from 0 to 1. */
function made(options: ConnectOptions, sources = 5, targets = sources, target: 'js' | 'wasm' = 'wasm') {
  const net = new Network({ seed: 7, target })
  const from = net.neuronGroup(sources, 'x : 1\nlength : meter', { name: 'from' })
  const to = net.neuronGroup(targets, 'y : 1', { name: 'to' })
  from.x.set('i/N')
  to.y.set('i/N')
  const synapses = net.synapses(from, to, {
    equations: 'w : volt\ncommon : 1 (shared)\ntwice = 2*common : 1\nlate = y_post > 0.5 : boolean',
  })
  const range = synapses.connect(options)
  return { synapses, range, i: [...synapses.sources()], j: [...synapses.targets()], net }
}
const pairs = (options: ConnectOptions, sources?: number, targets?: number): string =>
  ((found: { i: number[]; j: number[] }) =>
    found.i.map((i, k) => `${String(i)}-${String(found.j[k])}`).join(' '))(made(options, sources, targets))

test.each<[string, ConnectOptions, string]>([
  ['range with a stop', { j: 'k for k in range(2)' }, '0-0 0-1 1-0 1-1 2-0 2-1'],
  ['range with start and stop', { j: 'k for k in range(i, 3)' }, '0-0 0-1 0-2 1-1 1-2 2-2'],
  ['range with a step', { j: 'k for k in range(0, 3, 2)' }, '0-0 0-2 1-0 1-2 2-0 2-2'],
  ['a range that counts down', { j: 'k for k in range(2, i, -1)' }, '0-2 0-1 1-2'],
  ['a range that is empty', { j: 'k for k in range(2, 2)' }, ''],
  ['a range that goes the wrong way', { j: 'k for k in range(2, 0)' }, ''],
  ['a constant of the call in a range', { j: 'k for k in range(K)', namespace: { K: 1 } }, '0-0 1-0 2-0'],
  ['one partner without an iterator', { j: 'i' }, '0-0 1-1 2-2'],
  ['one partner, cut to a whole number', { j: 'i*0.5' }, '0-0 1-0 2-1'],
  ['one partner and a condition', { j: 'i if i != 1' }, '0-0 2-2'],
  ['a condition on both neurons', { j: 'k for k in range(3) if k > i and y_post > 0.5' }, '0-2 1-2'],
  ['a condition on a target without suffix', { j: 'k for k in range(3) if y > 0.5' }, '0-2 1-2 2-2'],
  ['a condition on a target through a subexpression', { j: 'k for k in range(3) if late' }, '0-2 1-2 2-2'],
  [
    'neighbours, cut off at the ends',
    { j: 'k for k in range(i - 1, i + 2) if k != i', skipIfInvalid: true },
    '0-1 1-0 1-2 2-1',
  ],
  [
    'neighbours on a ring',
    { j: '(i + k) % N_post for k in range(-1, 2) if k != 0' },
    '0-2 0-1 1-0 1-2 2-1 2-0',
  ],
  ['from the target side', { i: 'k for k in range(j)' }, '0-1 0-2 1-2'],
  [
    'from the target side, the index of the target in the range',
    { i: 'k for k in range(j, j + 2)', skipIfInvalid: true },
    '0-0 1-0 1-1 2-1 2-2',
  ],
  ['a sample with certainty', { j: 'k for k in sample(3, p=1)' }, '0-0 0-1 0-2 1-0 1-1 1-2 2-0 2-1 2-2'],
  ['a sample that takes nothing', { j: 'k for k in sample(3, p=0)' }, ''],
  ['a sample with p by neuron', { j: 'k for k in sample(0, 3, 2, p=i == 1)' }, '1-0 1-2'],
  ['a sample of everything', { j: 'k for k in sample(0, 3, 2, size=2)' }, '0-0 0-2 1-0 1-2 2-0 2-2'],
  ['a sample whose size depends on the neuron', { j: 'k for k in sample(i, size=i)' }, '1-0 2-0 2-1'],
  [
    'a sample that is larger than its range',
    { j: 'k for k in sample(2, size=9)', skipIfInvalid: true },
    '0-0 0-1 1-0 1-1 2-0 2-1',
  ],
  ['a sample of less than nothing', { j: 'k for k in sample(2, size=-1)', skipIfInvalid: true }, ''],
  ['a sample with cut arguments', { j: 'k for k in sample(0.9, 2.9, size=2.5)' }, '0-0 0-1 1-0 1-1 2-0 2-1'],
  ['n in a generator', { j: 'i', n: '1 + i' }, '0-0 1-1 1-1 2-2 2-2 2-2'],
  ['n that depends on the target', { condition: 'i == 0', n: 'j' }, '0-1 0-2 0-2'],
  ['n cut to a whole number', { condition: 'i == j', n: '0.6*j' }, '2-2'],
  ['no condition', {}, '0-0 0-1 0-2 1-0 1-1 1-2 2-0 2-1 2-2'],
  ['False', { condition: false }, ''],
  ['False as text', { condition: 'False' }, ''],
  ['one-to-one by a condition', { condition: 'i == j' }, '0-0 1-1 2-2'],
  ['a shared variable of the synapses', { condition: 'i == j and twice == 0' }, '0-0 1-1 2-2'],
  ['probabilities above 1 and below 0', { p: '2 - 3*int(i == j)' }, '0-1 0-2 1-0 1-2 2-0 2-1'],
  ['lists', { i: [2, 0], j: [1, 1] }, '2-1 0-1'],
  ['one and a list', { i: 2, j: [0, 1] }, '2-0 2-1'],
  ['two numbers', { i: 2, j: 0 }, '2-0'],
  ['empty lists', { i: [], j: [] }, ''],
  ['one and an empty list', { i: 1, j: [] }, ''],
  ['lists with a number each', { i: [0, 1, 2], j: [0, 1, 2], n: [2, 0, 1] }, '0-0 0-0 2-2'],
  ['lists with a probability each', { i: [0, 1, 2], j: [0, 1, 2], p: [1, 0, 1] }, '0-0 2-2'],
  ['a total of everything', { total: 4, condition: 'i < 2 and j < 2' }, '0-0 0-1 1-0 1-1'],
  ['a total of nothing', { total: 0 }, ''],
])('%s', (_, options, expected) => {
  expect(pairs(options, 3)).toBe(expected)
})

test('a partner outside is passed over where a condition that names no variable of it fails first', () => {
  expect(pairs({ j: 'i + 1 if i < 2' }, 3)).toBe('0-1 1-2')
})

test('connect gives the range of the synapses it made; calls add up', () => {
  const { synapses, range } = made({ j: 'i' })
  expect(range).toEqual({ from: 0, to: 5 })
  expect(synapses.connect({ i: 0, j: [1, 2] })).toEqual({ from: 5, to: 7 })
  expect(synapses.connect({ condition: false })).toEqual({ from: 7, to: 7 })
  expect(synapses.size).toBe(7)
})

test('a part of a group in a list stands for its neurons, counted as the synapses count', () => {
  const net = new Network()
  const neurons = net.neuronGroup(10, 'x : 1')
  const synapses = net.synapses(neurons.slice(2, 8), neurons)
  synapses.connect({ i: neurons.slice(3, 6), j: neurons.slice(7) })
  expect([...synapses.sources()]).toEqual([1, 2, 3])
  expect([...synapses.targets()]).toEqual([7, 8, 9])
  expect(() => synapses.connect({ i: neurons, j: 0 })).toThrow(/no neuron -2/)
  const other = net.neuronGroup(3, 'x : 1')
  expect(() => synapses.connect({ i: other, j: 0 })).toThrow(/no part of the source/)
})

test('text and values of the time of the call decide', () => {
  const net = new Network()
  const neurons = net.neuronGroup(4, 'x : 1')
  const synapses = net.synapses(neurons, neurons)
  neurons.x.set([0, 1, 0, 1])
  synapses.connect({ condition: 'x_pre > 0 and i != j' })
  neurons.x.set(0)
  synapses.connect({ condition: 'x_pre > 0' })
  expect([...synapses.outgoing()]).toEqual([0, 3, 0, 3])
})

test.each(TARGETS)('fixed in-degree and out-degree are exact, %s', target => {
  const out = made({ j: 'k for k in sample(N_post, size=7)' }, 40, 60, target).synapses
  expect(new Set(out.outgoing())).toEqual(new Set([7]))
  const into = made({ i: 'k for k in sample(N_pre, size=7)' }, 40, 60, target).synapses
  expect(new Set(into.incoming())).toEqual(new Set([7]))
  const noneTwice = new Set(Array.from(into.sources(), (i, k) => `${String(i)} ${String(into.targets()[k])}`))
  expect(noneTwice.size).toBe(into.size)
})

test('a fixed out-degree without autapses: the numbers from i on move by one', () => {
  const { synapses, i, j } = made({ j: 'k + int(k >= i) for k in sample(N_post - 1, size=7)' }, 30)
  expect(new Set(synapses.outgoing())).toEqual(new Set([7]))
  expect(i.filter((source, k) => source === j[k])).toEqual([])
  expect(Math.max(...j)).toBe(29)
})

test('a total is exact and takes no pair twice, alone and with a condition', () => {
  for (const condition of [undefined, 'i != j']) {
    const { i, j } = made({ total: 500, ...(condition === undefined ? {} : { condition }) }, 40)
    expect(new Set(i.map((source, k) => 40 * source + (j[k] ?? 0))).size).toBe(500)
    expect(i.some((source, k) => source === j[k])).toBe(condition === undefined)
    expect([...i]).toEqual([...i].sort((a, b) => a - b))
  }
})

test('each pair is as likely as any other in a total', () => {
  // 400 calls choose 5 of 20 pairs: each pair 100 times on average, with variance 400·(1/4)·(3/4) = 75.
  const counts = new Array<number>(20).fill(0)
  const net = new Network({ seed: 11 })
  const [from, to] = [net.neuronGroup(4, 'x : 1'), net.neuronGroup(5, 'y : 1')]
  const synapses = net.synapses(from, to)
  for (let call = 0; call < 400; call++) synapses.connect({ total: 5 })
  const targets = synapses.targets()
  synapses.sources().forEach((source, k) => {
    const pair = 5 * source + (targets[k] ?? 0)
    counts[pair] = (counts[pair] ?? 0) + 1
  })
  // The sum of squares over the variance, times 19/20 for the fixed total, has 19 degrees of freedom: 43.8 is passed once in 1000.
  const chi = counts.reduce((sum, count) => sum + (count - 100) ** 2 / 75, 0) * (19 / 20)
  expect(chi).toBeLessThan(43.8)
})

test('a ring with rewiring: one line', () => {
  const rewired =
    'where(rand() < 0.2, (i + 1 + floor(rand()*(N_post - 1))) % N_post, k % N_post) for k in range(i - 3, i + 4) if k != i'
  const size = 2000
  const { synapses, i, j } = made({ j: rewired }, size)
  expect(synapses.size).toBe(6 * size)
  expect(new Set(synapses.outgoing())).toEqual(new Set([6]))
  expect(i.filter((source, k) => source === j[k])).toEqual([])
  const distance = i.map((source, k) => {
    const gap = Math.abs(source - (j[k] ?? 0))
    return Math.min(gap, size - gap)
  })
  // One in five is rewired, and lands near by chance in 6 of 1999 cases: 9640.8 of 12000 stay near, standard deviation 43.6.
  const near = distance.filter(gap => gap <= 3).length
  expect(Math.abs(near - 12000 * (0.8 + 0.2 * (6 / 1999)))).toBeLessThan(4 * 43.6)
})

test('a probability that falls with distance is met in every bin', () => {
  const size = 400
  const { i, j } = made({ p: 'exp(-abs(x_pre - y_post)/0.2)' }, size)
  for (const gap of [0, 40, 80, 160]) {
    const found = i.filter((source, k) => Math.abs(source - (j[k] ?? 0)) === gap).length
    const count = gap === 0 ? size : 2 * (size - gap)
    const p = Math.exp(-gap / size / 0.2)
    expect(Math.abs(found - count * p)).toBeLessThanOrEqual(4 * Math.sqrt(count * p * (1 - p)))
  }
})

test('the same seed makes the same synapses on both targets', () => {
  for (const options of [
    { p: 'exp(-abs(x_pre - y_post))' },
    { total: 50 },
    { j: 'k for k in sample(N_post, p=0.3) if rand() < 0.5' },
  ]) {
    const [js, wasm] = TARGETS.map(target => made(options, 20, 30, target))
    expect(js?.i).toEqual(wasm?.i)
    expect(js?.j).toEqual(wasm?.j)
    expect(js?.i.length).toBeGreaterThan(0)
  }
})

test('text is compiled once, however many candidates there are', () => {
  const compile = vi.spyOn(Workspace.prototype, 'compile')
  try {
    const counted = [50, 1000].map(size => {
      compile.mockClear()
      made({ condition: '(i + j) % 7 == 0', p: '0.5' }, size)
      return compile.mock.calls.length
    })
    expect(counted[0]).toBe(counted[1])
  } finally {
    compile.mockRestore()
  }
})

test('what is random costs numbers for the synapses made, not for the pairs', () => {
  // 4096 numbers a call. A million times a million pairs would take a quarter of a billion calls.
  const draw = vi.spyOn(UniformBlocks.prototype, 'draw')
  try {
    for (const options of [
      { p: 2e-8 },
      { total: 20000 },
      { j: 'k for k in sample(N_post, size=1) if i % 50 == 0' },
    ]) {
      draw.mockClear()
      const net = new Network({ seed: 3 })
      const neurons = net.neuronGroup(1e6, 'x : 1')
      const synapses = net.synapses(neurons, neurons)
      synapses.connect(options)
      expect(Math.abs(synapses.size - 20000)).toBeLessThan(700)
      expect(draw.mock.calls.length).toBeLessThanOrEqual('j' in options ? 1e6 / 4096 + 2 : 7)
    }
  } finally {
    draw.mockRestore()
  }
})

test('a million synapses are made in place, and are those of a list', () => {
  const net = new Network({ seed: 9 })
  const neurons = net.neuronGroup(1200, 'x : 1')
  const [plain, doubled, later] = [1, 2, 3].map(() =>
    net.synapses(neurons, neurons, { equations: 'w : 1', stream: 'same', multisynapticIndex: 'rank' }),
  )
  if (plain === undefined || doubled === undefined || later === undefined) throw new Error('no synapses')
  plain.connect({ p: 0.9, values: { w: 3 } })
  // Standard deviation of the number of synapses: 360.
  expect(Math.abs(plain.size - 0.9 * 1200 ** 2)).toBeLessThan(5 * 360)
  const [i, j] = [plain.sources(), plain.targets()]
  const numbers = i.map((source, k) => 1200 * source + (j[k] ?? 0))
  expect(numbers.every((pair, k) => k === 0 || pair > (numbers[k - 1] ?? 0))).toBe(true)
  expect(plain.outgoing().reduce((sum, count) => sum + count)).toBe(plain.size)
  expect(plain.w.values().every(w => w === 3)).toBe(true)
  doubled.connect({ p: 0.9, n: 2 })
  // By hand: for a million numbers `toEqual` takes seconds.
  const [sources, targets] = [doubled.sources(), doubled.targets()]
  expect([sources.length, targets.length]).toEqual([2 * i.length, 2 * j.length])
  expect(sources.every((source, k) => source === i[k >> 1])).toBe(true)
  expect(targets.every((target, k) => target === j[k >> 1])).toBe(true)
  expect(
    doubled
      .state('rank')
      .values()
      .every((rank, k) => rank === k % 2),
  ).toBe(true)
  later.connect({ i: 7, j: 8 })
  later.connect({ p: 0.9 })
  expect([later.sources()[0], later.targets()[0]]).toEqual([7, 8])
  expect(later.size - 1).toBeGreaterThan(1e6)
  const again = [...later.select({ i: 7, j: 8 })].map((_, rank) => rank)
  expect([...later.state('rank').at({ i: 7, j: 8 }).values()]).toEqual(again)
  expect(later.incoming().reduce((sum, count) => sum + count)).toBe(later.size)
})

test('a range costs its candidates, not the pairs', () => {
  const { synapses } = made({ j: 'k for k in range(i, i + 2)', skipIfInvalid: true }, 200000)
  expect(synapses.size).toBe(399999)
})

test('a run takes what a connection made between runs', async () => {
  const net = new Network()
  const input = net.spikeGenerator(1, [0, 0], ms([0, 1]))
  const neurons = net.neuronGroup(2, 'v : volt')
  const synapses = net.synapses(input, neurons, { onPre: 'v_post += 1*mV' })
  synapses.connect({ i: 0, j: 0 })
  await net.run(ms(0.5))
  synapses.connect({ i: 0, j: 1 })
  await net.run(ms(1))
  expect([...neurons.v.in(mV)]).toEqual([2, 1])
})

test('synapses are not made while a run is under way, neither from a callback nor beside it', async () => {
  const net = new Network()
  const neurons = net.neuronGroup(2, 'v : 1')
  const synapses = net.synapses(neurons, neurons)
  synapses.connect({ i: 0, j: 0 })
  net.networkOperation(() => {
    synapses.connect({ i: 0, j: 1 })
  })
  await expect(net.run(ms(1))).rejects.toThrow(
    expect.objectContaining({
      kind: 'state',
      message: expect.stringContaining('synapses cannot be made') as unknown,
    }),
  )
  expect(synapses.size).toBe(1)
})
