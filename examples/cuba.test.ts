import { expect, test } from 'vitest'
import { ms, quantity } from 'rheobase'
import { coefficientOfVariation } from 'rheobase/analysis'
import cuba from './cuba.js'

const { run, neurons, spikes, picture } = await cuba({ values: { size: quantity`1000` } })
const { size } = neurons
await run()
const trains = spikes.trains().map(train => Array.from(train.in(ms)))

test('activity sustains itself at a few spikes per neuron and second', () => {
  // Vogels & Abbott 2005 and Brette et al. 2007 report 5 to 10 Hz.
  const rate = spikes.count / size
  expect(rate).toBeGreaterThan(2)
  expect(rate).toBeLessThan(15)
  expect(trains.flat().filter(time => time > 900).length).toBeGreaterThan(0.05 * size)
})

test('neurons spike irregularly', () => {
  const each = spikes
    .trains()
    .filter(({ length }) => length > 4)
    .map(coefficientOfVariation)
  expect(each.length).toBeGreaterThan(50)
  const mean = each.reduce((sum, value) => sum + value, 0) / each.length
  expect(mean).toBeGreaterThan(0.5)
})

test('no neuron spikes within its refractory period', () => {
  for (const train of trains) {
    train.slice(1).forEach((time, k) => {
      expect(time - (train[k] ?? NaN)).toBeGreaterThan(4.999)
    })
  }
})

test('draws its spikes', async () => {
  expect(await picture()).toContain(`Irregular activity of ${String(size)} integrate-and-fire neurons`)
})
