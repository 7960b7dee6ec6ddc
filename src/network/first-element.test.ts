import { expect, test } from 'vitest'
import { Hz, Network, ms, mV } from '../index.js'
import { describeNetwork } from '../io/index.js'

const EQUATIONS = `
  dv/dt = (drive - v)/(10*ms) + 6*mV*xi/sqrt(10*ms) : volt (unless refractory)
  drive = 12*mV + 5*mV*randn() : volt (constant over dt)
  w : 1
`
/** Neurons that draw random numbers wherever they can, from a number on. */
async function some(target: 'wasm' | 'js', size: number, firstElement?: number) {
  const net = new Network({ dt: ms(0.1), seed: 8, target })
  const part = firstElement === undefined ? {} : { firstElement }
  const neurons = net.neuronGroup(size, EQUATIONS, {
    ...{
      threshold: 'v > 15*mV',
      reset: 'v = -3*mV*rand()',
      refractory: '1*ms + 2*ms*rand()',
      method: 'euler',
    },
    ...part,
    events: { chance: 'rand() < 0.004' },
  })
  neurons.v.set('10*mV*rand()')
  neurons.w.set('randn()')
  neurons.runOnEvent('chance', 'v += 2*mV*randn()')
  neurons.runRegularly('w += rand()', { dt: ms(1) })
  net.poissonInput(neurons, 'v', { n: 20, rate: Hz(50), weight: mV(0.2) })
  const [spikes, events] = [net.spikeMonitor(neurons), net.eventMonitor(neurons, 'chance')]
  await net.run(ms(100))
  const trains = (monitor: typeof spikes) =>
    monitor.trains().map(train => Array.from(train.values as Float64Array))
  return {
    v: Array.from(neurons.v.values()),
    w: Array.from(neurons.w.values()),
    spikes: trains(spikes),
    events: trains(events),
  }
}

test.each(['wasm', 'js'] as const)('parts of a group have the bits of the whole (%s)', async target => {
  const whole = await some(target, 70, 0)
  expect(whole.spikes.flat().length).toBeGreaterThan(100)
  expect(whole.events.flat().length).toBeGreaterThan(100)
  const parts = [await some(target, 1, 0), await some(target, 32, 1), await some(target, 37, 33)]
  for (const what of ['v', 'w', 'spikes', 'events'] as const)
    expect(parts.flatMap(part => part[what] as unknown[])).toEqual(whole[what])
})

test('a first element that cannot be is refused', () => {
  const net = new Network()
  for (const firstElement of [-1, 0.5, 2 ** 31 - 2])
    expect(() => net.neuronGroup(3, 'v : 1', { firstElement })).toThrow('the first element of')
  net.neuronGroup(3, 'v : 1', { firstElement: 4 })
  expect(() => describeNetwork(net)).toThrow('a part of a larger group')
})
