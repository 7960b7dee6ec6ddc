import { expect, test } from 'vitest'
import { ms } from '../units/units.js'
import { Network } from './network.js'
import type { Synapses } from './synapses.js'
import { withThreads } from './threads.test-support.js'

// More than a million synapses, made in order of their sources: which source each has is written down only when something asks for it.

const SIZE = 1100
const P = 0.9

const bySampling = (synapses: Synapses): void => {
  synapses.connect({ p: P })
}

/** A network that is built, and what its neurons have summed up after some steps. */
function built(net: Network, connect: (synapses: Synapses) => void, onPre: string) {
  const neurons = net.neuronGroup(SIZE, 'x : 1', { threshold: '(i + t/dt) % 7 < 1', refractory: ms(0.2) })
  const synapses = net.synapses(neurons, neurons, { onPre, stream: 'same' })
  connect(synapses)
  return {
    synapses,
    sums: async (): Promise<readonly number[]> => {
      await net.run(ms(0.5))
      return [...neurons.state('x').values()]
    },
  }
}

/** For a million numbers `toEqual` takes seconds. */
const isSame = (a: ArrayLike<number>, b: Int32Array): boolean =>
  a.length === b.length && b.every((number, k) => number === a[k])

/** The pairs of a network with the same seed, as lists. */
function pairs(): { readonly i: Int32Array; readonly j: Int32Array } {
  const { synapses } = built(new Network({ seed: 4 }), bySampling, 'x += 1')
  return { i: Int32Array.from(synapses.sources()), j: Int32Array.from(synapses.targets()) }
}

for (const onPre of [
  'x += 0.001',
  'x += 0.001 * (1 + i) * (2 + j)',
  'x_pre += 0.001 * (1 + j)',
  'x += N_outgoing + N_incoming',
]) {
  test(`nothing depends on whether sources were asked for before a run: ${onPre}`, async () => {
    const { i, j } = pairs()
    const connections: readonly ((synapses: Synapses) => void)[] = [
      bySampling,
      synapses => {
        bySampling(synapses)
        synapses.sources()
        synapses.incoming()
      },
      synapses => {
        synapses.connect({ i, j })
      },
    ]
    const results = await Promise.all(
      connections.map(connect => built(new Network({ seed: 4 }), connect, onPre).sums()),
    )
    expect(new Set(results[0]).size).toBeGreaterThan(1)
    expect(results[1]).toEqual(results[0])
    expect(results[2]).toEqual(results[0])
    expect(await built(new Network({ seed: 4, target: 'js' }), bySampling, onPre).sums()).toEqual(results[0])
    expect(await withThreads(3, { seed: 4 }, net => built(net, bySampling, onPre).sums())).toEqual(results[0])
  })
}

test('synapses that are made, removed and restored later have their sources', async () => {
  const { i, j } = pairs()
  const net = new Network({ seed: 4 })
  const { synapses, sums } = built(net, bySampling, 'x += 0.001')
  await sums()
  net.store()
  synapses.connect({ i: [5, 3], j: [8, 9] })
  await sums()
  expect([...synapses.sources().slice(-3)]).toEqual([SIZE - 1, 5, 3])
  net.restore()
  expect(synapses.size).toBe(i.length)
  const again = await sums()
  net.restore()
  expect(await sums()).toEqual(again)
  expect(isSame(synapses.sources(), i)).toBe(true)
  expect(isSame(synapses.targets(), j)).toBe(true)
  synapses.remove(Array.from({ length: 10 }, (_, k) => k))
  expect(isSame(synapses.sources(), i.slice(10))).toBe(true)
  expect(synapses.outgoing()[0]).toBe(i.filter(source => source === 0).length - 10)
  expect(synapses.incoming().reduce((sum, count) => sum + count)).toBe(i.length - 10)
  await sums()
})

test('what is refused leaves no synapses, and those that come then are as if nothing had been', () => {
  const { i } = pairs()
  const net = new Network({ seed: 4 })
  const { synapses } = built(
    net,
    made => {
      expect(() => {
        made.connect({ p: P, values: { delay: 'nonsense' } })
      }).toThrow(/nonsense/)
      expect(made.size).toBe(0)
      expect(made.outgoing().every(count => count === 0)).toBe(true)
      made.connect({ p: P })
    },
    'x += 1',
  )
  expect(isSame(synapses.sources(), i)).toBe(true)
  const counts = new Int32Array(SIZE)
  for (const source of i) counts[source] = (counts[source] ?? 0) + 1
  expect(isSame(synapses.outgoing(), counts)).toBe(true)
})
