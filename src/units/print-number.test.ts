import fc from 'fast-check'
import { expect, test } from 'vitest'
import { printNumber, printNumbers } from './print-number.js'

test.each<[number, string]>([
  [20, '20.'],
  [0, '0.'],
  [-0, '-0.'],
  [-2.5, '-2.5'],
  [1 / 3, '0.33333333'],
  [2 / 3, '0.66666667'],
  [0.001, '0.001'],
  [1e-4, '0.0001'],
  [0.99e-4, '9.9e-05'],
  [99999999, '99999999.'],
  [1e8, '1.e+08'],
  [123456789.123456, '1.23456789e+08'],
  [1.234567891e-5, '1.23456789e-05'],
  [9.99999999999e-5, '1.e-04'],
  [0.9999999999, '1.'],
  [5e-324, '5.e-324'],
  [Infinity, 'inf'],
  [-Infinity, '-inf'],
  [NaN, 'nan'],
])('%d prints as %s', (value, text) => {
  expect(printNumber(value)).toBe(text)
})

test('rounds half to even on the exact value', () => {
  expect(printNumber(0.5, 0)).toBe('0.')
  expect(printNumber(1.5, 0)).toBe('2.')
  expect(printNumber(2.5, 0)).toBe('2.')
  expect(printNumber(1 / 512, 8)).toBe('0.00195312')
  expect(printNumber(3 / 512, 8)).toBe('0.00585938')
  // 1.005 is a little below the decimal number.
  expect(printNumber(1.005, 2)).toBe('1.')
})

test('elements of an array share decimals and width', () => {
  expect(printNumbers([0, 1, 1000])).toBe('[   0.    1. 1000.]')
  expect(printNumbers([1, 10000])).toBe('[1.e+00 1.e+04]')
  expect(printNumbers([-1.5, 22.25, NaN])).toBe('[-1.50 22.25   nan]')
  expect(printNumbers([1.5e-7, -2])).toBe('[ 1.5e-07 -2.0e+00]')
  expect(printNumbers([1e-100, 1])).toBe('[1.e-100 1.e+000]')
  expect(printNumbers([])).toBe('[]')
})

test('long arrays are shortened', () => {
  expect(printNumbers(Float64Array.from({ length: 1001 }, (_, k) => k))).toBe(
    '[   0.    1.    2. ...  998.  999. 1000.]',
  )
})

test('with 17 decimals the text is the number', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), value => {
      const printed = Number(printNumber(value, 17))
      const scientific = Math.abs(value) >= 1e8 || Math.abs(value) < 1e-4
      // In the positional form 17 decimals are fewer than 17 digits of a number below 1; reading the text rounds once more.
      if (scientific) expect(printed).toBe(value)
      else expect(Math.abs(printed - value)).toBeLessThanOrEqual(0.5e-17 + Math.abs(value) * 2 ** -53)
    }),
  )
})
