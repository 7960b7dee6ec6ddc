import { expect, test } from 'vitest'
import { ms } from '../units/units.js'
import { coefficientOfVariation, localVariation } from './coefficient-of-variation.js'

test('a clock does not vary', () => {
  const clock = ms([0, 5, 10, 15, 20])
  expect(coefficientOfVariation(clock)).toBeCloseTo(0, 12)
  expect(localVariation(clock)).toBeCloseTo(0, 12)
})

test('by hand: intervals of 1, 3, 1 and 3 ms', () => {
  const train = ms([0, 1, 4, 5, 8])
  // Mean 2, standard deviation 1; each contrast is 2/4, and 3 (1/2)^2 is 3/4.
  expect(coefficientOfVariation(train)).toBeCloseTo(0.5, 12)
  expect(localVariation(train)).toBeCloseTo(0.75, 12)
})

test('a change of the rate in the middle raises the global measure, and hardly the local one', () => {
  const slow = Array.from({ length: 20 }, (_, k) => 10 * k)
  const fast = Array.from({ length: 50 }, (_, k) => 200 + 2 * k)
  const train = ms([...slow, ...fast])
  expect(coefficientOfVariation(train)).toBeGreaterThan(0.8)
  expect(localVariation(train)).toBeLessThan(0.05)
})

test('a train of exponential intervals comes near to 1 in both', () => {
  // All quantiles of an exponential distribution, in the order of the powers of 620, which is a primitive root of 1009.
  let [time, rank] = [0, 1]
  const times = Array.from({ length: 1008 }, () => {
    rank = (rank * 620) % 1009
    time -= Math.log(1 - (rank - 0.5) / 1008)
    return time
  })
  expect(coefficientOfVariation(ms(times))).toBeCloseTo(1, 1)
  expect(localVariation(ms(times))).toBeCloseTo(1, 1)
})

test.each([[[]], [[1]], [[1, 2]]])('%j has fewer than two intervals, and no value', times => {
  expect(coefficientOfVariation(ms(times))).toBeNaN()
  expect(localVariation(ms(times))).toBeNaN()
})
