import { expect, test } from 'vitest'
import { Hz, ms, mV } from '../units/units.js'
import { Network } from './network.js'

/** Ten neurons; 3 spikes in step 1, 2 in step 5, 1 in step 12, of 20 steps of 0.1 ms. */
async function recorded() {
  const net = new Network()
  const source = net.spikeGenerator(10, [0, 1, 2, 0, 1, 2], ms([0.1, 0.1, 0.1, 0.5, 0.5, 1.2]))
  const rates = net.populationRateMonitor(source)
  const spikes = net.spikeMonitor(source)
  await net.run(ms(2))
  return { net, rates, spikes }
}
const rounded = (values: number | ArrayLike<number>): number[] =>
  Array.from(values as ArrayLike<number>, value => Math.round(value * 100) / 100)

test('the rate of a population in bins: complete ones only, 0.6 ms at a step of 0.1 ms among them', async () => {
  const { rates } = await recorded()
  const inBins = (width: number): number[] => rounded(rates.binnedRate(ms(width)).rate.in(Hz))
  expect(inBins(0.2)).toEqual([1500, 0, 1000, 0, 0, 0, 500, 0, 0, 0])
  expect(inBins(0.5)).toEqual([600, 400, 200, 0])
  expect(inBins(0.6)).toEqual([833.33, 0, 166.67])
  expect(rounded(rates.binnedRate(ms(0.6)).t.in(ms))).toEqual([0, 0.6, 1.2])
})

test('the rates of neurons in bins since time 0; a spike in the incomplete last bin counts in none', async () => {
  const { spikes } = await recorded()
  const { t, rates } = spikes.binnedRate(ms(0.3))
  expect(rounded(t.in(ms))).toEqual([0, 0.3, 0.6, 0.9, 1.2, 1.5])
  expect(rates.length).toBe(10)
  expect(rounded(rates[2]?.in(Hz) ?? [])).toEqual([3333.33, 0, 0, 0, 3333.33, 0])
  expect(rounded(spikes.binnedRate(ms(0.9)).rates[2]?.in(Hz) ?? [])).toEqual([1111.11, 1111.11])
})

test('the rate of each neuron is smoothed as that of a population', async () => {
  const { spikes } = await recorded()
  const [first] = spikes.smoothRate('flat', ms(0.3))
  expect(rounded(first?.in(Hz) ?? []).slice(0, 8)).toEqual([
    3333.33, 3333.33, 3333.33, 0, 3333.33, 3333.33, 3333.33, 0,
  ])
})

test('bins off the grid, bins that are no time, and a changed time step are refused', async () => {
  const { net, rates, spikes } = await recorded()
  expect(() => rates.binnedRate(ms(0.25))).toThrow(
    expect.objectContaining({ kind: 'value', code: 'bin-off-grid' }),
  )
  expect(() => spikes.binnedRate(mV(1))).toThrow(expect.objectContaining({ kind: 'dimension' }))
  net.setTimeStep(ms(0.5))
  for (const work of [
    () => rates.binnedRate(ms(1)),
    () => rates.smoothRate('flat', ms(1)),
    () => spikes.binnedRate(ms(1)),
  ])
    expect(work).toThrow(expect.objectContaining({ kind: 'value', code: 'time-step-changed' }))
  rates.clear()
  await net.run(ms(2))
  expect(rates.binnedRate(ms(1)).rate.values).toHaveLength(2)
})

test('spikes and recorded values of each neuron, and the table of all', async () => {
  const net = new Network()
  const neurons = net.neuronGroup(3, 'dv/dt = (i+1)/ms : 1', {
    threshold: 'v > 0.25',
    reset: 'v = 0',
    method: 'euler',
  })
  const spikes = net.spikeMonitor(neurons, { variables: ['v'] })
  await net.run(ms(0.6))
  expect(Array.from(spikes.i)).toEqual([2, 1, 2, 0, 2, 1, 2, 2, 0, 1, 2])
  expect(spikes.valuesOfEach('v')[1]?.values).toEqual(Float64Array.of(0.4, 0.4, 0.4))
  expect(rounded(spikes.spikeTrains()[0]?.in(ms) ?? [])).toEqual([0.2, 0.5])
  expect(spikes.columns().map(({ name, unit, values }) => [name, unit, values.length])).toEqual([
    ['i', '1', 11],
    ['t', 'second', 11],
    ['v', '1', 11],
  ])
})
