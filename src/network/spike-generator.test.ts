import { describe, expect, test } from 'vitest'
import { mV, ms, Network } from '../index.js'

const TARGETS = ['js', 'wasm'] as const

/** A generator with a monitor of its spikes: what was recorded as `neuron@step`. */
function generator(
  indices: readonly number[],
  times: readonly number[],
  options: { period?: number; size?: number; target?: 'js' | 'wasm' } = {},
) {
  const messages: string[] = []
  const net = new Network({ target: options.target ?? 'js', onMessage: ({ code }) => messages.push(code) })
  const source = net.spikeGenerator(options.size ?? 3, indices, ms(times), {
    name: 'given',
    ...(options.period === undefined ? {} : { period: ms(options.period) }),
  })
  const spikes = net.spikeMonitor(source)
  const recorded = (): string =>
    Array.from(
      spikes.i,
      (i, k) => `${String(i)}@${String(Math.round((spikes.t.in(ms)[k] ?? NaN) * 10))}`,
    ).join(' ')
  return { net, source, spikes, recorded, messages }
}

test.each([
  [0, 0],
  [0.05, 0],
  [0.0998, 0],
  [0.09989, 0],
  [0.0999, 1],
  [0.1, 1],
  [0.15, 1],
  [0.19985, 1],
  [0.1999, 2],
  [0.29, 2],
  [0.3, 3],
  [0.7, 7],
  [0.9999, 10],
])('a spike at %s ms is in step %s', async (time, step) => {
  const { net, recorded } = generator([0], [time])
  await net.run(ms(2))
  expect(recorded()).toBe(`0@${String(step)}`)
})

test.each(TARGETS)('spikes in any order come by time, then neuron (%s)', async target => {
  const { net, recorded } = generator([2, 0, 1, 0, 1], [0.5, 0.53, 0.1, 1.3, 0.51], { target })
  await net.run(ms(2))
  expect(recorded()).toBe('1@1 0@5 1@5 2@5 0@13')
})

test.each(TARGETS)('a period repeats the spikes, counted from time 0 (%s)', async target => {
  const short = generator([0, 1], [0, 0.3], { period: 0.5, target })
  await short.net.run(ms(1.2))
  expect(short.recorded()).toBe('0@0 1@3 0@5 1@8 0@10')
  const long = generator([0, 1], [0, 1], { period: 3, target })
  await long.net.run(ms(2))
  await long.net.run(ms(8))
  expect(long.recorded()).toBe('0@0 1@10 0@30 1@40 0@60 1@70 0@90')
})

test('runs go on: nothing comes twice, nothing is lost', async () => {
  const { net, recorded } = generator([0, 0, 0, 0, 0], [0, 1, 2, 3, 4])
  for (const duration of [1, 1, 3]) await net.run(ms(duration))
  expect(recorded()).toBe('0@0 0@10 0@20 0@30 0@40')
})

describe('setSpikes', () => {
  test('replaces all spikes; those before the present time are dropped with a warning', async () => {
    const { net, source, recorded, messages } = generator([0], [0.2])
    await net.run(ms(1))
    source.setSpikes([2, 2, 2], ms([0.5, 1, 1.5]))
    await net.run(ms(1))
    expect([recorded(), messages]).toEqual(['0@2 2@10 2@15', ['ignored-spikes']])
  })
  test('with a period the repetitions come, and there is no warning', async () => {
    const { net, source, recorded, messages } = generator([], [])
    await net.run(ms(3))
    source.setSpikes([0], ms([0.2]), ms(1))
    await net.run(ms(2))
    expect([recorded(), messages]).toEqual(['0@32 0@42', []])
  })
})

test('another time step puts the spikes that are left into other steps', async () => {
  const { net, spikes } = generator([0, 0, 0, 0], [0, 1.05, 2.05, 2.5])
  await net.run(ms(1))
  net.setTimeStep(ms(0.05))
  await net.run(ms(2))
  expect(Array.from(spikes.t.in(ms)).map(time => time.toFixed(2))).toEqual(['0.00', '1.05', '2.05', '2.50'])
})

test('what it was given and where it stands comes back with restore', async () => {
  const { net, source, recorded } = generator([0, 1, 2], [0.2, 0.7, 1.2])
  await net.run(ms(0.5))
  net.store()
  source.setSpikes([2], ms([0.9]))
  await net.run(ms(1))
  expect(recorded()).toBe('0@2 2@9')
  net.restore()
  await net.run(ms(1))
  expect(recorded()).toBe('0@2 1@7 2@12')
})

test('no spikes, and typed arrays', async () => {
  const none = generator([], [])
  await none.net.run(ms(1))
  expect(none.recorded()).toBe('')
  const net = new Network({ target: 'js' })
  const spikes = net.spikeMonitor(net.spikeGenerator(3, Uint8Array.of(2, 0), ms(Float64Array.of(0.1, 0.2))))
  await net.run(ms(1))
  expect([...spikes.i]).toEqual([2, 0])
})

test.each<[what: string, make: (net: Network) => unknown, kind: string, words: string]>([
  ['lengths differ', net => net.spikeGenerator(2, [0, 1], ms([1])), 'value', '2 indices for 1 spike times'],
  ['an index too large', net => net.spikeGenerator(2, [2], ms([1])), 'value', 'index 2'],
  ['a negative index', net => net.spikeGenerator(2, [-1], ms([1])), 'value', 'index -1'],
  ['half an index', net => net.spikeGenerator(2, [0.5], ms([1])), 'type', 'whole number'],
  ['a negative time', net => net.spikeGenerator(2, [0], ms([-1])), 'value', 'negative'],
  ['a time that is no number', net => net.spikeGenerator(2, [0], ms([NaN])), 'value', 'time'],
  ['times without unit', net => net.spikeGenerator(2, [0], [1] as never), 'dimension', 'time'],
  ['times of another unit', net => net.spikeGenerator(2, [0], mV([1])), 'dimension', 'time'],
  ['no neurons', net => net.spikeGenerator(0, [], ms([])), 'value', '0'],
  ['half a neuron', net => net.spikeGenerator(1.5, [], ms([])), 'value', '1.5'],
  ['a negative period', net => net.spikeGenerator(2, [0], ms([0]), { period: ms(-1) }), 'value', 'negative'],
  [
    'a misspelt option',
    net => net.spikeGenerator(2, [0], ms([0]), { perod: ms(1) } as never),
    'name',
    'period',
  ],
])('refused: %s', (_, make, kind, words) => {
  const net = new Network()
  let error: unknown
  try {
    make(net)
  } catch (thrown) {
    error = thrown
  }
  expect(error).toMatchObject({ kind, message: expect.stringContaining(words) as string })
})

test('two spikes of a neuron in one step, and a period that ends before its last spike, are refused before anything runs', async () => {
  for (const [times, period, words] of [
    [[1, 1.05], undefined, 'neuron 0 of `given` would spike more than once'],
    [[1, 1], undefined, 'at 0.001 s and 0.001 s'],
    [[1, 2], 2, 'longer than the time of its last spike'],
  ] as const) {
    const { net, spikes } = generator([0, 0], times, period === undefined ? {} : { period })
    await expect(net.run(ms(5))).rejects.toThrow(words)
    expect([net.t.value, spikes.count]).toEqual([0, 0])
  }
  const close = generator([0, 0], [1.05, 1.12])
  await close.net.run(ms(2))
  expect(close.recorded()).toBe('0@10 0@11')
})
