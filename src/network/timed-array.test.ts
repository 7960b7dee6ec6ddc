import { describe, expect, test } from 'vitest'
import { mV, ms, Network, second, timedArray } from '../index.js'

const TARGETS = ['js', 'wasm'] as const
const counted = (length: number): number[] => Array.from({ length }, (_, k) => k)

/** What `f(t)` gives in the steps of a group. */
async function sampled(D: number, h: number, steps: number, target: 'js' | 'wasm' = 'js') {
  const messages: string[] = []
  const net = new Network({ target, dt: ms(h), onMessage: ({ code }) => messages.push(code) })
  const f = timedArray(counted(200), ms(D))
  const group = net.neuronGroup(1, 'x = f(t) : 1', { namespace: { f } })
  const trace = net.stateMonitor(group, 'x', { record: true })
  await net.run(ms(h * steps))
  return { values: Array.from(trace.trace('x', 0).values), messages }
}

describe('each value holds for its time', () => {
  test.each<[D: number, h: number, values: readonly number[], warns: boolean]>([
    [1, 0.1, [...Array<number>(10).fill(0), ...Array<number>(10).fill(1), 2], false],
    [0.3, 0.1, [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3], false],
    [0.25, 0.1, [0, 0, 0, 1, 1, 2, 2, 2, 3, 3, 4, 4], true],
    [0.15, 0.1, [0, 0, 1, 2, 2, 3, 4, 4, 5], true],
    [0.1, 0.3, [0, 3, 6, 9, 12, 15], true],
    [0.7, 0.07, [...Array<number>(10).fill(0), ...Array<number>(10).fill(1), 2], false],
  ])('of %s ms at a step of %s ms', async (D, h, values, warns) => {
    for (const target of TARGETS) {
      const found = await sampled(D, h, values.length, target)
      expect(found.values).toEqual(values)
      expect(found.messages.includes('timed-array-not-aligned')).toBe(warns)
    }
  })
})

test('the first value holds before time 0, the last one after the end', async () => {
  const net = new Network({ target: 'wasm' })
  const f = timedArray(mV([1, 2, 3]), ms(0.1))
  const group = net.neuronGroup(1, 'before = f(t - 1*ms) : volt\nx = f(t) : volt', { namespace: { f } })
  const trace = net.stateMonitor(group, ['x', 'before'], { record: true })
  await net.run(ms(0.5))
  expect(Array.from(trace.trace('x', 0).in(mV))).toEqual([1, 2, 3, 3, 3])
  expect(Array.from(trace.trace('before', 0).in(mV))).toEqual([1, 1, 1, 1, 1])
})

test('a program can ask it, too', () => {
  const f = timedArray(mV([1, 2, 3, 4]), ms(0.1))
  expect([0, 0.09, 0.0937, 0.0938, 0.0999, 0.3, 10, -1].map(time => f.at(ms(time)).in(mV))).toEqual([
    1, 1, 1, 2, 2, 4, 4, 1,
  ])
  expect(f.at(ms([0, 0.1, 0.25])).values).toEqual(Float64Array.of(0.001, 0.002, 0.003))
  const table = timedArray([mV([1, 10]), mV([2, 20])], ms(1))
  expect([table.at(ms(0.5), 1).in(mV), table.at(ms(1.5), 0).in(mV)]).toEqual([10, 2])
  expect(() => f.at(mV(1))).toThrow('time')
  expect(() => f.at(ms(1), 0)).toThrow('one column')
  expect(() => table.at(ms(1))).toThrow('column')
  expect(() => table.at(ms(1), 2)).toThrow('0 to 1')
})

test.each(TARGETS)(
  'a column that is not there: found before the run for i and numbers, else nan (%s)',
  async target => {
    const run = async (column: string, size: number): Promise<number[]> => {
      const net = new Network({ target })
      const table = timedArray([mV([1, 2]), mV([3, 4])], ms(1))
      const group = net.neuronGroup(size, `x = table(t, ${column}) : volt\ny : volt`, {
        namespace: { table },
      })
      group.runRegularly('y = x')
      await net.run(ms(0.1))
      return Array.from(group.y.in(mV))
    }
    expect(await run('i', 2)).toEqual([1, 2])
    expect(await run('i - 1', 4)).toEqual([NaN, 1, 2, NaN])
    await expect(run('i', 3)).rejects.toThrow('`table` is asked for column 2: it has 2, 0 to 1')
    await expect(run('2', 1)).rejects.toThrow('asked for column 2')
    await expect(run('-1', 1)).rejects.toThrow('asked for column -1')
  },
)

test.each<[string, () => unknown, string, string]>([
  ['no values', () => timedArray([], ms(1)), 'value', 'at least one value'],
  ['no values with a unit', () => timedArray(mV([]), ms(1)), 'value', 'at least one value'],
  ['a step of 0', () => timedArray([1], ms(0)), 'value', 'positive'],
  ['a negative step', () => timedArray([1], ms(-1)), 'value', 'positive'],
  ['a step that is no time', () => timedArray([1], mV(1)), 'dimension', 'time'],
  ['rows of different lengths', () => timedArray([mV([1, 2]), mV([1])], ms(1)), 'value', 'same number'],
  ['rows of different units', () => timedArray([mV([1]), ms([1])], ms(1)), 'dimension', 'same dimension'],
  ['a single number', () => timedArray(3 as never, ms(1)), 'type', 'timed array'],
  [
    'another interpolation',
    () => timedArray([1], ms(1), { interpolation: 'cubic' as never }),
    'value',
    "'linear'",
  ],
  [
    'an unknown option',
    () => timedArray([1], ms(1), { interpolate: true } as never),
    'name',
    'interpolation',
  ],
  ['what is no number', () => timedArray(['a'] as never, ms(1)), 'type', 'timed array'],
])('refused: %s', (_, make, kind, words) => {
  let error: unknown
  try {
    make()
  } catch (thrown) {
    error = thrown
  }
  expect(error).toMatchObject({ kind, message: expect.stringContaining(words) as string })
})

test('a wrong number of arguments is found with the group', () => {
  const net = new Network()
  const f = timedArray([1, 2], second(1))
  expect(() => net.neuronGroup(1, 'x = f(t, i) : 1', { namespace: { f } })).toThrow(
    '`f` takes 1 argument, not 2',
  )
})

test('exact integration takes it for constant during a step if its grid fits', () => {
  const method = (D: number): string | undefined => {
    const net = new Network({ dt: ms(0.1), onMessage: () => undefined })
    const group = net.neuronGroup(1, 'dv/dt = (f(t) - v)/(10*ms) : 1', {
      namespace: { f: timedArray([1, 2], ms(D)) },
    })
    return net.integrationMethod(group)
  }
  expect([method(0.1), method(0.3), method(10), method(0.05), method(0.25)]).toEqual([
    'exact',
    'exact',
    'exact',
    'euler',
    'euler',
  ])
})

describe('with linear interpolation', () => {
  const linear = { interpolation: 'linear' } as const

  test.each(TARGETS)('values lie between those of the rows, and are held outside (%s)', async target => {
    const messages: string[] = []
    const net = new Network({ target, dt: ms(0.5), onMessage: ({ code }) => messages.push(code) })
    const ramp = timedArray(mV([1, 3, -1]), ms(1.25), linear)
    const table = timedArray([mV([1, 10]), mV([2, 30])], ms(2), linear)
    const group = net.neuronGroup(2, 'x = ramp(t) : volt\ny = table(t, i) : volt\nz = ramp(-t) : volt', {
      namespace: { ramp, table },
    })
    const trace = net.stateMonitor(group, ['x', 'y', 'z'], { record: true })
    await net.run(ms(4))
    const expected = [1, 1.8, 2.6, 2.2, 0.6, -1, -1, -1]
    const found = Array.from(trace.trace('x', 1).in(mV))
    found.forEach((value, k) => {
      expect(value).toBeCloseTo(expected[k] ?? NaN, 12)
    })
    const second = Array.from(trace.trace('y', 1).in(mV))
    ;[10, 15, 20, 25, 30, 30, 30, 30].forEach((value, k) => {
      expect(second[k]).toBeCloseTo(value, 12)
    })
    expect(new Set(trace.trace('z', 0).in(mV))).toEqual(new Set([1]))
    expect(ramp.at(trace.t).values).toEqual(trace.trace('x', 0).values)
    expect(table.at(trace.t, 1).values).toEqual(trace.trace('y', 1).values)
    expect(messages).not.toContain('timed-array-not-aligned')
  })

  test('a value next to an infinite one is itself', () => {
    const f = timedArray([1, Infinity, 2], ms(1), linear)
    expect(f.at(ms([0, 0.5, 1, 2])).values).toEqual(Float64Array.of(1, Infinity, Infinity, 2))
  })

  test('it changes during a step, so exact integration refuses it', () => {
    const net = new Network({ dt: ms(0.1), onMessage: () => undefined })
    const group = net.neuronGroup(1, 'dv/dt = (f(t) - v)/(10*ms) : 1', {
      namespace: { f: timedArray([1, 2], ms(1), linear) },
    })
    expect(net.integrationMethod(group)).toBe('euler')
  })

  test('a ramp is integrated as one', async () => {
    const net = new Network({ dt: ms(0.1), onMessage: () => undefined })
    const f = timedArray([0, 1], second(1), linear)
    const group = net.neuronGroup(1, 'dv/dt = f(t)/second : 1', { method: 'rk2', namespace: { f } })
    await net.run(second(1))
    // The integral of t from 0 to 1.
    expect(group.v.values()[0]).toBeCloseTo(0.5, 12)
  })
})
