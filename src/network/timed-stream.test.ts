import { expect, test } from 'vitest'
import { Network, RheobaseError, ms, second, timedArray, timedStream } from '../index.js'
import { describeNetwork } from '../io/index.js'

const VALUES = Float64Array.from({ length: 1000 }, (_, k) => Math.sin(k / 7) + ((k * 37) % 11) / 11)

function* blocksOf(sizes: readonly number[]): Generator<Float64Array> {
  for (let from = 0, k = 0; from < VALUES.length; k++) {
    const size = sizes[k % sizes.length] ?? 1
    yield VALUES.subarray(from, from + size)
    from += size
  }
}
async function* late(blocks: Iterable<Float64Array>): AsyncGenerator<Float64Array> {
  for (const block of blocks) {
    await new Promise(resolve => {
      setTimeout(resolve, 1)
    })
    yield block
  }
}

function reader(
  signal: ReturnType<typeof timedStream> | ReturnType<typeof timedArray>,
  target: 'wasm' | 'js' = 'wasm',
) {
  const net = new Network({ dt: ms(0.1), seed: 1, target })
  const neurons = net.neuronGroup(3, 'dv/dt = (signal(t) - v)/(2*ms) : 1\nheard = signal(t) : 1', {
    ...{ threshold: 'v > 0.9', reset: 'v = 0', method: 'exact' },
    namespace: { signal },
  })
  const slow = net.neuronGroup(1, 'dv/dt = (signal(t) - v)/(20*ms) : 1', {
    ...{ dt: ms(0.5), method: 'euler', namespace: { signal } },
  })
  const monitor = net.stateMonitor(neurons, ['v', 'heard'], { record: [0] })
  const states = () => ({
    v: Array.from(monitor.trace('v', 0).values),
    heard: Array.from(monitor.trace('heard', 0).values),
    slow: Array.from(slow.v.values()),
  })
  return { net, neurons, states }
}

test.each(['wasm', 'js'] as const)(
  'a stream gives the bits of a timed array of the same values (%s)',
  async target => {
    const table = reader(timedArray(VALUES, ms(0.1)), target)
    await table.net.run(ms(100))
    for (const sizes of [[1000], [1], [7, 64, 3]]) {
      const { net, states } = reader(timedStream(blocksOf(sizes), ms(0.1), { room: ms(5) }), target)
      for (const part of [0.3, 49.7, 50]) await net.run(ms(part))
      expect(states()).toEqual(table.states())
    }
  },
)

test('values that hold for several steps, and blocks that come late', async () => {
  const table = reader(timedArray(VALUES, ms(0.4)))
  await table.net.run(ms(60))
  const { net, states } = reader(timedStream(late(blocksOf([20])), ms(0.4), { room: ms(20) }))
  const { waitMilliseconds, runMilliseconds } = await net.run(ms(60))
  expect(states()).toEqual(table.states())
  expect(waitMilliseconds).toBeGreaterThan(4)
  expect(waitMilliseconds).toBeLessThanOrEqual(runMilliseconds)
  expect((await table.net.run(ms(1))).waitMilliseconds).toBe(0)
})

test('after the end of a stream there is silence', async () => {
  const stream = timedStream([[1, 2, 3]], ms(0.1))
  const { net, states } = reader(stream)
  expect(stream.hasEnded).toBe(false)
  await net.run(ms(2))
  expect(stream.hasEnded).toBe(true)
  expect(states().heard.slice(0, 5)).toEqual([1, 2, 3, 0, 0])
  expect(Math.max(...states().heard.slice(3))).toBe(0)
})

test('a run that waits can be stopped, and goes on when there is more', async () => {
  let give: (block: number[]) => void = () => undefined
  async function* byHand() {
    for (;;)
      yield await new Promise<number[]>(resolve => {
        give = resolve
      })
  }
  const { net, states } = reader(timedStream(byHand(), ms(0.1)))
  const running = net.run(second(1))
  await new Promise(resolve => setTimeout(resolve, 5))
  give([5, 6])
  await new Promise(resolve => setTimeout(resolve, 5))
  net.stop()
  expect((await running).stopped).toBe(true)
  expect(net.t.in(ms)).toBeCloseTo(0.2, 12)
  const further = net.run(ms(0.2))
  await new Promise(resolve => setTimeout(resolve, 5))
  give([7, 8])
  await further
  expect(states().heard).toEqual([5, 6, 7, 8])
})

test('a signal reaches a run that waits', async () => {
  async function* never(): AsyncGenerator<number[]> {
    yield [1]
    await new Promise(() => undefined)
  }
  const { net } = reader(timedStream(never(), ms(0.1)))
  await expect(net.run(second(1), { signal: AbortSignal.timeout(10) })).rejects.toThrow()
  expect(net.t.in(ms)).toBeCloseTo(0.1, 12)
})

test('a stream that breaks off leaves the network at a whole step', async () => {
  function* broken() {
    yield [1, 2]
    throw new Error('the microphone was unplugged')
  }
  const { net, neurons } = reader(timedStream(broken(), ms(0.1)))
  await expect(net.run(ms(5))).rejects.toThrow('unplugged')
  expect(net.t.in(ms)).toBeCloseTo(0.2, 12)
  expect(neurons.v.values()[0]).toBeGreaterThan(0)
  // A generator that has thrown is at its end.
  await net.run(ms(1))
  expect(net.t.in(ms)).toBeCloseTo(1.2, 12)
})

const failure = async (work: () => unknown): Promise<unknown> => {
  try {
    await work()
  } catch (error) {
    return error
  }
  return undefined
}

test('what is over cannot be had again, but what is left can', async () => {
  const { net } = reader(timedStream(blocksOf([10]), ms(0.1), { room: ms(4) }))
  net.store()
  await net.run(ms(2))
  net.restore()
  await net.run(ms(10))
  net.restore()
  expect(await failure(() => net.run(ms(1)))).toMatchObject({ code: 'stream-is-over', kind: 'state' })
})

test('mistakes are told', async () => {
  const stream = timedStream([[1]], ms(0.1))
  await reader(stream).net.run(ms(1))
  expect(await failure(() => reader(stream).net.run(ms(1)))).toMatchObject({
    code: 'stream-of-other-network',
  })
  expect(await failure(() => reader(timedStream([['a']] as never, ms(1))).net.run(ms(1)))).toMatchObject({
    code: 'not-a-block',
  })
  expect(await failure(() => describeNetwork(reader(stream).net))).toMatchObject({ code: 'not-describable' })
  for (const [make, code] of [
    [() => timedStream(3 as never, ms(1)), 'not-a-stream'],
    [() => timedStream([[1]], ms(0)), 'impossible-time-step'],
    [() => timedStream([[1]], ms(1), { room: ms(0) }), 'impossible-room'],
    [() => timedStream([[1]], ms(1), { rom: ms(1) } as never), 'unknown-option'],
  ] as const)
    expect(await failure(make)).toMatchObject({ code })
  expect(await failure(() => timedStream([[1]], second(1).times(second(1)) as never))).toBeInstanceOf(
    RheobaseError,
  )
})
