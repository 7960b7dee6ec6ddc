import { describe, expect, test } from 'vitest'
import { Hz, ms, Network, Quantity, second, us } from '../index.js'
import { dimensionless } from '../units/dimension.js'

/** A network whose only part notes the steps that it executes. */
function noting(dt: number) {
  const net = new Network({ target: 'js', dt: ms(dt) })
  const times: number[] = []
  net.networkOperation(time => times.push(time.value * 1e3))
  const taken = (): number[] => times.splice(0).map(time => Math.round(time / dt))
  return { net, taken }
}

describe('a run executes the steps that begin in it, none twice and none left out', () => {
  test.each<[dt: number, durations: readonly number[], steps: readonly number[]]>([
    [0.1, [1], [10]],
    [0.1, [0], [0]],
    [0.1, [0.25, 0.25, 0.25, 0.25], [3, 2, 3, 2]],
    [0.1, [0.04, 0.04, 0.04, 0.04, 0.04], [1, 0, 1, 0, 0]],
    [0.1, [0.05], [1]],
    [0.1, [0.10001, 0.1], [1, 1]],
    [0.1, [0.10002, 0.1], [2, 1]],
    [0.1, [0.33], [4]],
    [0.3, [1], [4]],
    [1, [1000 / 3], [334]],
    [0.1, [1e-5], [0]],
    [0.1, [1.1e-5], [1]],
    [0.020000000000020002, [250 * 0.020000000000020002], [250]],
  ])('a step of %s ms, runs of %j ms', async (dt, durations, steps) => {
    const { net, taken } = noting(dt)
    const counts: number[] = []
    let next = 0
    for (const duration of durations) {
      await net.run(ms(duration))
      const now = taken()
      expect(now).toEqual(now.map((_, k) => next + k))
      next += now.length
      counts.push(now.length)
    }
    expect(counts).toEqual(steps)
    // The time of the network is that of the durations, not of the clock.
    expect(net.t.value * 1e3).toBeCloseTo(
      durations.reduce((sum, duration) => sum + duration, 0),
      12,
    )
  })
})

test('times are products, never running sums', async () => {
  const net = new Network({ target: 'wasm' })
  const group = net.neuronGroup(1, 'v : 1', { threshold: 'True', reset: '' })
  const spikes = net.spikeMonitor(group)
  const trace = net.stateMonitor(group, 'v', { record: true })
  await net.run(ms(0.7))
  const expected = [0, 1, 2, 3, 4, 5, 6].map(step => step * 0.0001)
  expect(Array.from(spikes.t.values)).toEqual(expected)
  expect(Array.from(trace.t.values)).toEqual(expected)
  expect([expected[3], expected[6]]).toEqual([0.00030000000000000003, 0.0006000000000000001])
})

test.each<[unknown, string]>([
  [ms(-1), 'negative duration'],
  [new Quantity(NaN, ms(1).dimension), 'duration'],
  [new Quantity(Infinity, ms(1).dimension), 'duration'],
  [new Quantity(1, dimensionless), 'duration'],
  [Hz(1), 'duration'],
  ['1*ms', 'duration'],
  [3, 'duration'],
])('a run cannot last %s', async (duration, words) => {
  const { net, taken } = noting(0.1)
  await expect(net.run(duration as Quantity)).rejects.toThrow(words)
  expect([net.t.value, taken()]).toEqual([0, []])
})

test.each([0, -0.1, NaN, Infinity])('a time step of %s ms is refused', dt => {
  expect(() => new Network({ dt: ms(dt) })).toThrow('time step')
  expect(() => {
    new Network().setTimeStep(ms(dt))
  }).toThrow('time step')
})

describe('the time step changes between runs where the time of the clock is a multiple of both', () => {
  test.each<[ran: number, dt: number, allowed: boolean]>([
    [1, 0.5, true],
    [1, 0.01, true],
    [1, 1 / 3, true],
    [1, 0.3, false],
    [1.1, 0.5, false],
    [0, 0.3, true],
    // The clock is at 0.3 ms then.
    [0.25, 0.05, true],
    [0.25, 0.25, false],
    [0.25, 0.15, true],
  ])('after %s ms, a step of %s ms', async (ran, dt, allowed) => {
    const { net, taken } = noting(0.1)
    await net.run(ms(ran))
    taken()
    const change = (): void => {
      net.setTimeStep(ms(dt))
    }
    if (!allowed) {
      expect(change).toThrow(/time step|multiple/)
      // Refused is refused, also the second time, and the network goes on with the old step.
      expect(change).toThrow(/time step|multiple/)
      expect(net.dt.value).toBe(0.0001)
      return
    }
    change()
    await net.run(ms(2 * dt))
    expect(net.dt.value).toBe(dt / 1e3)
    expect(taken().length).toBeGreaterThan(0)
  })
  test('a long run at one step goes on at a finer one', async () => {
    const { net } = noting(10)
    await net.run(second(100))
    net.setTimeStep(ms(0.5))
    await net.run(ms(1))
    expect(net.t.value).toBe(100.001)
  })
})

test('parts with several time steps run merged, in the order of the schedule', async () => {
  const net = new Network({ target: 'js' })
  const calls = new Map<number, string>()
  const note = (name: string, when: string, dt: number, order = 0): void => {
    net.networkOperation(
      () => {
        const now = Math.round(net.t.value * 1e6) / 1e3
        calls.set(now, `${calls.get(now) ?? ''}${name} `)
      },
      { name, when, dt: ms(dt), order },
    )
  }
  note('a', 'start', 0.3)
  note('b', 'start', 0.1)
  note('c', 'end', 0.2)
  note('d', 'start', 0.1, -1)
  note('e', 'after_end', 0.25)
  note('f', 'before_start', 0.1)
  note('B', 'groups', 0.1)
  note('z10', 'groups', 0.1)
  note('z9', 'groups', 0.1)
  await net.run(ms(0.65))
  expect(Object.fromEntries([...calls].map(([time, names]) => [time, names.trim()]))).toEqual({
    0: 'f d a b B z10 z9 c e',
    0.1: 'f d b B z10 z9',
    0.2: 'f d b B z10 z9 c',
    0.25: 'e',
    0.3: 'f d a b B z10 z9',
    0.4: 'f d b B z10 z9 c',
    0.5: 'f d b B z10 z9 e',
    0.6: 'f d a b B z10 z9 c',
  })
})

test('what is added later begins at the next step of its clock', async () => {
  const { net } = noting(0.1)
  await net.run(ms(0.25))
  const group = net.neuronGroup(1, 'v : 1')
  const trace = net.stateMonitor(group, 'v', { record: true })
  await net.run(ms(0.25))
  const slow = net.stateMonitor(group, 'v', { record: true, dt: ms(0.2) })
  await net.run(ms(0.5))
  expect(Array.from(trace.t.in(ms)).map(time => time.toFixed(3))).toEqual([
    '0.300',
    '0.400',
    '0.500',
    '0.600',
    '0.700',
    '0.800',
    '0.900',
  ])
  expect(Array.from(slow.t.in(ms)).map(time => time.toFixed(3))).toEqual(['0.600', '0.800'])
})

describe('stop', () => {
  test('ends the run after the step, and the next run goes on from there', async () => {
    const { net, taken } = noting(0.1)
    const stopping = net.networkOperation(time => {
      if (time.value > 0.00025) net.stop()
    })
    const summary = await net.run(ms(10))
    expect([summary.stopped, taken(), net.t.value]).toEqual([true, [0, 1, 2, 3], 0.0004])
    stopping.active = false
    await net.run(ms(0.2))
    expect(taken()).toEqual([4, 5])
    expect(net.t.value).toBeCloseTo(0.0006, 15)
  })
  test('the time is that of the clock that comes next', async () => {
    const { net, taken } = noting(0.1)
    net.networkOperation(
      time => {
        if (time.value > 0.00035) net.stop()
      },
      { dt: ms(0.2) },
    )
    await net.run(ms(10))
    expect([taken(), net.t.value]).toEqual([[0, 1, 2, 3, 4], 0.0005])
  })
})

test('steps are counted beyond 32 bits; the whole number of a step is not, and that is told', async () => {
  const messages: string[] = []
  const net = new Network({ target: 'wasm', dt: us(1), onMessage: ({ code }) => messages.push(code) })
  const group = net.neuronGroup(1, 'n : integer\nwhen : second\nr : 1')
  const operation = group.runRegularly('n = t_in_timesteps; when = t; r = rand()')
  operation.active = false
  const long = 2 ** 31 + 5
  // Nothing to do in these steps but to count them would still take minutes: a step of half an hour first.
  net.setTimeStep(second(long * 1e-6))
  await net.run(second(long * 1e-6))
  net.setTimeStep(us(1))
  expect(messages).toEqual([])
  operation.active = true
  await net.run(us(3))
  expect(messages).toEqual(['many-timesteps'])
  expect(group.n.values()[0]).toBe(long + 2 - 2 ** 32)
  expect(group.when.in(second)[0]).toBeCloseTo((long + 2) * 1e-6, 9)
})

test('a network without objects lets time pass', async () => {
  const net = new Network()
  await net.run(ms(3))
  expect(net.t.value).toBe(0.003)
})

test('a spike of the last step of a run is not recorded again when its group is off', async () => {
  const net = new Network({ target: 'wasm' })
  const group = net.neuronGroup(1, 'v : 1', { threshold: 'True', reset: '' })
  const spikes = net.spikeMonitor(group)
  await net.run(ms(0.3))
  group.active = false
  await net.run(ms(0.5))
  expect(spikes.count).toBe(3)
})
