import fc from 'fast-check'
import { expect, test } from 'vitest'
import { power, quotient, voltage, time, length, dimensionless } from './dimension.js'
import { namedUnit } from './named-units.js'
import { parseQuantity } from './parse-quantity.js'
import { printCode } from './print-code.js'
import { Quantity } from './quantity.js'
import { mV, ms, second, volt } from './units.js'

test('prints as code', () => {
  expect(printCode(ms(20))).toBe('20. * msecond')
  expect(printCode(ms(12.3456789012345))).toBe('12.3456789012345 * msecond')
  expect(printCode(mV([1, 2, 3]))).toBe('array([1., 2., 3.]) * mvolt')
  expect(printCode(volt(3).dividedBy(second))).toBe('3. * metre ** 2 * kilogram * second ** -4 * amp ** -1')
  expect(printCode(new Quantity(1 / 3, dimensionless))).toBe('0.3333333333333333')
  expect(printCode(mV(-65))).toBe('-65. * mvolt')
  expect(printCode(namedUnit('umetre2')(3))).toBe('3. * umetre2')
  expect(printCode(volt(-Infinity))).toBe('-inf * volt')
  expect(printCode(volt(0))).toBe('0. * volt')
})

const number = fc.oneof(
  fc.double(),
  fc.double({ min: -1000, max: 1000, noNaN: true }),
  fc
    .tuple(fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: -12, max: 3 }))
    .map(([a, b]) => Number(`${String(a)}e${String(b)}`)),
)
const someDimension = fc.constantFrom(
  voltage,
  time,
  power(length, 2),
  dimensionless,
  quotient(voltage, time),
  quotient(voltage, power(time, 0.5)),
)

test('code reads back to the same bits', () => {
  fc.assert(
    fc.property(fc.oneof(number, fc.array(number)), someDimension, (values, dimension) => {
      const quantity = new Quantity(values, dimension)
      const back = parseQuantity(printCode(quantity))
      expect(back.isScalar).toBe(quantity.isScalar)
      expect([back.values].flat()).toEqual([quantity.values].flat())
      expect(back.dimension).toEqual(quantity.length === 0 ? back.dimension : dimension)
    }),
    { numRuns: 2000 },
  )
})
