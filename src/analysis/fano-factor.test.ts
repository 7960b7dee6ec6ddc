import { expect, test } from 'vitest'
import { ms } from '../units/units.js'
import { fanoFactor, fanoFactorOfTrain } from './fano-factor.js'

test('by hand: 1, 3, 1, 3 have mean 2 and variance 1', () => {
  expect(fanoFactor([1, 3, 1, 3])).toBe(0.5)
})

test('of a train over windows of 10 ms: 2, 0, 1 spikes', () => {
  // Mean 1, variance 2/3.
  expect(fanoFactorOfTrain(ms([1, 2, 25]), { bin: ms(10), to: ms(30) })).toBeCloseTo(2 / 3, 12)
})

test('the same number everywhere does not vary', () => {
  expect(fanoFactor(Int32Array.of(4, 4, 4))).toBe(0)
})

test('has no value without spikes, or with a single number', () => {
  expect(fanoFactor([0, 0])).toBeNaN()
  expect(fanoFactor([5])).toBeNaN()
})
