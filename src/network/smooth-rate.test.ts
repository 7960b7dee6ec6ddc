import { expect, test } from 'vitest'
import { second } from '../units/dimension.js'
import { Quantity } from '../units/quantity.js'
import { smoothRate } from './smooth-rate.js'

/** Ten neurons, steps of 0.1 ms, 3 spikes in step 1, 2 in step 5, 1 in step 12. */
const rate = Float64Array.from({ length: 20 }, (_, step) => ({ 1: 3000, 5: 2000, 12: 1000 })[step] ?? 0)
const ms = (value: number): Quantity => new Quantity(value * 1e-3, second)
const smoothed = (window: 'flat' | 'gaussian' | number[], width?: number): number[] =>
  Array.from(
    smoothRate(rate, 1e-4, window, width === undefined ? undefined : ms(width)),
    value => Math.round(value * 1000) / 1000,
  )

test('a flat window has the odd number of steps nearest to its width', () => {
  expect(smoothed('flat', 0.1)).toEqual(Array.from(rate))
  for (const width of [0.2, 0.25, 0.3])
    expect(smoothed('flat', width).slice(0, 7)).toEqual([1000, 1000, 1000, 0, 666.667, 666.667, 666.667])
  expect(smoothed('flat', 0.5).slice(0, 8)).toEqual([600, 600, 600, 1000, 400, 400, 400, 400])
})

test('a Gaussian window is cut at two standard deviations', () => {
  expect(smoothed('gaussian', 0.1).slice(0, 5)).toEqual([732.604, 1207.86, 732.604, 272.443, 488.403])
})

test('weights are normalised', () => {
  expect(smoothed([1, 2, 1]).slice(0, 4)).toEqual([750, 1500, 750, 0])
})

test.each([
  [() => smoothed('gaussian'), 'type'],
  [() => smoothed([1, 1]), 'type'],
  [() => smoothed([1], 1), 'type'],
  [() => smoothed('flat', -1), 'value'],
] as const)('impossible windows are refused', (call, kind) => {
  expect(call).toThrow(expect.objectContaining({ kind }))
})
