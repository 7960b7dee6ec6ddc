import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, expectTypeOf, test } from 'vitest'
import { Hz, Network, RheobaseError, ms, mV } from '../index.js'
import { describeNetwork, modelFromJson } from '../io/index.js'
import { watchWork } from '../runtime/work-in-progress.js'
import { sweep, type SweepPoint, type SweepPoints, type SweepProgress, type SweepTable } from './index.js'

const folder = mkdtempSync(join(tmpdir(), 'sweep-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** Neurons with noise, one for each point. */
async function together({ size, first, seed, values }: SweepPoints<'drive' | 'tau'>) {
  const net = new Network({ dt: ms(0.1), seed })
  const neurons = net.neuronGroup(
    size,
    'dv/dt = (drive - v)/tau + 5*mV*xi/sqrt(tau) : volt (unless refractory)\ndrive : volt\ntau : second',
    { threshold: 'v > 15*mV', reset: 'v = 0*mV', refractory: ms(2), method: 'euler', firstElement: first },
  )
  neurons.setStates({ drive: values.drive, tau: values.tau, v: '10*mV*rand()' })
  const spikes = net.spikeMonitor(neurons, { record: false })
  await net.run(ms(100))
  return { rate: Hz(Array.from(spikes.countOfEach(), count => 10 * count)), v: neurons.v.quantity() }
}
const PARAMETERS = { drive: mV([10, 14, 18, 22]), tau: ms([5, 10, 20]) }
const bits = (table: SweepTable<'drive' | 'tau' | 'rate' | 'v'>): unknown => [
  Array.from(table.column('rate').values),
  Array.from(table.column('v').values),
]
const failure = async (work: Promise<unknown>): Promise<RheobaseError> => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof RheobaseError) return error
  throw new Error(`not an error of ours: ${String(error)}`)
}

test('whoever watches the work of a program is told how far a sweep is', async () => {
  const told: number[] = []
  const end = watchWork(({ work, completed }) => {
    if (work === 'sweeping') told.push(completed)
  })
  await sweep({ parameters: { a: [1, 2, 3, 4] }, model: ({ values }) => ({ b: values.a }) })
  end()
  await sweep({ parameters: { a: [1, 2] }, model: ({ values }) => ({ b: values.a }) })
  expect(told).toEqual([0, 0.25, 0.5, 0.75, 1])
})

test('a column over two parameters is a grid for a heat map', async () => {
  const model = ({ values }: SweepPoint<'a' | 'b' | 'c'>) => ({
    sum: ms(values.a.value + values.b.value + values.c.value),
  })
  const table = await sweep({ parameters: { a: [1, 2], c: [0], b: [10, 20, 30] }, model })
  const { shape, values } = table.grid('sum')
  expect(shape).toEqual([2, 3])
  expect(Array.from(values.in(ms), Math.round)).toEqual([11, 21, 31, 12, 22, 32])
  const line = await sweep({ parameters: { a: [1, 2], b: [1], c: [0] }, model })
  expect(() => line.grid('sum')).toThrow('the sweep has 1: a (2), b (1), c (1)')
  expect(() => table.grid('mean' as 'sum')).toThrow('no column `mean`')
})

test('a grid has all combinations, the last parameter changing first, and columns by name', async () => {
  const table = await sweep({
    parameters: { a: mV([1, 2]), b: [10, 20, 30] },
    model: ({ values, position }) => ({ sum: values.a.in(mV) + values.b.value, at: ms(position) }),
  })
  expectTypeOf(table).toEqualTypeOf<SweepTable<'a' | 'b' | 'sum' | 'at'>>()
  expect(table.names).toEqual(['a', 'b', 'sum', 'at'])
  expect([table.size, table.shape]).toEqual([6, [2, 3]])
  expect(Array.from(table.column('sum').values)).toEqual([11, 21, 31, 12, 22, 32])
  expect(Array.from(table.column('at').in(ms))).toEqual([0, 1, 2, 3, 4, 5])
  expect(Array.from(table.axis('b').values)).toEqual([10, 20, 30])
  expect(table.row(4).a.in(mV)).toBe(2)
  expect(table.columns().map(({ name, unit }) => [name, unit])).toEqual([
    ['a', 'volt'],
    ['b', '1'],
    ['sum', '1'],
    ['at', 'second'],
  ])
})

test('rows go through all lists side by side', async () => {
  const table = await sweep({
    parameters: { a: [1, 2, 3], b: [4, 5, 6] },
    combine: 'rows',
    model: ({ values }) => ({ product: values.a.times(values.b) }),
  })
  expect(Array.from(table.column('product').values)).toEqual([4, 10, 18])
})

test('points have the same bits one by one and together, whatever is together', async () => {
  const whole = await sweep({ parameters: PARAMETERS, model: together, together: 12, seed: 4 })
  expect(Math.max(...whole.column('rate').in(Hz))).toBeGreaterThan(50)
  expect(new Set(whole.column('v').values).size).toBeGreaterThan(8)
  for (const size of [1, 5, 100]) {
    const table = await sweep({ parameters: PARAMETERS, model: together, together: size, seed: 4 })
    expect(bits(table)).toEqual(bits(whole))
  }
  const other = await sweep({ parameters: PARAMETERS, model: together, together: 12, seed: 5 })
  expect(bits(other)).not.toEqual(bits(whole))
})

test('each point by itself has a seed of its own, the same every time', async () => {
  const seeds = async (seed: number): Promise<number[]> => {
    const table = await sweep({
      parameters: { a: [1, 1, 1, 1] },
      seed,
      model: point => ({ seed: point.seed }),
    })
    return Array.from(table.column('seed').values)
  }
  const first = await seeds(1)
  expect(new Set(first).size).toBe(4)
  expect(first.every(seed => Number.isSafeInteger(seed) && seed >= 0)).toBe(true)
  expect(await seeds(1)).toEqual(first)
  expect(await seeds(2)).not.toEqual(first)
})

test('a point that fails is nan, and told; the others go on', async () => {
  const fussy = async (points: SweepPoints<'drive' | 'tau'>) => {
    if (Array.from(points.values.drive.in(mV)).some(drive => Math.round(drive) === 18))
      throw new Error('not 18')
    return together(points)
  }
  const progress: SweepProgress[] = []
  const table = await sweep({
    ...{ parameters: PARAMETERS, model: fussy, together: 4, seed: 4 },
    onProgress: each => progress.push(each),
  })
  const whole = await sweep({ parameters: PARAMETERS, model: together, together: 4, seed: 4 })
  expect(
    table.failures.map(({ position, message, code, values }) => [
      position,
      message,
      code,
      values.drive?.in(mV),
    ]),
  ).toEqual([6, 7, 8].map(position => [position, 'not 18', 'error-of-model', 18]))
  const kept = [0, 1, 2, 3, 4, 5, 9, 10, 11]
  expect(kept.map(k => table.column('v').values[k])).toEqual(kept.map(k => whole.column('v').values[k]))
  expect(table.column('v').values[7]).toBeNaN()
  expect(progress.at(-1)).toMatchObject({ done: 12, points: 12, failed: 3, left: 0 })
  const model = (): { x: number } => {
    throw new RheobaseError('value', 'of-no-use', 'never')
  }
  const none = await sweep({ parameters: { a: [1, 2] }, model, measures: ['x'] })
  expect(none.column('x').values).toEqual(Float64Array.of(NaN, NaN))
  expect(none.failures.map(({ code }) => code)).toEqual(['of-no-use', 'of-no-use'])
})

test('a sweep goes on where it was ended, and tries again what failed', async () => {
  const resume = join(folder, 'points.jsonl')
  const asked: number[] = []
  let breaks = true
  const model = async (point: SweepPoint<'a'>) => {
    asked.push(point.position)
    await Promise.resolve()
    if (point.position === 2 && breaks) throw new Error('today not')
    return { x: point.values.a.times(1 / 3), odd: [NaN, Infinity, -0, -Infinity, 1][point.position] ?? 0 }
  }
  const options = { parameters: { a: mV([1, 2, 3, 4, 5]) }, model, resume }
  const controller = new AbortController()
  const ended = sweep({
    ...options,
    signal: controller.signal,
    onProgress: ({ done }) => {
      if (done === 3) controller.abort(new Error('enough'))
    },
  })
  await expect(ended).rejects.toThrow('enough')
  // The process was ended while it wrote.
  appendFileSync(resume, '{"first":3,"val')
  breaks = false
  asked.length = 0
  const table = await sweep(options)
  expect(asked).toEqual([2, 3, 4])
  expect(table.failures).toEqual([])
  const whole = await sweep({ parameters: options.parameters, model })
  for (const name of ['x', 'odd'] as const)
    expect(table.column(name).values).toEqual(whole.column(name).values)
  expect(table.column('x').dimension).toEqual(whole.column('x').dimension)
  asked.length = 0
  await sweep(options)
  expect(asked).toEqual([])

  expect((await failure(sweep({ ...options, seed: 1 }))).code).toBe('other-sweep')
  expect((await failure(sweep({ ...options, parameters: { a: mV([1]) } }))).code).toBe('other-sweep')
  const text = readFileSync(resume, 'utf8')
  writeFileSync(resume, `${text}{"first":9,"values":{}}\n`)
  expect((await failure(sweep(options))).message).toContain('line 7')
  writeFileSync(resume, 'something else\n')
  expect((await failure(sweep(options))).code).toBe('not-finished-points')
})

test('a model that is data takes the parameters as its constants', async () => {
  const net = new Network({ dt: ms(0.1), seed: 1, namespace: { drive: mV(20) } })
  const neurons = net.neuronGroup(3, 'dv/dt = (drive - v)/tau : volt', {
    ...{ threshold: 'v > 15*mV', reset: 'v = 0*mV', method: 'exact', namespace: { tau: ms(10) } },
  })
  neurons.v.set(mV([0, 5, 10]))
  net.spikeMonitor(neurons, { name: 'spikes' })
  const description: unknown = JSON.parse(JSON.stringify(describeNetwork(net)))
  const table = await sweep({
    parameters: { drive: mV([10, 20, 40]), tau: ms([5, 10]) },
    model: async ({ values, seed }) => {
      const json = await modelFromJson(description, { seed, constants: values })
      await json.network.run(ms(100))
      return { spikes: json.network.summary().spikes, drive_of_model: values.drive }
    },
  })
  const [slow, fast] = [10, 5].map(tau => tau * Math.log(40 / 25))
  const counts = Array.from(table.column('spikes').values)
  expect(counts.slice(0, 2)).toEqual([0, 0])
  // The first intervals of the three neurons are shorter.
  expect(counts[4]).toBeGreaterThanOrEqual(Math.floor((3 * 100) / ((fast ?? 0) + 0.1)))
  expect(counts[5]).toBeGreaterThanOrEqual(Math.floor((3 * 100) / ((slow ?? 0) + 0.1)))
  expect(counts[4]).toBeGreaterThan(1.8 * (counts[5] ?? 0))

  const wrong = (constants: object): Promise<RheobaseError> =>
    failure(modelFromJson(description, { constants: constants as never }))
  expect((await wrong({ drve: mV(1) })).message).toContain('Did you mean `drive`? It has: drive, tau.')
  expect((await wrong({ drive: mV([1, 2]) })).code).toBe('not-a-constant')
  const plain = await modelFromJson(description, { constants: { drive: 3 } })
  expect(() => {
    plain.network.check()
  }).toThrow('volt')
})

test('mistakes are told', async () => {
  const model = (): { x: number } => ({ x: 1 })
  const of = (options: object): Promise<unknown> =>
    sweep({ parameters: { a: [1] }, model, ...options } as never)
  for (const [options, code] of [
    [{ parameters: {} }, 'nothing-to-sweep'],
    [{ parameters: { a: [] } }, 'nothing-to-sweep'],
    [{ parameters: { a: 'many' } }, 'not-a-list'],
    [{ parameters: { a: [1, 2], b: [1] }, combine: 'rows' }, 'unequal-lengths'],
    [{ parameters: { a: new Float64Array(4000), b: new Float64Array(4000) } }, 'too-many-points'],
    [{ combine: 'all' }, 'unknown-combination'],
    [{ model: './model.js' }, 'not-a-model-of-a-sweep'],
    [{ workers: 2 }, 'model-cannot-travel'],
    [{ workers: 0 }, 'impossible-count'],
    [{ together: 0 }, 'impossible-count'],
    [{ sede: 1 }, 'unknown-option'],
    [{ model: () => ({ a: 1 }) }, 'name-taken'],
  ] as const)
    expect((await failure(of(options))).code).toBe(code)
  // What a model gives back that is of no use is a failure of its point.
  for (const [given, together, code] of [
    [undefined, undefined, 'nothing-measured'],
    [{}, undefined, 'nothing-measured'],
    [{ x: 'fast' }, undefined, 'not-measured'],
    [{ x: [1] }, undefined, 'not-measured'],
    [{ x: 1 }, 1, 'not-measured'],
    [{ x: [1, 2] }, 1, 'not-measured'],
  ] as const) {
    const table = (await of({ model: () => given, together })) as Awaited<ReturnType<typeof sweep>>
    expect(table.failures.map(each => each.code)).toEqual([code])
  }
  const table = await sweep({ parameters: { a: [1] }, model })
  expect(() => table.column('y' as never)).toThrow('no column `y`')
  expect(() => table.axis('x')).toThrow('no parameter `x`')
  expect(() => table.row(1)).toThrow('no point 1')
})
