import { expect, expectTypeOf, test } from 'vitest'
import { ms, mV } from '../units/units.js'
import type { Quantity } from '../units/quantity.js'
import { Network } from './network.js'
import { script, type ScriptInput } from './script.js'
import type { SpikeMonitor } from './spike-monitor.js'

const decay = script(({ values, settings }) => {
  const network = new Network({ dt: ms(0.5), seed: 4, ...settings })
  const neurons = network.neuronGroup(2, 'dv/dt = -v/(10*ms) : volt', { threshold: 'v > 1*volt', reset: '' })
  neurons.v.set(values.start ?? mV(1))
  const spikes = network.spikeMonitor(neurons)
  const picture = (theme?: 'light' | 'dark'): string => `${theme ?? 'light'} ${network.t.toString()}`
  return { network, neurons, spikes, duration: ms(20), picture }
})

test('what a script builds keeps its type, and runs for its duration', async () => {
  const { run, network, neurons, spikes, picture } = await decay()
  expectTypeOf(spikes).toEqualTypeOf<SpikeMonitor>()
  await run()
  expect(network.t.in(ms)).toBeCloseTo(20, 12)
  expect(neurons.v.at([0]).in(mV)[0]).toBeCloseTo(Math.exp(-2), 6)
  expect([picture(), picture('dark')]).toEqual(['light 20. ms', 'dark 20. ms'])
  expect(network.seed).toBe(4)
})

test('a program says what is to be otherwise, as the command does', async () => {
  const { run, network, neurons } = await decay({
    ...{ seed: 7, target: 'js', precision: 'single', threads: 1, duration: ms(10) },
    values: { start: mV(2) },
  })
  await run()
  expect([network.seed, network.target, network.precision]).toEqual([7, 'js', 'single'])
  expect(network.t.in(ms)).toBeCloseTo(10, 12)
  expect(neurons.v.at([0]).in(mV)[0]).toBeCloseTo(2 * Math.exp(-1), 5)
})

test('a protocol stays as it is, and so does what the command has no words for', async () => {
  interface Input extends ScriptInput {
    readonly pulses: readonly Quantity[]
  }
  const protocol = script(async ({ pulses, settings }: Input) => {
    const network = new Network({ seed: 1, ...settings })
    const neuron = network.neuronGroup(1, 'dv/dt = -v/(10*ms) : volt')
    await Promise.resolve()
    return {
      network,
      run: async options => {
        for (const pulse of pulses) {
          neuron.v.set(pulse)
          await network.run(ms(1), options)
        }
      },
    }
  })
  const { run, network } = await protocol({ pulses: [mV(1), mV(2), mV(3)] })
  await run({ profile: true })
  expect(network.t.in(ms)).toBeCloseTo(3, 12)
  expect(network.profile.length).toBeGreaterThan(0)
  expectTypeOf(protocol).parameter(0).toExtend<{ readonly pulses: readonly Quantity[] } | undefined>()
})

test('without a duration it is a second', async () => {
  const { run, network } = await script(({ settings }) => ({
    network: new Network({ dt: ms(1), ...settings }),
  }))()
  await run()
  expect(network.t.value).toBeCloseTo(1, 12)
})
