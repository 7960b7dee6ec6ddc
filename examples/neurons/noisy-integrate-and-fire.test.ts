import { expect, test } from 'vitest'
import { mV } from 'rheobase'
import { coefficientOfVariation } from 'rheobase/analysis'
import { MEANS, rateInTheory, run } from './noisy-integrate-and-fire.js'

const { spikes, copies, rates, picture } = await run({ scale: 0.25 })

test('the formula without noise is that of the leaky neuron', () => {
  // tau log((mu - Vr)/(mu - theta)) and the refractory period, for a deviation that has nearly gone; 28 mV of mean input.
  const interval = 0.002 + 0.02 * Math.log((28 - 10) / (28 - 20))
  expect(rateInTheory(28, mV(0.05))).toBeCloseTo(1 / interval, 1)
})

test('rates are those of the formula', () => {
  // Differences of more than 4 standard errors happen once in 15,000 comparisons by chance.
  rates().forEach(({ rate, error }, k) => {
    expect(Math.abs(rate - rateInTheory(MEANS[k] ?? NaN)) / error, `mean ${String(MEANS[k])}`).toBeLessThan(4)
  })
})

test('noise makes a neuron irregular whose mean input does not reach the threshold', () => {
  const variation = (mean: (typeof MEANS)[number]): number => {
    const k = MEANS.indexOf(mean)
    const each = spikes
      .trains()
      .slice(k * copies, (k + 1) * copies)
      .map(coefficientOfVariation)
    return each.reduce((sum, value) => sum + value, 0) / copies
  }
  expect(variation(14)).toBeGreaterThan(0.7)
  expect(variation(28)).toBeLessThan(0.45)
})

test('draws simulation and formula', async () => {
  const svg = await picture()
  for (const text of ['Mean input (mV)', 'formula', 'CV of intervals']) expect(svg).toContain(text)
})
