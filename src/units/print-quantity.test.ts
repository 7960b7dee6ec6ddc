import { expect, test } from 'vitest'
import { printBriefly, printQuantity } from './print-quantity.js'
import { parseQuantity } from './parse-quantity.js'
import { mV, ms, us } from './units.js'

test.each([
  ['20*us', '20 us'],
  ['0.1*ms', '100 us'],
  ['2.5*ms', '2.5 ms'],
  ['-70*mV', '-70 mV'],
  ['3*volt/second', '3 m^2 kg s^-4 A^-1'],
  ['1e-30*volt', '1e-06 yV'],
  ['0*mV', '0 V'],
  ['inf*ms', 'inf s'],
])('%s stands in a sentence as %s', (text, said) => {
  expect(printQuantity(parseQuantity(text))).toBe(said)
})

test('arrays, with a precision, and shortened', () => {
  expect(printQuantity(mV([1, 2, 3]))).toBe('[1 2 3] mV')
  expect(printQuantity(mV([1, 2.5]))).toBe('[1.0 2.5] mV')
  expect(printQuantity(ms(1 / 3), { precision: 2 })).toBe('0.33 ms')
  expect(printQuantity(us(1e8))).toBe('100 s')
  expect(printBriefly(mV([1, 2, 3, 4, 5, 6]))).toBe('[1 2 ... 5 6] mV')
})
