import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ms } from '../units/units.js'
import { autoCorrelogram, crossCorrelogram } from './correlogram.js'

const lags = { bin: ms(1), reach: ms(3) }

test('by hand: who follows is at positive lags', () => {
  const { lag, pairs } = crossCorrelogram(ms([10, 20]), ms([12, 19]), lags)
  expect(Array.from(lag.in(ms), value => Math.round(value))).toEqual([-3, -2, -1, 0, 1, 2, 3])
  expect(Array.from(pairs)).toEqual([0, 0, 1, 0, 0, 1, 0])
})

test('a lag on an edge counts half on both sides', () => {
  const { pairs } = crossCorrelogram(ms([10]), ms([10.5]), lags)
  expect(Array.from(pairs)).toEqual([0, 0, 0, 0.5, 0.5, 0, 0])
  // The outermost half bin of the reach.
  expect(Array.from(crossCorrelogram(ms([10]), ms([13.5]), lags).pairs)).toEqual([0, 0, 0, 0, 0, 0, 0.5])
})

test('a spike makes no pair with itself, but with another at the same time', () => {
  expect(Array.from(autoCorrelogram(ms([5, 7]), lags).pairs)).toEqual([0, 1, 0, 0, 0, 1, 0])
  expect(Array.from(autoCorrelogram(ms([5, 5]), lags).pairs)).toEqual([0, 0, 0, 2, 0, 0, 0])
})

const train = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 30 }).map(steps =>
  Float64Array.from(
    steps.sort((a, b) => a - b),
    step => step * 1e-4,
  ),
)

test('swapping the trains mirrors the lags; one train is its own mirror', () => {
  fc.assert(
    fc.property(train, train, (a, b) => {
      expect(Array.from(crossCorrelogram(b, a, lags).pairs).reverse()).toEqual(
        Array.from(crossCorrelogram(a, b, lags).pairs),
      )
      const own = Array.from(autoCorrelogram(a, lags).pairs)
      expect([...own].reverse()).toEqual(own)
    }),
  )
})

test('with a reach beyond the trains every pair counts once', () => {
  fc.assert(
    fc.property(train, train, (a, b) => {
      const { pairs } = crossCorrelogram(a, b, { bin: ms(1), reach: ms(50) })
      expect(pairs.reduce((sum, count) => sum + count, 0)).toBe(a.length * b.length)
    }),
  )
})

test('a reach of nothing is refused', () => {
  expect(() => autoCorrelogram(ms([1]), { bin: ms(1), reach: ms(0) })).toThrow('the reach of a correlogram')
})
