import { expect, test } from 'vitest'
import { mV, ms, Network, type Quantity } from '../index.js'

test('it is called at its times, in its slot, with a time of its own', async () => {
  const net = new Network({ target: 'js' })
  const times: Quantity[] = []
  net.networkOperation(time => times.push(time), { dt: ms(0.3) })
  await net.run(ms(1))
  expect(times.map(time => Math.round(time.value * 1e4))).toEqual([0, 3, 6, 9])
})

test('it may read and write state, read what was recorded so far, and stop', async () => {
  const net = new Network({ target: 'wasm' })
  const group = net.neuronGroup(2, 'dv/dt = 1/ms : 1', { method: 'euler' })
  const trace = net.stateMonitor(group, 'v', { record: 0 })
  const seen: number[] = []
  net.networkOperation(
    () => {
      seen.push(trace.samples)
      if ((group.v.values()[0] ?? 0) > 0.25) group.v.at(0).set(-1)
      if (trace.samples === 5) net.stop()
    },
    { when: 'end' },
  )
  await net.run(ms(10))
  expect(seen).toEqual([1, 2, 3, 4, 5])
  expect([...group.v.values()].map(value => Number(value.toFixed(10)))).toEqual([-0.8, 0.5])
})

test('what it switches off stops with the next run; another operation stops at once', async () => {
  const net = new Network({ target: 'js' })
  const group = net.neuronGroup(1, 'dv/dt = 1/ms : 1', { method: 'euler' })
  const calls: string[] = []
  const other = net.networkOperation(() => calls.push('other'), { name: 'b' })
  net.networkOperation(
    () => {
      if (calls.length === 2) {
        group.active = false
        other.active = false
      }
    },
    { when: 'end' },
  )
  await net.run(ms(0.5))
  expect([calls.length, group.v.values()[0]]).toEqual([2, 0.5])
  await net.run(ms(0.5))
  expect([calls.length, group.v.values()[0]]).toEqual([2, 0.5])
})

test('what it throws ends the run; the network must go back before it runs again', async () => {
  const net = new Network({ target: 'wasm' })
  const group = net.neuronGroup(1, 'v : 1')
  group.runRegularly('v += 1', { when: 'before_start' })
  net.networkOperation(time => {
    if (time.value > 0.00015) throw new Error('enough')
  })
  net.store()
  await expect(net.run(ms(1))).rejects.toThrow('enough')
  expect(net.t.value).toBe(0.0002)
  await expect(net.run(ms(1))).rejects.toThrow('in the middle of a step')
  net.restore()
  expect([net.t.value, group.v.values()[0]]).toEqual([0, 0])
})

test.each<[string, unknown, string, string]>([
  ['a number', 3, 'type', 'function'],
  ['two arguments', (a: unknown, b: unknown) => [a, b], 'type', '2 arguments'],
])('refused: %s', (_, callback, kind, words) => {
  const net = new Network()
  let error: unknown
  try {
    net.networkOperation(callback as () => void)
  } catch (thrown) {
    error = thrown
  }
  expect(error).toMatchObject({ kind, message: expect.stringContaining(words) as string })
  expect(() => net.networkOperation(() => undefined, { dt: mV(1) })).toThrow('time')
})
