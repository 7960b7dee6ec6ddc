import { expect, test } from 'vitest'
import { ms } from 'rheobase'
import { coefficientOfVariation } from 'rheobase/analysis'
import { rateInTheory, run } from './brunel.js'

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

test('draws some spikes and the rate of all', async () => {
  const svg = await picture()
  for (const text of ['2000 neurons', 'g = 5', 'Rate (Hz)']) expect(svg).toContain(text)
})
