import { expect, test } from 'vitest'
import { Hz, Network, ms } from 'rheobase'
import { spikeSteps, spikeStepsOfEach } from './spike-steps.test-support.js'

const TARGETS = ['js', 'wasm'] as const

test.each(TARGETS)(
  'an event is tested in the slot it was moved to, and its monitor follows: %s',
  async target => {
    const net = new Network({ target })
    const neurons = net.neuronGroup(1, 'dv/dt = 1/ms : 1', {
      threshold: 'v > 0.25',
      reset: 'v = 0',
      method: 'euler',
      events: { e: 'v > 0.15', f: 'v > 0.05' },
    })
    const before = net.eventMonitor(neurons, 'e', { variables: ['v'] })
    neurons.setEventSchedule('e', { when: 'before_start' })
    const monitors = [net.eventMonitor(neurons, 'f'), net.spikeMonitor(neurons)]
    await net.run(ms(1))
    expect(spikeSteps(before)).toEqual([2, 5, 8])
    expect(before.values('v').values).toEqual(Float64Array.of(0.2, 0.2, 0.2))
    expect(monitors.map(monitor => spikeSteps(monitor))).toEqual([
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
      [2, 5, 8],
    ])
  },
)

test.each(TARGETS)('code at intervals of a part counts from its start: %s', async target => {
  const net = new Network({ target })
  const neurons = net.neuronGroup(4, 'x : 1')
  neurons.slice(1, 3).runRegularly('x += i + 1')
  await net.run(ms(0.2))
  expect([...neurons.x.values()]).toEqual([0, 2, 4, 0])
})

test('a generator that was switched off drops what it missed', async () => {
  const net = new Network()
  const generator = net.spikeGenerator(1, [0, 0, 0, 0], ms([0, 1.3, 1.5, 2.2]))
  const spikes = net.spikeMonitor(generator)
  for (const active of [true, false, true]) {
    generator.active = active
    await net.run(ms(1))
  }
  expect(spikeSteps(spikes)).toEqual([0, 22])
})

test('a part of a generator can be recorded', async () => {
  const net = new Network()
  const generator = net.spikeGenerator(3, [0, 1, 2], ms([0, 1, 2]))
  const spikes = net.spikeMonitor(generator.slice(1, 3))
  await net.run(ms(3))
  expect(spikeStepsOfEach(spikes)).toEqual([[10], [20]])
})

test('two spikes of a neuron in one step are found with others between them', async () => {
  const net = new Network()
  net.spikeGenerator(2, [0, 1, 0], ms([1, 1.02, 1.05]))
  await expect(net.run(ms(2))).rejects.toThrow(/neuron 0 of .* more than once during a time step/)
})

test.each<[unknown, string]>([
  [Hz(2), 'dimension'],
  [2, 'dimension'],
  ['2*ms', 'type'],
  [ms(NaN), 'value'],
  [ms(-1), 'value'],
])('a period that is no time is refused: %s', (period, kind) => {
  const net = new Network()
  expect(() => net.spikeGenerator(1, [0], ms([0]), { period: period as never })).toThrow(
    expect.objectContaining({ kind }),
  )
})

test.each([0.05, 0.25, 0.10001])('a period of %s ms at a step of 0.1 ms is refused', async period => {
  const net = new Network()
  net.spikeGenerator(1, [0], ms([0]), { period: ms(period) })
  await expect(net.run(ms(1))).rejects.toThrow(expect.objectContaining({ code: 'impossible-period' }))
})
