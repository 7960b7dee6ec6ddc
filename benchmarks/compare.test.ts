import { expect, test } from 'vitest'
import type { Benchmark } from './benchmark.js'
import { compare, runsOf, type TurnSettings } from './compare.js'
import type { Engine, Measurement } from './engine.js'
import type { Entrant } from './entrant.js'

const benchmark: Benchmark = {
  ...{ name: 'toy', question: '', sizes: [10], duration: 1, rateSpread: 0.1 },
  model: { script: 'toy.ts' },
  brian2: { script: 'toy.py' },
  limit: 'toy.c',
}
const measurement: Measurement = {
  ...{ neurons: 10, synapses: 50, spikes: 70, rateHz: 7 },
  ...{ buildSeconds: 1, compileSeconds: 1, loopSeconds: 1, wallSeconds: 1, peakBytes: 1000 },
}

/** An engine whose runs take the given times, in turn; a missing time is a run that fails. */
function entrant(
  name: Engine['name'],
  log: string[],
  times: readonly number[],
  { changes = {}, ...way }: { changes?: Partial<Measurement> } & Partial<Omit<Entrant, 'engine'>> = {},
): Entrant {
  let turn = 0
  const engine: Engine = {
    name,
    unavailable: () => Promise.resolve(undefined),
    has: ({ brian2 }) => name === 'rheobase' || brian2 !== undefined,
    measure() {
      log.push(name)
      const time = times[turn++]
      if (time === undefined) return Promise.reject(new Error('no compiler'))
      return Promise.resolve({ ...measurement, loopSeconds: time, wallSeconds: 10 * time, ...changes })
    },
  }
  return { engine, threads: 1, precision: 'double', ...way }
}

const settings = (log: string[], repeats = 3): TurnSettings => ({
  ...{ repeats, seed: 1, priority: false },
  before: () => {
    log.push('wait')
    return Promise.resolve()
  },
  lost: ({ engine }, error) => log.push(`lost ${engine.name}: ${String(error)}`),
  differs: ({ engine }, difference) => log.push(`${engine.name} ${difference}`),
})

test('runs ours and the peer in turn and divides the medians', async () => {
  const log: string[] = []
  const ours = entrant('rheobase', log, [1, 2, 9])
  const [own, peer] = await compare(benchmark, 10, [ours, entrant('brian2', log, [4, 6, 5])], settings(log))
  expect(log).toEqual(Array.from({ length: 3 }, () => ['wait', 'rheobase', 'wait', 'brian2']).flat())
  const entrants = [ours, entrant('brian2', log, [])]
  expect(runsOf(benchmark, entrants, settings(log))).toBe(6)
  const others = { ...benchmark, input: benchmark }
  expect(runsOf(others, entrants, settings(log))).toBe(12)
  expect(own).toEqual({
    row: {
      ...{ benchmark: 'toy', size: 10, engine: 'rheobase', threads: 1, precision: 'double', duration: 1 },
      ...{ neurons: 10, synapses: 50, rateHz: 7, peakBytes: 1000, ratesAgree: true },
      ...{ buildSeconds: 1, compileSeconds: 1, loopSeconds: 2, wallSeconds: 20, loopRatio: 1, wallRatio: 1 },
      // 10 neurons and 10,000 steps; 70 spikes with 5 synapses each.
      ...{ nsPerNeuronStep: 2e4, nsPerEvent: 2e9 / 350 },
    },
    spread: undefined,
  })
  expect(peer?.row).toMatchObject({
    engine: 'brian2',
    loopSeconds: 5,
    wallSeconds: 50,
    loopRatio: 2.5,
    wallRatio: 2.5,
  })
  expect(peer?.spread?.loopRatio).toEqual([5 / 9, 4])
})

test('threads, precision and hosts are compared with ours, and ours with the limit', async () => {
  const rows = await compare(
    benchmark,
    10,
    [
      entrant('rheobase', [], [8], { host: 'Node 20' }),
      entrant('rheobase', [], [5], { threads: 2, host: 'Node 20' }),
      entrant('rheobase', [], [4], { precision: 'single', host: 'Node 20' }),
      entrant('rheobase', [], [2], { threads: 2, precision: 'single', host: 'Node 20' }),
      entrant('rheobase', [], [10], { host: 'Node 22' }),
      entrant('brian2', [], [30], { threads: 2 }),
      entrant('limit', [], [4]),
    ],
    settings([], 1),
  )
  const ratios = rows.map(({ row: { loopRatio, limitRatio, threadRatio, precisionRatio, hostRatio } }) => [
    ...[loopRatio, limitRatio, threadRatio, precisionRatio, hostRatio],
  ])
  expect(ratios).toEqual([
    [1, 2, undefined, undefined, undefined],
    [1, 5 / 4, 8 / 5, undefined, undefined],
    [1, 1, undefined, 2, undefined],
    [1, 1 / 2, 2, 5 / 2, undefined],
    [1, 5 / 2, undefined, undefined, 8 / 10],
    [6, undefined, undefined, undefined, undefined],
    [4 / 8, undefined, undefined, undefined, undefined],
  ])
})

test('measures the input alone, and gives the rest to the events', async () => {
  const driven: Benchmark = {
    ...benchmark,
    events: (size, spikes, { duration }) => size * spikes * duration,
    input: { rateSpread: 0.1, model: { script: 'toy.ts', values: { connected: '0' } } },
  }
  const ours = entrant('rheobase', [], [5, 2])
  const peer = entrant('brian2', [], [16, 4])
  const [own, other] = await compare(driven, 10, [ours, peer], settings([], 1))
  expect(own?.row).toMatchObject({ loopSeconds: 5, inputSeconds: 2, eventSeconds: 3, nsPerEvent: 3e9 / 700 })
  expect(other?.row).toMatchObject({ loopRatio: 16 / 5, inputRatio: 2, eventRatio: 4 })
})

test('says where rates are not those of ours, and spikes not the same on two threads', async () => {
  const agree = async (...others: readonly Entrant[]): Promise<readonly boolean[]> =>
    (await compare(benchmark, 10, [entrant('rheobase', [], [1]), ...others], settings([], 1))).map(
      ({ row }) => row.ratesAgree,
    )
  expect(await agree(entrant('brian2', [], [1], { changes: { rateHz: 10 } }))).toEqual([true, true])
  expect(await agree(entrant('brian2', [], [1], { changes: { rateHz: 14 } }))).toEqual([true, false])
  expect(await agree(entrant('rheobase', [], [1], { threads: 2, changes: { spikes: 71 } }))).toEqual([
    true,
    false,
  ])
  const single = { precision: 'single', changes: { spikes: 71, rateHz: 7.1 } } as const
  expect(await agree(entrant('rheobase', [], [1], single))).toEqual([true, true])
})

test('goes on without a peer that fails or builds another network', async () => {
  const log: string[] = []
  const failing = await compare(
    benchmark,
    10,
    [entrant('rheobase', log, [1, 1, 1]), entrant('brian2', log, [4])],
    settings(log),
  )
  expect(failing.map(({ row }) => row.engine)).toEqual(['rheobase'])
  expect(log).toContain('lost brian2: Error: no compiler')

  const wrong = entrant('brian2', log, [4, 4], { changes: { neurons: 11 } })
  await compare(benchmark, 10, [entrant('rheobase', log, [1, 1]), wrong], settings(log, 2))
  expect(log).toContain('lost brian2: Error: brian2 built 11 neurons, not 10')
})

test('leaves a peer out that has no such network', async () => {
  const log: string[] = []
  const alone: Benchmark = {
    ...{ name: 'toy', question: '', sizes: [10], duration: 1, rateSpread: 0.1 },
    model: { script: 'toy.ts' },
  }
  await compare(alone, 10, [entrant('rheobase', log, [1]), entrant('brian2', log, [1])], settings(log, 1))
  expect(log).toEqual(['wait', 'rheobase'])
})

test('fails when ours fails', async () => {
  await expect(compare(benchmark, 10, [entrant('rheobase', [], [])], settings([]))).rejects.toThrow(
    'no compiler',
  )
})

test('a peer that ends elsewhere does not agree, though its rate does', async () => {
  const log: string[] = []
  const end = { potentials: [-70, -65], lastSpike: 3 }
  const fixed = { ...benchmark, endOf: () => Promise.resolve(end) }
  const [own, same, other, silent] = await compare(
    fixed,
    10,
    [
      entrant('rheobase', log, [1]),
      entrant('brian2', log, [1], { changes: { end } }),
      entrant('neuron', log, [1], { changes: { end: { ...end, lastSpike: 3.05 } } }),
      entrant('brian2', log, [1]),
    ],
    settings(log, 1),
  )
  expect([own, same, other, silent].map(each => each?.row.ratesAgree)).toEqual([true, true, false, false])
  expect(log.slice(-2)).toEqual([
    'neuron has its last spike at 3.05 ms, we at 3 ms',
    'brian2 prints no potentials',
  ])
})
