import { expect, test } from 'vitest'
import { Hz, Network, ms, second, type Quantity } from '../index.js'

const TARGETS = ['js', 'wasm'] as const

/** Standard normal number that a right generator exceeds once in 10 000 tests; seeds are fixed. */
const NORMAL_LIMIT = 3.719

/** The deviation of a count from its binomial distribution, in standard deviations. */
const deviation = (count: number, trials: number, p: number): number =>
  (count - trials * p) / Math.sqrt(trials * p * (1 - p))

/** Rates over blocks of neurons: low ones, none, some so high that each neuron is drawn, and an incomplete last block. */
const mixed = (size: number): number[] =>
  Array.from({ length: size }, (_, k) => (k < 1024 ? (k % 3) * 40 : k < 2048 ? 0 : k < 3072 ? 1500 : 5))

test('each neuron has the spikes of its own rate, whatever the others have', async () => {
  const net = new Network({ seed: 5, onMessage: () => undefined })
  const rates = mixed(3500)
  const spikes = net.spikeMonitor(net.poissonGroup(rates.length, Hz(rates)), { record: false })
  await net.run(second(1))
  const counts = [...spikes.countOfEach()]
  const classes = new Map<number, { count: number; neurons: number }>()
  rates.forEach((rate, neuron) => {
    const known = classes.get(rate) ?? { count: 0, neurons: 0 }
    classes.set(rate, { count: known.count + (counts[neuron] ?? NaN), neurons: known.neurons + 1 })
  })
  for (const [rate, { count, neurons }] of classes) {
    if (rate === 0) expect(count).toBe(0)
    else expect(Math.abs(deviation(count, neurons * 10_000, rate * 1e-4))).toBeLessThan(NORMAL_LIMIT)
  }
})

test('spikes of neighbours and of one neuron in time are independent', async () => {
  const net = new Network({ seed: 6 })
  const spikes = net.spikeMonitor(net.poissonGroup(200, Hz(400)))
  await net.run(second(5))
  const steps = Float64Array.from(spikes.t.in(ms), time => Math.round(time * 10))
  const { i } = spikes
  const p = 0.04
  let [neighbours, successors] = [0, 0]
  const latest = new Map<number, number>()
  steps.forEach((step, place) => {
    const neuron = i[place] ?? NaN
    if (i[place + 1] === neuron + 1 && steps[place + 1] === step) neighbours++
    if (latest.get(neuron) === step - 1) successors++
    latest.set(neuron, step)
  })
  expect(Math.abs(deviation(neighbours, 199 * 50_000, p * p))).toBeLessThan(NORMAL_LIMIT)
  expect(Math.abs(deviation(successors, 200 * 49_999, p * p))).toBeLessThan(NORMAL_LIMIT)
  // The lists of events ascend in each step, as those of all other thresholds.
  steps.forEach((step, place) => {
    if (steps[place + 1] === step) expect(i[place + 1]).toBeGreaterThan(i[place] ?? NaN)
  })
})

test('both targets draw the same spikes', async () => {
  const drawn = await Promise.all(
    TARGETS.map(async target => {
      const net = new Network({ target, seed: 7, onMessage: () => undefined })
      const rates = mixed(3500)
      const spikes = net.spikeMonitor(net.poissonGroup(rates.length, Hz(rates)))
      await net.run(ms(20))
      return [...spikes.i]
    }),
  )
  expect(drawn[0]?.length).toBeGreaterThan(100)
  expect(drawn[1]).toEqual(drawn[0])
})

test.each(TARGETS)(
  'rates that are changed between runs and by a network operation count at once (%s)',
  async target => {
    const net = new Network({ target, seed: 8, onMessage: () => undefined })
    const source = net.poissonGroup(10, Hz(0))
    const spikes = net.spikeMonitor(source)
    await net.run(ms(1))
    expect(spikes.count).toBe(0)
    const always: Quantity = Hz(20_000)
    source.rates.set(always)
    await net.run(ms(1))
    expect(spikes.count).toBe(100)
    net.networkOperation(t => {
      source.rates.set(t.value < 2.45e-3 ? Hz(0) : always)
    })
    await net.run(ms(1))
    expect(spikes.count).toBe(150)
  },
)

test('code that changes the rates in a run is seen, and each neuron is drawn then', async () => {
  const net = new Network({ seed: 9, onMessage: () => undefined })
  const source = net.poissonGroup(10, Hz(0))
  const spikes = net.spikeMonitor(source)
  const text = (): string => net.inspect().kernels
  expect(text()).toContain('from event to event')
  source.runRegularly('rates = 20*kHz*int(t > 0.55*ms)')
  expect(text()).not.toContain('from event to event')
  await net.run(ms(1))
  expect(spikes.count).toBe(40)
})

test('a threshold by chance of any neuron group goes the same way', async () => {
  const net = new Network({ seed: 10 })
  const group = net.neuronGroup(2000, 'chance : 1 (constant)', { threshold: 'rand() < chance' })
  group.chance.set('0.001*(1 + i % 2)')
  const spikes = net.spikeMonitor(group, { record: false })
  expect(net.inspect().kernels).toContain('from event to event')
  await net.run(second(1))
  const odd = [...spikes.countOfEach()].reduce((sum, count, neuron) => sum + (neuron % 2) * count, 0)
  expect(Math.abs(deviation(odd, 1000 * 10_000, 0.002))).toBeLessThan(NORMAL_LIMIT)
})
