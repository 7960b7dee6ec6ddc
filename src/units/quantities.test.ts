import { expect, test } from 'vitest'
import type { RheobaseError } from '../errors/rheobase-error.js'
import { quantities } from './quantities.js'
import { quantity } from './parse-quantity.js'
import { mV, ms, um2 } from './units.js'

test('constants stand on lines, or side by side, and use those before them', () => {
  const found = quantities`
    area = ${um2(20_000)}     # of the whole cell; not of the soma
    Cm = 1*uF/cm**2*area;  gl = 5e-5*siemens/cm**2*area

    El = -60*mV; n = 2**3   # a plain number
    E2 = El + ${mV}*${2};
  `
  expect(Object.keys(found)).toEqual(['area', 'Cm', 'gl', 'El', 'n', 'E2'])
  expect(found.Cm?.value).toBe(quantity`1*uF/cm**2`.times(um2(20_000)).value)
  expect(found.gl?.toString()).toBe('10. nS')
  expect(found.n?.value).toBe(8)
  expect(Number(found.E2?.in(mV))).toBeCloseTo(-58, 12)
  expect(quantities``).toEqual({})
})

test('what is put in may be a list, and what is put into a comment counts for nothing', () => {
  const found = quantities`a = ${ms([1, 2])}*2  # ${3}; b = 4`
  expect(Object.keys(found)).toEqual(['a'])
  expect(found.a?.equals(ms([2, 4]))).toEqual([true, true])
})

test.each([
  ['tau = 20*msec; b = 1', 'unknown-unit', 'tau = 20*msec; b = 1\n           ^^^^'],
  ['a = 1; a = 2', 'name-taken', '`a` has a value already\n  a = 1; a = 2\n         ^'],
  ['mV = 3', 'name-taken', '`mV` has a meaning in every quantity'],
  ['pi = 3', 'name-taken', '`pi` has a meaning'],
  ['a = b; b = 1', 'unknown-unit', 'b'],
  ['20*ms', 'quantity-syntax', 'a constant is written `name = value`'],
  ['a =; b = 1', 'quantity-syntax', 'a =; b = 1\n     ^'],
  ['a = 1 2', 'quantity-syntax', 'an operator is missing'],
  ['a = 1*mV + 2*ms', 'dimension-mismatch', 'cannot add 1. mV and 2. ms'],
])('%s is refused', (text, code, message) => {
  const wrong = (): unknown => quantities(Object.assign([text], { raw: [text] }))
  expect(wrong).toThrow(message)
  expect(wrong).toThrow(expect.objectContaining({ code }) as RheobaseError)
})

test('a value where a name is expected is refused', () => {
  expect(() => quantities`${ms(1)} = 3`).toThrow('a constant is written `name = value`')
})
