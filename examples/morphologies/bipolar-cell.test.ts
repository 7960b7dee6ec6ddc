import { expect, test } from 'vitest'
import { mV } from 'rheobase'
import { run } from './bipolar-cell.js'

const { traces, picture } = await run()
/** How far the soma of each cell comes above rest, in mV. */
const [one = NaN, together = NaN, apart = NaN] = [0, 1, 2].map(
  k => Math.max(...traces.trace('v', k).in(mV)) + 65,
)

test('inputs on both dendrites raise the soma more than as many on one', () => {
  expect(one).toBeGreaterThan(0.5)
  expect(together).toBeLessThan(0.9 * 2 * one)
  expect(apart).toBeGreaterThan(1.1 * together)
})

test('on both sides they add up, or nearly', () => {
  expect(apart).toBeGreaterThan(0.9 * 2 * one)
  expect(apart).toBeLessThan(2 * one)
})

test('draws the three cells', async () => {
  const svg = await picture()
  for (const text of ['one on each', 'v of the soma (mV)']) expect(svg).toContain(text)
})
