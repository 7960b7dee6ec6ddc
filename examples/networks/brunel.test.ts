import { expect, test } from 'vitest'
import { ms, parseQuantity } from 'rheobase'
import { coefficientOfVariation } from 'rheobase/analysis'
import brunel, { rateInTheory, run } from './brunel.js'

const { spikes, size, picture } = await run({ scale: 0.4 })

test('the theory gives the rates of the paper', () => {
  // Figure 8 of the paper: 55.8 Hz in state B, 38.0 Hz in C, 6.5 Hz in D, for its 12,500 neurons.
  expect(rateInTheory(2.5, 6, 4)).toBeCloseTo(55.8, 1)
  expect(rateInTheory(2.5, 5, 2)).toBeCloseTo(38, 1)
  expect(rateInTheory(2.5, 4.5, 0.9)).toBeCloseTo(6.5, 1)
})

test('rate and irregularity of 2000 neurons are those of Brian 2', () => {
  // Brian 2.5.1 with the same network over twenty seeds (../peers/brunel.py): means, and standard deviations from seed to seed.
  const rate = Array.from(spikes.t.in(ms)).filter(time => time >= 100).length / size / 0.2
  const each = spikes
    .trains()
    .filter(({ length }) => length > 4)
    .map(coefficientOfVariation)
  const irregularity = each.reduce((sum, cv) => sum + cv, 0) / each.length
  expect(Math.abs(rate - 48.1146) / 5.2802).toBeLessThan(4)
  expect(Math.abs(irregularity - 1.0833) / 0.0299).toBeLessThan(4)
})

/** Rate, irregularity and synchrony of 5000 neurons after a tenth of a second. */
async function stateOf(g: number, input: number) {
  const values = { g: parseQuantity(String(g)), input: parseQuantity(String(input)) }
  const { network, spikes: all, size: neurons } = brunel({ values, seed: 1 })
  await network.run(ms(400))
  const late = all.trains().map(train => Array.from(train.in(ms)).filter(time => time >= 100))
  const variations = late.filter(({ length }) => length > 3).map(train => coefficientOfVariation(ms(train)))
  const inEachMillisecond = new Float64Array(300)
  for (const time of late.flat()) {
    const bin = Math.floor(time - 100)
    inEachMillisecond[bin] = (inEachMillisecond[bin] ?? 0) + 1
  }
  return {
    rate: late.flat().length / neurons / 0.3,
    irregularity: variations.reduce((sum, cv) => sum + cv, 0) / variations.length,
    synchrony: variationOf(inEachMillisecond),
  }
}
function variationOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) / mean
}

// Seen over seeds 1 and 2: rates 312, 58, 40 and 11 Hz where the theory for this size has 328, 60, 43 and 14 Hz; it neglects synchrony, which
// is strongest in A and D.
test.each([
  ['A: synchronous and regular, near the fastest rate there is', 3, 2, 0.07, [0, 0.05], [0.6, 1]],
  ['B: fast oscillations, irregular', 6, 4, 0.1, [0.8, 1.2], [0.3, 0.8]],
  ['C: asynchronous and irregular', 5, 2, 0.12, [0.55, 0.9], [0.3, 0.8]],
  ['D: slow oscillations, irregular, at a low rate', 4.5, 0.9, 0.35, [0.35, 0.7], [1.1, 2.5]],
] as const)('state %s', async (_, g, input, tolerance, irregular, synchronous) => {
  const { rate, irregularity, synchrony } = await stateOf(g, input)
  const theory = rateInTheory(1, g, input)
  expect(Math.abs(rate - theory) / theory).toBeLessThan(tolerance)
  expect(irregularity).toBeGreaterThanOrEqual(irregular[0])
  expect(irregularity).toBeLessThanOrEqual(irregular[1])
  expect(synchrony).toBeGreaterThanOrEqual(synchronous[0])
  expect(synchrony).toBeLessThanOrEqual(synchronous[1])
})

test('draws some spikes and the rate of all', async () => {
  const svg = await picture()
  for (const text of ['2000 neurons', 'g = 5', 'Rate (Hz)']) expect(svg).toContain(text)
})
