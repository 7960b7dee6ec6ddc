import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Hz, ms } from '../units/units.js'
import { vanRossumDistance, victorPurpuraDistance } from './spike-train-distance.js'

test('Victor and Purpura by hand: shift what is near, replace what is far', () => {
  // At 100/s a shift of 1 ms costs 0.1, and one of 30 ms 3: deleting and adding costs 2.
  expect(victorPurpuraDistance(ms([10, 50]), ms([11, 80]), Hz(100))).toBeCloseTo(2.1, 9)
  expect(victorPurpuraDistance(ms([10, 50]), ms([11]), Hz(100))).toBeCloseTo(1.1, 9)
  expect(victorPurpuraDistance(ms([10, 50, 70]), ms([]), Hz(100))).toBe(3)
})

test('without cost of shifts only the numbers count', () => {
  expect(victorPurpuraDistance(ms([1, 2, 3]), ms([40]), Hz(0))).toBe(2)
})

test('van Rossum by hand: one spike and none, two far apart, two near', () => {
  expect(vanRossumDistance(ms([5]), ms([]), ms(10))).toBeCloseTo(Math.sqrt(0.5), 12)
  expect(vanRossumDistance(ms([5]), ms([5000]), ms(10))).toBeCloseTo(1, 12)
  expect(vanRossumDistance(ms([5]), ms([15]), ms(10))).toBeCloseTo(Math.sqrt(1 - Math.exp(-1)), 12)
  expect(vanRossumDistance(ms([-5000]), ms([-4990]), ms(10))).toBeCloseTo(Math.sqrt(1 - Math.exp(-1)), 12)
})

test('van Rossum is the integral over the squared difference of the two traces', () => {
  const [a, b, tau, dt] = [[3, 8, 21], [5, 22], 10, 0.001]
  let integral = 0
  for (let k = 0; k < 200 / dt; k++) {
    const t = (k + 0.5) * dt
    const trace = (times: readonly number[]): number =>
      times.reduce((sum, time) => sum + (t > time ? Math.exp((time - t) / tau) : 0), 0)
    integral += (trace(a) - trace(b)) ** 2 * dt
  }
  expect(vanRossumDistance(ms(a), ms(b), ms(tau))).toBeCloseTo(Math.sqrt(integral / tau), 5)
})

const train = fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 12 }).map(steps =>
  Float64Array.from(
    steps.sort((a, b) => a - b),
    step => step * 1e-4,
  ),
)

test.each([
  ['Victor and Purpura', (a: Float64Array, b: Float64Array) => victorPurpuraDistance(a, b, Hz(50))],
  ['van Rossum', (a: Float64Array, b: Float64Array) => vanRossumDistance(a, b, ms(10))],
])('%s: a metric', (_, distance) => {
  fc.assert(
    fc.property(train, train, train, (a, b, c) => {
      expect(distance(a, a)).toBeLessThan(1e-6)
      expect(distance(a, b)).toBeCloseTo(distance(b, a), 6)
      expect(distance(a, c)).toBeLessThanOrEqual(distance(a, b) + distance(b, c) + 1e-6)
    }),
  )
})

test('a negative cost and a tau of 0 are refused', () => {
  expect(() => victorPurpuraDistance(ms([]), ms([]), Hz(-1))).toThrow(
    'the cost of a shift must be at least 0',
  )
  expect(() => vanRossumDistance(ms([]), ms([]), ms(0))).toThrow('tau must be longer than 0')
  expect(() => vanRossumDistance(ms([]), ms([]), Hz(1))).toThrow('tau cannot be 1 Hz')
})
