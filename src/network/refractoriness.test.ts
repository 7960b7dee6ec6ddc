import { expect, test } from 'vitest'
import { Network, ms, second, type NeuronGroup } from 'rheobase'
import { samples, spikeSteps, spikeStepsOfEach } from './spike-steps.test-support.js'

const TARGETS = ['js', 'wasm'] as const
const quiet = { onMessage: () => undefined }

const intervalsOf = (steps: readonly number[]): number[] =>
  steps.slice(1).map((step, k) => step - (steps[k] ?? NaN))
const single = (steps: readonly number[]): number[] => [...new Set(intervalsOf(steps))]

test.each([
  ...[0, 0.04, 0.05, 0.1, 0.14, 0.15].map(ref => ({ dt: 0.1, ref, interval: 1 })),
  { dt: 0.1, ref: 0.2, interval: 2 },
  { dt: 0.1, ref: 0.3, interval: 3 },
  { dt: 0.1, ref: 0.5, interval: 5 },
  { dt: 0.1, ref: 1, interval: 10 },
  { dt: 0.1, ref: 2, interval: 20 },
  { dt: 0.1, ref: 5, interval: 50 },
  { dt: 0.07, ref: 5, interval: 71 },
  { dt: 0.3, ref: 5, interval: 16 },
  { dt: 1, ref: 5, interval: 5 },
])(
  'a neuron that always wants to spike is released after whole steps: period $ref ms, step $dt ms',
  async ({ dt, ref, interval }) => {
    for (const target of TARGETS) {
      const net = new Network({ dt: ms(dt), target, ...quiet })
      const asTime = net.neuronGroup(1, 'v : 1', { threshold: 'True', refractory: ms(ref) })
      const asText = net.neuronGroup(1, 'ref : second', { threshold: 'True', refractory: 'ref' })
      asText.ref.set(ms(ref))
      const monitors = [net.spikeMonitor(asTime), net.spikeMonitor(asText)]
      await net.run(ms(3.5 * interval * dt))
      for (const spikes of monitors) expect(single(spikeSteps(spikes, dt))).toEqual([interval])
    }
  },
)

test.each([
  { ref: 5, steps: [9, 68, 127, 186, 245] },
  { ref: 2, steps: [9, 38, 67, 96, 125, 154, 183, 212, 241] },
])('a frozen potential moves again in the step of the release: $ref ms', async ({ ref, steps }) => {
  for (const target of TARGETS) {
    const net = new Network({ target })
    const neurons = net.neuronGroup(1, 'dv/dt = 1/ms : 1 (unless refractory)', {
      threshold: 'v > 0.95',
      reset: 'v = 0',
      refractory: ms(ref),
      method: 'euler',
    })
    const spikes = net.spikeMonitor(neurons)
    const states = net.stateMonitor(neurons, ['v', 'not_refractory'], { record: true })
    await net.run(ms(25))
    expect(spikeSteps(spikes)).toEqual(steps)
    if (ref !== 5) continue
    const free = samples(states, 'not_refractory')
    expect(free.slice(0, 10)).toEqual(new Array(10).fill(1))
    expect(free.slice(10, 60)).toEqual(new Array(50).fill(0))
    expect(free.slice(60, 69)).toEqual(new Array(9).fill(1))
    const v = samples(states, 'v')
    expect(v.slice(8, 13).map(value => Number(value.toFixed(9)))).toEqual([0.8, 0.9, 0, 0, 0])
    expect(v.slice(58, 62).map(value => Number(value.toFixed(9)))).toEqual([0, 0, 0.1, 0.2])
  }
})

test.each([
  { flag: ' (unless refractory)', steps: [69, 188, 307] },
  { flag: '', steps: [69, 139, 209, 279, 349] },
])('integration of the exact kind obeys the flag "unless refractory":$flag', async ({ flag, steps }) => {
  const net = new Network()
  const neurons = net.neuronGroup(1, `dv/dt = (2 - v)/(10*ms) : 1${flag}`, {
    threshold: 'v > 1',
    reset: 'v = 0',
    refractory: ms(5),
    method: 'exact',
  })
  const spikes = net.spikeMonitor(neurons)
  await net.run(ms(40))
  expect(spikeSteps(spikes)).toEqual(steps)
})

test.each(TARGETS)(
  'code is ignored for a refractory neuron where its variable is frozen: %s',
  async target => {
    const net = new Network({ target })
    const driver = net.neuronGroup(1, 'x : 1', { threshold: 'True', reset: '' })
    const neurons = net.neuronGroup(1, 'dv/dt = 0/ms : 1 (unless refractory)\nu : 1', {
      threshold: 'v > 1',
      reset: 'v = 0',
      refractory: ms(1),
      method: 'euler',
    })
    const synapses = net.synapses(driver, neurons, { onPre: 'v += 0.6; u += 1' })
    synapses.connect()
    const spikes = net.spikeMonitor(neurons)
    const states = net.stateMonitor(neurons, ['v', 'u'], { record: true, when: 'end' })
    await net.run(ms(3))
    expect(spikeSteps(spikes)).toEqual([2, 14, 26])
    expect(samples(states, 'v').slice(0, 4)).toEqual([0.6, 1.2, 0, 0])
    expect(neurons.u.values()[0]).toBe(30)
  },
)

test.each(TARGETS)('values from outside always count, numbers and text alike: %s', async target => {
  const net = new Network({ target })
  const neurons = net.neuronGroup(3, 'dv/dt = 0/ms : 1 (unless refractory)', {
    threshold: 'v < 1',
    refractory: ms(5),
    method: 'euler',
    reset: '',
  })
  await net.run(ms(1))
  expect(Array.from(neurons.not_refractory.values())).toEqual([0, 0, 0])
  neurons.v.set('7 + i')
  neurons.v.at('i == 1').set('20')
  neurons.v.at(2).set(30)
  expect(Array.from(neurons.v.values())).toEqual([7, 20, 30])
})

test.each(TARGETS)('code at intervals is ignored for refractory neurons: %s', async target => {
  const net = new Network({ target })
  const neurons = net.neuronGroup(2, 'dv/dt = 0/ms : 1 (unless refractory)\nu : 1\nspikes : boolean', {
    threshold: 'spikes',
    refractory: ms(1),
    method: 'euler',
    reset: '',
  })
  neurons.spikes.set([true, false])
  neurons.runRegularly('v += 1; u += 1')
  await net.run(ms(1))
  // Neuron 0 spikes in step 0, after the code has run once.
  expect(Array.from(neurons.v.values())).toEqual([1, 10])
  expect(Array.from(neurons.u.values())).toEqual([10, 10])
})

test.each(TARGETS)(
  '"refractory while": only a spike begins it, only the condition ends it: %s',
  async target => {
    const net = new Network({ target })
    const neurons = net.neuronGroup(1, 'dv/dt = 1/ms - 2*int(v>1.5)/(0.1*ms) : 1', {
      threshold: 'v > 0.95',
      refractory: 'v >= 0.95',
      reset: '',
      method: 'euler',
    })
    const spikes = net.spikeMonitor(neurons)
    const states = net.stateMonitor(neurons, ['v', 'not_refractory'], { record: true })
    await net.run(ms(6))
    expect(spikeSteps(spikes)).toEqual([9, 29, 49])
    const free = samples(states, 'not_refractory')
    expect(free.slice(9, 18)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 1])
    expect(samples(states, 'v')[15]).toBe(1.5000000000000002)
  },
)

test.each(TARGETS)("'True' is for ever; a boolean variable can be the condition: %s", async target => {
  const net = new Network({ target })
  const options = { threshold: 'True', reset: '' }
  const forEver = net.neuronGroup(1, 'x : 1', { ...options, refractory: 'True' })
  const held = net.neuronGroup(1, 'hold : boolean', { ...options, refractory: 'hold' })
  held.hold.set(true)
  const monitors = [net.spikeMonitor(forEver), net.spikeMonitor(held)]
  await net.run(ms(1))
  held.hold.set(false)
  await net.run(ms(0.3))
  expect(monitors.map(spikes => spikeSteps(spikes))).toEqual([[0], [0, 10, 11, 12]])
})

test.each(TARGETS)('a period that changes during the refractory time counts at once: %s', async target => {
  const net = new Network({ target })
  const neurons = net.neuronGroup(2, 'ref : second', { threshold: 'True', reset: '', refractory: 'ref' })
  neurons.ref.set(ms([5, 0.5]))
  const spikes = net.spikeMonitor(neurons)
  await net.run(ms(2))
  neurons.ref.set(ms([1, 50]))
  await net.run(ms(2))
  const [shorter, longer] = spikeStepsOfEach(spikes)
  // Neuron 0 has waited for 2 ms, more than the new period, and is free at once; neuron 1 spiked last in step 15.
  expect(shorter).toEqual([0, 20, 30])
  expect(longer).toEqual([0, 5, 10, 15])
})

test.each(TARGETS)('a period may depend on the index, the time and the last spike: %s', async target => {
  const net = new Network({ target })
  const byIndex = net.neuronGroup(2, 'x : 1', { threshold: 'True', reset: '', refractory: '(1 + i)*ms' })
  const byTime = net.neuronGroup(1, 'x : 1', { threshold: 'True', reset: '', refractory: '1*ms + lastspike' })
  const [first, other] = [net.spikeMonitor(byIndex), net.spikeMonitor(byTime)]
  await net.run(ms(8))
  expect(spikeStepsOfEach(first)).toEqual([
    [0, 10, 20, 30, 40, 50, 60, 70],
    [0, 20, 40, 60],
  ])
  expect(spikeSteps(other)).toEqual([0, 10, 30, 70])
})

test.each(TARGETS)('a neuron can begin refractory: lastspike is set before the run: %s', async target => {
  const net = new Network({ target })
  const neurons = net.neuronGroup(2, 'x : 1', { threshold: 'True', reset: '', refractory: ms(1) })
  expect(Array.from(neurons.lastspike.in(second))).toEqual([-1e4, -1e4])
  expect(Array.from(neurons.not_refractory.values())).toEqual([1, 1])
  neurons.lastspike.set(ms([-0.5, -20]))
  const spikes = net.spikeMonitor(neurons)
  await net.run(ms(1.2))
  expect(spikeStepsOfEach(spikes)).toEqual([[5], [0, 10]])
})

test.each(TARGETS)(
  'in the reset, lastspike is the time of the spike and the neuron is refractory: %s',
  async target => {
    const net = new Network({ target })
    const neurons: NeuronGroup = net.neuronGroup(
      1,
      'dv/dt = 1/ms : 1 (unless refractory)\nlast : second\nnow : second\nfree : boolean',
      {
        threshold: 'v > 0.95',
        reset: 'v = 0; last = lastspike; now = t; free = not_refractory',
        refractory: ms(2),
        method: 'euler',
      },
    )
    neurons.state('free').set(true)
    await net.run(ms(1.5))
    expect(neurons.state('last').valueIn(second)).toBe(9 * 1e-4)
    expect(neurons.state('now').valueIn(second)).toBe(9 * 1e-4)
    expect(neurons.state('free').values()[0]).toBe(0)
    expect(neurons.state('v').values()[0]).toBe(0)
  },
)

test.each(TARGETS)('event code may write lastspike and not_refractory: %s', async target => {
  const net = new Network({ target })
  const neurons = net.neuronGroup(1, 'x : 1', {
    threshold: 'True',
    // Looks as if the neuron had spiked 4 ms earlier.
    reset: 'lastspike = lastspike - 4*ms',
    refractory: ms(5),
  })
  const spikes = net.spikeMonitor(neurons)
  await net.run(ms(4))
  expect(single(spikeSteps(spikes))).toEqual([10])
})

test('a constant period that is no multiple of the step is cut down, with one message', async () => {
  const net = new Network({ dt: ms(0.07), namespace: { ref: ms(5) } })
  const options = { threshold: 'True', reset: '' }
  net.neuronGroup(1, 'x : 1', { ...options, refractory: ms(5), name: 'first' })
  net.neuronGroup(1, 'x : 1', { ...options, refractory: '1*ms + ref', name: 'second' })
  net.neuronGroup(1, 'x : 1', { ...options, refractory: ms(5), dt: ms(0.5), name: 'third' })
  net.neuronGroup(1, 'x : 1', { ...options, refractory: 's', namespace: { s: second(Infinity) } })
  await net.run(ms(1))
  await net.run(ms(1))
  const cut = net.messages.filter(({ code }) => code === 'refractory-period-cut')
  expect(cut.map(({ text }) => text)).toEqual([
    'the refractory period of `first`, 5 ms, is not a multiple of the time step of 70 us; 4.97 ms is used',
    'the refractory period of `second`, 6 ms, is not a multiple of the time step of 70 us; 5.95 ms is used',
  ])
  net.setTimeStep(ms(0.01))
  await net.run(ms(0.1))
  expect(net.messages.filter(({ code }) => code === 'refractory-period-cut')).toHaveLength(2)
})

test.each(TARGETS)('an infinite period never ends: %s', async target => {
  const net = new Network({ target })
  const neurons = net.neuronGroup(1, 'x : 1', {
    threshold: 'True',
    reset: '',
    refractory: second(Infinity),
  })
  const spikes = net.spikeMonitor(neurons)
  await net.run(ms(5))
  expect(spikeSteps(spikes)).toEqual([0])
})

async function randomIntervals(target: 'js' | 'wasm'): Promise<number[]> {
  const net = new Network({ target, seed: 4 })
  const neurons = net.neuronGroup(200, 'x : 1', {
    threshold: 'True',
    reset: '',
    refractory: '(1 + 2*rand())*ms',
  })
  const spikes = net.spikeMonitor(neurons)
  await net.run(ms(105))
  return spikeStepsOfEach(spikes).flatMap(steps => intervalsOf(steps).slice(0, 30))
}

test('a random period is drawn once for each spike: intervals have its distribution', async () => {
  const intervals = await randomIntervals('js')
  expect(await randomIntervals('wasm')).toEqual(intervals)
  expect(intervals).toHaveLength(6000)
  // Whole steps in 10 to 30 steps: each of 20 intervals with the same probability.
  const counts = new Map<number, number>()
  for (const interval of intervals) counts.set(interval, (counts.get(interval) ?? 0) + 1)
  expect([...counts.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, k) => 10 + k))
  const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 300) ** 2 / 300, 0)
  // 19 degrees of freedom: exceeded by one seed in a thousand.
  expect(chiSquare).toBeLessThan(43.8)
})

test.each(TARGETS)('a random condition is drawn in every step: %s', async target => {
  const net = new Network({ target, seed: 8 })
  const neurons = net.neuronGroup(2000, 'x : 1', {
    threshold: 'True',
    reset: '',
    refractory: 'rand() < 0.8',
  })
  const spikes = net.spikeMonitor(neurons)
  await net.run(ms(10))
  const intervals = spikeStepsOfEach(spikes).flatMap(steps => intervalsOf(steps).slice(0, 2))
  const mean = intervals.reduce((sum, interval) => sum + interval, 0) / intervals.length
  // Geometric with p = 0.2, mean 5, deviation sqrt(20); about 4000 of them.
  expect(Math.abs(mean - 5)).toBeLessThan(4 * Math.sqrt(20 / intervals.length))
})
