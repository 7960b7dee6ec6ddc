import { expect, test } from 'vitest'
import { ms, Network } from '../index.js'

function generator(times: readonly number[], options: { readonly period?: number } = {}) {
  const told: string[] = []
  const net = new Network({ target: 'js', onMessage: ({ code, text }) => told.push(`${code}: ${text}`) })
  const given = net.spikeGenerator(
    1,
    times.map(() => 0),
    ms([...times]),
    { name: 'given', ...(options.period === undefined ? {} : { period: ms(options.period) }) },
  )
  const spikes = net.spikeMonitor(given)
  const steps = () => Array.from(spikes.t.values, time => Math.round(time * 1e4))
  return { net, given, told, steps }
}

test('spikes that a generator missed while it was off are dropped, with one message', async () => {
  const { net, given, told, steps } = generator([0, 1.3, 1.5, 2.2])
  await net.run(ms(1))
  expect(told).toEqual([])
  given.active = false
  await net.run(ms(1))
  given.active = true
  await net.run(ms(1))
  expect(steps()).toEqual([0, 22])
  expect(told).toEqual([
    'ignored-spikes: 2 spikes of `given` are earlier than the present time and are dropped',
  ])
})

test('so are those before the time at which it was made', async () => {
  const { net, told } = generator([])
  await net.run(ms(1))
  net.spikeGenerator(1, [0, 0], ms([0.5, 1.5]), { name: 'late' })
  await net.run(ms(1))
  expect(told).toEqual([
    'ignored-spikes: 1 spikes of `late` are earlier than the present time and are dropped',
  ])
})

test('nothing is told where nothing is missed: runs that go on, another step, restore, new spikes, a period', async () => {
  const { net, given, told, steps } = generator([0, 0.35, 1.05, 2.05, 2.5, 3.5])
  await net.run(ms(0.4))
  net.store()
  await net.run(ms(0.6))
  net.setTimeStep(ms(0.05))
  await net.run(ms(1))
  net.setTimeStep(ms(0.1))
  await net.run(ms(0.3))
  net.restore()
  await net.run(ms(1))
  given.setSpikes([0, 0], ms([1.5, 2]))
  await net.run(ms(1))
  expect(steps()).toContain(20)
  expect(told).toEqual([])

  const other = generator([0.2], { period: 0.5 })
  await other.net.run(ms(1))
  other.given.active = false
  await other.net.run(ms(1))
  other.given.active = true
  await other.net.run(ms(0.5))
  expect([other.steps(), other.told]).toEqual([[2, 7, 22], []])
})

test('a snapshot from bytes knows where the spikes were', async () => {
  const first = generator([0.2, 0.4, 1.2])
  await first.net.run(ms(1))
  first.net.store()
  const second = generator([0.2, 0.4, 1.2])
  second.net.addSnapshots(first.net.snapshotBytes())
  second.net.restore()
  await second.net.run(ms(1))
  expect([second.steps(), second.told]).toEqual([[2, 4, 12], []])
})
