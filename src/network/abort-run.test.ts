import { expect, test } from 'vitest'
import { ms, Network, RheobaseError, second } from 'rheobase'

const TARGETS = ['js', 'wasm'] as const

function ramp(target: 'js' | 'wasm' = 'wasm') {
  const net = new Network({ target })
  const neurons = net.neuronGroup(3, 'dv/dt = 1/second : 1', { method: 'euler' })
  return { net, neurons, monitor: net.stateMonitor(neurons, 'v', { record: [0] }) }
}

test.each(TARGETS)(
  'an aborted run ends with a whole step, and the next goes on from there: %s',
  async target => {
    const { net, neurons, monitor } = ramp(target)
    const controller = new AbortController()
    net.networkOperation(time => {
      if (Math.round(time.value * 1e4) === 42) controller.abort(new Error('enough'))
    })
    await expect(net.run(second(1), { signal: controller.signal })).rejects.toThrow('enough')
    expect(net.summary().time).toMatchObject({ runs: 1 })
    expect(net.summary().time.runMilliseconds).toBeGreaterThan(0)
    expect(net.t.in(ms)).toBeCloseTo(4.3, 12)
    expect(neurons.v.at(0).values()[0]).toBeCloseTo(4.3e-3, 12)
    await net.run(ms(0.7))
    expect(net.t.in(ms)).toBeCloseTo(5, 12)
    expect(monitor.t.length).toBe(50)
    const whole = ramp(target)
    await whole.net.run(ms(5))
    expect(neurons.v.values()).toEqual(whole.neurons.v.values())
  },
)

test('a signal from outside reaches a run that is under way', async () => {
  const { net } = ramp()
  const controller = new AbortController()
  const running = net.run(second(1e6), { signal: controller.signal })
  setTimeout(() => {
    controller.abort()
  }, 5)
  await expect(running).rejects.toThrow(/abort/i)
  expect(net.t.value).toBeGreaterThan(0)
  expect(net.t.value).toBeLessThan(1e6)
  const before = net.t.value
  await net.run(ms(1))
  expect(net.t.value).toBeCloseTo(before + 1e-3, 9)
})

test('a signal that was given before stops the run before anything happens', async () => {
  const { net } = ramp()
  await expect(net.run(ms(1), { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i)
  expect(net.t.value).toBe(0)
})

test('an abort after the run has no effect', async () => {
  const { net } = ramp()
  const controller = new AbortController()
  const { stopped } = await net.run(ms(1), { signal: controller.signal })
  controller.abort()
  expect(stopped).toBe(false)
  await net.run(ms(1))
  expect(net.t.in(ms)).toBeCloseTo(2, 12)
})

test('anything else than a signal is refused', async () => {
  const { net } = ramp()
  const refused = await net.run(ms(1), { signal: 'stop' as never }).catch((error: unknown) => error)
  if (!(refused instanceof RheobaseError)) throw new Error('nothing was refused')
  expect([refused.kind, refused.code]).toEqual(['type', 'not-a-signal'])
})

test('a network that a block used is disposed of at its end', async () => {
  const { net } = ramp()
  net[Symbol.dispose]()
  await expect(net.run(ms(1))).rejects.toThrow(/disposed/)
})
