import { expect, test } from 'vitest'
import type { Benchmark } from './benchmark.js'
import { compare, type TurnSettings } from './compare.js'
import type { Engine, Measurement } from './engine.js'

const benchmark: Benchmark = {
  name: 'toy',
  question: '',
  sizes: [10],
  model: { script: 'toy.ts' },
  brian2: { script: 'toy.py' },
}
const measurement: Measurement = {
  ...{ neurons: 10, synapses: 5, rateHz: 7 },
  ...{ buildSeconds: 1, compileSeconds: 1, loopSeconds: 1, wallSeconds: 1, peakBytes: 1000 },
}

/** An engine whose runs take the given times, in turn; a missing time is a run that fails. */
function engine(
  name: Engine['name'],
  log: string[],
  times: readonly number[],
  changes: Partial<Measurement> = {},
): Engine {
  let turn = 0
  return {
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
}

const settings = (log: string[], repeats = 3): TurnSettings => ({
  ...{ repeats, seed: 1, threads: 1, duration: 1 },
  before: () => {
    log.push('wait')
    return Promise.resolve()
  },
  lost: (peer, error) => log.push(`lost ${peer.name}: ${String(error)}`),
})

test('runs ours and the peer in turn and divides the medians', async () => {
  const log: string[] = []
  const ours = engine('rheobase', log, [1, 2, 9])
  const peers = [engine('brian2', log, [4, 6, 5])]
  const [own, peer] = await compare(benchmark, 10, { ours, peers }, settings(log))
  expect(log).toEqual(Array.from({ length: 3 }, () => ['wait', 'rheobase', 'wait', 'brian2']).flat())
  expect(own).toEqual({
    row: {
      ...{ benchmark: 'toy', size: 10, engine: 'rheobase', threads: 1, rateHz: 7, peakBytes: 1000 },
      ...{ buildSeconds: 1, compileSeconds: 1, loopSeconds: 2, wallSeconds: 20, loopRatio: 1, wallRatio: 1 },
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

test('goes on without a peer that fails or builds another network', async () => {
  const log: string[] = []
  const ours = engine('rheobase', log, [1, 1, 1])
  const failing = await compare(benchmark, 10, { ours, peers: [engine('brian2', log, [4])] }, settings(log))
  expect(failing.map(({ row }) => row.engine)).toEqual(['rheobase'])
  expect(log).toContain('lost brian2: Error: no compiler')

  const wrong = engine('brian2', log, [4, 4], { neurons: 11 })
  await compare(benchmark, 10, { ours: engine('rheobase', log, [1, 1]), peers: [wrong] }, settings(log, 2))
  expect(log).toContain('lost brian2: Error: brian2 built 11 neurons, not 10')
})

test('leaves a peer out that has no such network', async () => {
  const log: string[] = []
  const alone: Benchmark = { name: 'toy', question: '', sizes: [10], model: { script: 'toy.ts' } }
  await compare(
    alone,
    10,
    { ours: engine('rheobase', log, [1]), peers: [engine('brian2', log, [1])] },
    settings(log, 1),
  )
  expect(log).toEqual(['wait', 'rheobase'])
})

test('fails when ours fails', async () => {
  const ours = engine('rheobase', [], [])
  await expect(compare(benchmark, 10, { ours, peers: [] }, settings([]))).rejects.toThrow('no compiler')
})
