import { expect, test } from 'vitest'
import { ms, mV } from '../units/units.js'
import { Network } from './network.js'

/** Two neurons that climb by 0.1 and 0.2 mV a step. */
function climbing(target: 'js' | 'wasm') {
  const net = new Network({ target, seed: 1 })
  const neurons = net.neuronGroup(3, 'dv/dt = i*mV/ms : volt\nhigh = v > 0.45*mV : boolean', {
    method: 'euler',
  })
  return { net, neurons }
}
const rounded = (values: ArrayLike<number>): number[] =>
  Array.from(values, value => Math.round(value * 1e9) / 1e9)

test.each(['js', 'wasm'] as const)(
  '%s: every third sample is kept, the first included, over several runs',
  async target => {
    const { net, neurons } = climbing(target)
    const all = net.stateMonitor(neurons, 'v', { record: [1, 2] })
    const some = net.stateMonitor(neurons, 'v', { record: [1, 2], keep: { every: 3 } })
    for (const duration of [0.5, 0.4, 1.1]) await net.run(ms(duration))
    expect(all.samples).toBe(20)
    expect(some.samples).toBe(7)
    expect(rounded(some.t.in(ms))).toEqual([0, 0.3, 0.6, 0.9, 1.2, 1.5, 1.8])
    const every = Array.from(all.trace('v', 2).values as Float64Array).filter((_, sample) => sample % 3 === 0)
    expect(Array.from(some.trace('v', 2).values as Float64Array)).toEqual(every)
  },
)

test.each(['js', 'wasm'] as const)('%s: the last samples are kept', async target => {
  const { net, neurons } = climbing(target)
  const last = net.stateMonitor(neurons, 'v', { record: true, keep: { last: 4 } })
  await net.run(ms(0.2))
  expect(last.samples).toBe(2)
  await net.run(ms(1000))
  expect(last.samples).toBe(4)
  expect(rounded(last.t.in(ms))).toEqual([999.8, 999.9, 1000, 1000.1])
  expect(last.matrix('v').shape).toEqual([3, 4])
  expect(rounded(last.trace('v', 1).in(mV))).toEqual([999.8, 999.9, 1000, 1000.1])
})

test.each(['js', 'wasm'] as const)('%s: statistics are those of all samples', async target => {
  const { net, neurons } = climbing(target)
  const all = net.stateMonitor(neurons, ['v', 'high'], { record: [2, 1] })
  const statistics = net.stateMonitor(neurons, ['v', 'high'], { record: [2, 1], keep: 'statistics' })
  expect(Array.from(statistics.mean('v').values as Float64Array)).toEqual([NaN, NaN])
  await net.run(ms(3))
  await net.run(ms(7))
  expect(statistics.samples).toBe(100)
  Array.from(statistics.elements).forEach((element, position) => {
    for (const variable of ['v', 'high']) {
      const values = Array.from(all.trace(variable, element).values as Float64Array)
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
      const of = (quantity: { values: number | ArrayLike<number> }): number =>
        (quantity.values as Float64Array)[position] ?? NaN
      expect(of(statistics.mean(variable)) / mean).toBeCloseTo(1, 12)
      expect(of(statistics.variance(variable)) / variance).toBeCloseTo(1, 11)
      expect(of(statistics.minimum(variable))).toBe(Math.min(...values))
      expect(of(statistics.maximum(variable))).toBe(Math.max(...values))
    }
  })
})

test('statistics are stored and restored, and can be cleared', async () => {
  const { net, neurons } = climbing('wasm')
  const statistics = net.stateMonitor(neurons, 'v', { record: true, keep: 'statistics' })
  await net.run(ms(1))
  net.store()
  const then = statistics.mean('v').values
  await net.run(ms(1))
  expect(statistics.mean('v').values).not.toEqual(then)
  net.restore()
  expect([statistics.samples, statistics.mean('v').values]).toEqual([10, then])
  statistics.clear()
  expect(statistics.samples).toBe(0)
  await net.run(ms(0.1))
  expect(statistics.minimum('v').values).toEqual(statistics.maximum('v').values)
})

test('both targets give the same bits', async () => {
  const run = async (target: 'js' | 'wasm'): Promise<unknown[]> => {
    const net = new Network({ target, seed: 3 })
    const noisy = net.neuronGroup(7, 'dv/dt = -v/(5*ms) + xi/sqrt(ms) : 1', { method: 'euler' })
    const statistics = net.stateMonitor(noisy, 'v', { record: true, keep: 'statistics' })
    await net.run(ms(20))
    return [statistics.mean('v').values, statistics.variance('v').values, statistics.maximum('v').values]
  }
  expect(await run('js')).toEqual(await run('wasm'))
})

test.each([
  [{ every: 0 }, 'value'],
  [{ every: 1.5 }, 'value'],
  [{ last: '3' }, 'type'],
  [{ every: 2, last: 3 }, 'value'],
  [{}, 'value'],
  [{ latest: 3 }, 'name'],
  ['statistic', 'type'],
  [null, 'type'],
])('keep: %o is refused', (keep, kind) => {
  const { net, neurons } = climbing('js')
  expect(() => net.stateMonitor(neurons, 'v', { record: true, keep: keep as { every: number } })).toThrow(
    expect.objectContaining({ kind }),
  )
})
