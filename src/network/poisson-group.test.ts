import { expect, test } from 'vitest'
import { Hz, kHz, mV, ms, Network, second } from '../index.js'

const TARGETS = ['js', 'wasm'] as const

test.each(TARGETS)('rates as text are asked in every step, with time and index (%s)', async target => {
  const net = new Network({ target })
  const source = net.poissonGroup(3, 'i*10*kHz*int(t > 0.15*ms)')
  const spikes = net.spikeMonitor(source)
  await net.run(ms(0.5))
  const steps = Array.from(spikes.t.in(ms), time => Math.round(time * 10))
  expect([...spikes.i]).toEqual([1, 2, 1, 2, 1, 2])
  expect(steps).toEqual([2, 2, 3, 3, 4, 4])
})

test('rates as numbers are a variable, which can be set by text, too', async () => {
  const net = new Network({ target: 'js', onMessage: () => undefined })
  const source = net.poissonGroup(4, Hz([0, 1, 2, 3]))
  expect([...source.rates.in(Hz)]).toEqual([0, 1, 2, 3])
  source.rates.set('10*kHz*i')
  const spikes = net.spikeMonitor(source)
  await net.run(ms(0.2))
  expect([...spikes.countOfEach()]).toEqual([0, 2, 2, 2])
  const byText = net.poissonGroup(2, '5*Hz')
  expect(() => {
    byText.rates.set(Hz(1))
  }).toThrow('read-only')
})

test('number and spread of spikes are those of a Poisson process, cut to one a step', async () => {
  const net = new Network({ target: 'wasm', seed: 11 })
  const spikes = net.spikeMonitor(net.poissonGroup(1000, Hz(50)), { record: false })
  await net.run(second(1))
  const counts = [...spikes.countOfEach()]
  const mean = counts.reduce((sum, count) => sum + count, 0) / 1000
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / 999
  // Four standard errors: the mean of 1000 counts of variance 49.75, and the variance of such counts.
  expect(Math.abs(mean - 50)).toBeLessThan(4 * Math.sqrt(49.75 / 1000))
  expect(Math.abs(variance - 49.75)).toBeLessThan(4 * 49.75 * Math.sqrt(2 / 999))
})

test('slot and order of the test count', () => {
  const net = new Network({ target: 'js' })
  const early = net.poissonGroup(1, kHz(10), { when: 'start', order: 3, name: 'early' })
  net.spikeMonitor(early)
  expect(net.inspect().schedule).toMatch(/start +3 +early_spike_thresholder/)
})

test('what is no longer a Poisson process is told once', async () => {
  const told: string[] = []
  const net = new Network({ target: 'js', onMessage: ({ code }) => told.push(code) })
  net.poissonGroup(1, Hz(900), { name: 'slow' })
  await net.run(ms(1))
  expect(told).toEqual([])
  net.poissonGroup(1, Hz(1100), { name: 'fast' })
  await net.run(ms(1))
  await net.run(ms(1))
  expect(told).toEqual(['rates-near-the-step'])
})

test('rates that are negative or no numbers are found before a run', async () => {
  for (const rate of [-1, NaN]) {
    const net = new Network({ target: 'js' })
    expect(() => net.poissonGroup(2, Hz([1, rate]))).toThrow('rate')
    const source = net.poissonGroup(2, Hz(1), { name: 'source' })
    source.rates.at(1).set(Hz(rate))
    await expect(net.run(ms(1))).rejects.toThrow(/rate of neuron 1 of `source`/)
    expect(net.t.value).toBe(0)
    source.rates.set(Hz(1))
    await net.run(ms(1))
  }
})

test.each<[string, (net: Network) => unknown, string, string]>([
  ['no sources', net => net.poissonGroup(0, Hz(1)), 'value', '0'],
  ['half a source', net => net.poissonGroup(2.5, Hz(1)), 'value', '2.5'],
  ['too many rates', net => net.poissonGroup(2, Hz([1, 2, 3])), 'value', '3'],
  ['rates of another unit', net => net.poissonGroup(2, mV(1)), 'dimension', 'expected'],
  ['a text of another unit', net => net.poissonGroup(2, '3*mV'), 'dimension', 'hertz'],
  ['a plain number', net => net.poissonGroup(2, 3 as never), 'dimension', 'Hz'],
  ['what is no rate', net => net.poissonGroup(2, {} as never), 'type', 'rate'],
])('refused: %s', (_, make, kind, words) => {
  let error: unknown
  try {
    make(new Network())
  } catch (thrown) {
    error = thrown
  }
  expect(error).toMatchObject({ kind, message: expect.stringContaining(words) as string })
})
