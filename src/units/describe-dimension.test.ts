import fc from 'fast-check'
import { expect, test } from 'vitest'
import { baseUnitText, describeDimension, unscaledSymbol } from './describe-dimension.js'
import { dimension, dimensionless, power, quotient, sameDimension, time, voltage } from './dimension.js'
import { baseUnitForEquations } from './equation-units.js'
import { parseQuantity } from './parse-quantity.js'

test('describes for messages', () => {
  expect(describeDimension(voltage)).toBe('volt (m^2 kg s^-3 A^-1)')
  expect(describeDimension(dimension({ A: 1 }))).toBe('amp (A)')
  expect(describeDimension(dimensionless)).toBe('dimensionless (1)')
})

test.each([
  ['volt', 'volt'],
  ['1', '1'],
  ['siemens/metre**2', 'siemens/metre**2'],
  ['siemens/cm**2', 'siemens/metre**2'],
  ['farad/metre**2', 'farad/metre**2'],
  ['amp/metre**2', 'amp/metre**2'],
  ['ohm*metre', 'ohm*metre'],
  ['volt**2', 'volt**2'],
  ['metre**2', 'metre**2'],
  ['1/second', 'hertz'],
  ['volt/second', 'volt/second'],
  ['volt/second**0.5', 'volt/second**0.5'],
  ['second**-0.5', 'second**-0.5'],
  ['mM', 'mmolar'],
  ['ohm*farad', 'second'],
  ['siemens/volt', 'siemens/volt'],
  ['metre/second', 'metre/second'],
  ['metre**2/second', 'metre**2/second'],
  ['volt/amp/second**4', 'metre**2*kilogram*second**-7*amp**-2'],
])('%s is %s as the unit of a variable', (text, unit) => {
  expect(baseUnitText(parseQuantity(text).dimension)).toBe(unit)
})

const exponent = fc.integer({ min: -3, max: 3 })

test('is a legal unit text of the same dimension', () => {
  fc.assert(
    fc.property(exponent, exponent, exponent, exponent, exponent, (m, kg, s, A, mol) => {
      const wanted = dimension({ m, kg, s, A, mol })
      const text = baseUnitText(wanted)
      const back = parseQuantity(text)
      expect(sameDimension(back.dimension, wanted)).toBe(true)
      expect(back.value).toBe(1)
      for (const name of text.match(/[a-z]+/gi) ?? []) expect(baseUnitForEquations(name).kind).toBe('unit')
    }),
  )
})

test('symbols of units without scale', () => {
  expect(unscaledSymbol(voltage)).toBe('V')
  expect(unscaledSymbol(power(voltage, 2))).toBe('V^2')
  expect(unscaledSymbol(dimension({ m: -3, mol: 1 }))).toBe('mM')
  expect(unscaledSymbol(dimension({ s: -1 }))).toBe('Hz')
  expect(unscaledSymbol(quotient(voltage, time))).toBe('m^2 kg s^-4 A^-1')
})
