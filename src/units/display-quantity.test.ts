import { expect, test } from 'vitest'
import { parseQuantity, parseUnit } from './parse-quantity.js'
import { displayQuantity } from './display-quantity.js'
import { Quantity } from './quantity.js'
import { dimension } from './dimension.js'
import { cm2, mV, ms, second, uS, volt } from './units.js'

test.each([
  ['0.00123456*volt', '1.23456 mV'],
  ['999*mV', '0.999 V'],
  ['99*mV', '99. mV'],
  ['1e5*pA', '100. nA'],
  ['123456*second', '123.456 ks'],
  ['5*cm', '50. mm'],
  ['20000*um**2', '0.02 mm^2'],
  ['1*liter', '0.001 m^3'],
  ['1000*gram', '1. kg'],
  ['1000*kilogram', '1. Mg'],
  ['[0, 1, 1000]*mV', '[   0.    1. 1000.] mV'],
  ['[1, 10000]*mV', '[1.e+00 1.e+04] mV'],
  ['0*mV', '0. V'],
  ['1/(3*second)', '0.33333333 Hz'],
  ['5*nS*mV', '5. pA'],
  ['3*volt/second', '3. m^2 kg s^-4 A^-1'],
  ['20*ms', '20. ms'],
  ['[1, 2, 3]*mV', '[1. 2. 3.] mV'],
  ['2*mM', '2. mM'],
  ['2*molar', '2. M'],
  ['3*becquerel', '3. Hz'],
  ['300*kelvin', '300. K'],
  ['3*radian', '3.'],
  ['2.5', '2.5'],
  ['[1, 2]', '[1. 2.]'],
  ['3*joule/(mole*kelvin)', '3. J/(mol K)'],
  ['3*watt/metre**2', '3. W/(m^2)'],
  ['inf*volt', 'inf V'],
  ['[inf, 20]*mV', '[inf 20.] mV'],
  ['nan*ms', 'nan s'],
  ['-20*ms', '-20. ms'],
  ['[]', '[]'],
])('%s prints as %s', (text, printed) => {
  expect(displayQuantity(parseQuantity(text))).toBe(printed)
})

test('prints in a unit asked for', () => {
  expect(displayQuantity(mV(10), { unit: volt })).toBe('0.01 V')
  expect(displayQuantity(ms(123123), { unit: second, precision: 2 })).toBe('123.12 s')
  expect(displayQuantity(volt(0.00123456), { precision: 2 })).toBe('1.23 mV')
  expect(displayQuantity(parseQuantity('10*uA/cm**2'), { unit: parseUnit('nA/um**2') })).toBe(
    '1.e-04 nA/(um^2)',
  )
  expect(displayQuantity(mV(5), { unit: mV(2) })).toBe('2.5 m^2 kg s^-3 A^-1')
  expect(displayQuantity(3, { precision: 2 })).toBe('3.')
  expect(displayQuantity([1, 2])).toBe('[1. 2.]')
  expect(mV(5).toString({ unit: volt })).toBe('0.005 V')
})

test('refuses a unit of another dimension', () => {
  expect(() => displayQuantity(mV(5), { unit: second })).toThrow(
    '5. mV cannot be expressed in s\n  quantity  volt (m^2 kg s^-3 A^-1)\n  unit      second (s)',
  )
})

test('chooses among units of the user only where no named unit has the dimension, and forgets them', () => {
  const density = parseQuantity('100*uS/cm**2')
  const registered = [uS.per(cm2), mV.per(ms)]
  expect(displayQuantity(density, { registered })).toBe('100. uS/(cm^2)')
  expect(displayQuantity(density)).toBe('1. m^-4 kg^-1 s^3 A^2')
  expect(displayQuantity(mV(3), { registered })).toBe('3. mV')
})

test('only the elements that print decide about the unit of a long array', () => {
  const values = new Float64Array(1001).fill(1e6)
  values.set([0.02, 0.02, 0.02], 0)
  values.set([0.02, 0.02, 0.02], 998)
  expect(displayQuantity(new Quantity(values, dimension({ s: 1 })))).toBe('[20. 20. 20. ... 20. 20. 20.] ms')
})
