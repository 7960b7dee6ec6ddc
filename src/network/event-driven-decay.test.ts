import { expect, test } from 'vitest'
import { Network, ms, second } from 'rheobase'

/** A source that fires at given times onto one synapse with a trace, and the trace after 100 ms. */
async function traceAfter(
  target: 'js' | 'wasm',
  times: readonly number[],
  prepare: (synapses: ReturnType<typeof build>['synapses']) => void = () => undefined,
  duration = ms(100),
): Promise<number> {
  const { net, synapses } = build(target, times)
  prepare(synapses)
  await net.run(duration)
  return synapses.state('x').values()[0] ?? NaN
}

function build(target: 'js' | 'wasm', times: readonly number[]) {
  const net = new Network({ dt: ms(0.1), seed: 1, target })
  const source = net.spikeGenerator(1, new Array<number>(times.length).fill(0), ms(times))
  const neurons = net.neuronGroup(1, 'v : 1')
  const synapses = net.synapses(source, neurons, {
    equations: 'dx/dt = -x/tau : 1 (event-driven)\ntau : second (shared)',
    onPre: 'x += 1',
  })
  synapses.connect()
  synapses.state('tau').set(ms(20))
  return { net, synapses }
}

const decay = (milliseconds: number, tau = 20): number => Math.exp(-milliseconds / tau)

test.each(['js', 'wasm'] as const)('a trace decays by the time since the last event: %s', async target => {
  expect(await traceAfter(target, [10, 13.7, 90])).toBeCloseTo(1 + decay(76.3) + decay(80), 14)
})

test.each(['js', 'wasm'] as const)(
  'also over a time between two steps, or in the future: %s',
  async target => {
    for (const last of [ms(-0.05), ms(3.14159), ms(55)]) {
      const value = await traceAfter(target, [10], synapses => {
        synapses.state('x').set(2)
        synapses.state('lastupdate').set(last)
      })
      expect(value / (1 + 2 * decay(10 - last.value * 1000))).toBeCloseTo(1, 13)
    }
  },
)

test.each(['js', 'wasm'] as const)('also over a time that is longer than any table: %s', async target => {
  expect(
    await traceAfter(
      target,
      [10, 2510],
      s => {
        s.state('tau').set(second(1))
      },
      second(3),
    ),
  ).toBeCloseTo(1 + decay(2500, 1000), 14)
})

test.each(['js', 'wasm'] as const)(
  'a time constant that changes between runs counts from then on: %s',
  async target => {
    const { net, synapses } = build(target, [10, 110, 120])
    await net.run(ms(100))
    synapses.state('tau').set(ms(50))
    await net.run(ms(100))
    expect(synapses.state('x').values()[0] ?? NaN).toBeCloseTo(1 + (1 + decay(100, 50)) * decay(10, 50), 14)
  },
)

test('both targets have the same bits, on the grid and beside it', async () => {
  for (const last of [0, 0.0123]) {
    const values: number[] = []
    for (const target of ['js', 'wasm'] as const)
      values.push(
        await traceAfter(target, [1, 2.3, 47, 99.9], s => {
          s.state('x').set(1)
          s.state('lastupdate').set(ms(last))
        }),
      )
    expect(values[0]).toBe(values[1])
  }
})

test('tables are no state: a snapshot has none, in memory or as bytes, and a run goes on from it', async () => {
  const seen: number[] = []
  for (const target of ['js', 'wasm'] as const) {
    const net = new Network({ dt: ms(0.1), seed: 1, target })
    const source = net.spikeGenerator(1, [0, 0, 0], ms([1, 5, 9]))
    const neurons = net.neuronGroup(1, 'v : 1')
    const synapses = net.synapses(source, neurons, {
      equations: 'dx/dt = -x/(20*ms) : 1 (event-driven)',
      onPre: 'x += 1',
    })
    synapses.connect()
    await net.run(ms(6))
    net.store()
    // A table has 8192 numbers.
    expect(net.snapshotBytes().length).toBeLessThan(8192)
    await net.run(ms(6))
    const after = synapses.x.values()[0]
    net.restore()
    await net.run(ms(6))
    expect(synapses.x.values()[0]).toBe(after)
    seen.push(after ?? NaN)
  }
  expect(seen[0]).toBeCloseTo(1 + decay(4) + decay(8), 14)
  expect(seen[1]).toBe(seen[0])
})
