import { expect, expectTypeOf, test } from 'vitest'
import { units } from './all-units.js'
import { celsius } from './celsius.js'
import { dimension, dimensionless, isDimensionless } from './dimension.js'
import { parseQuantity } from './parse-quantity.js'
import { createUnit, isUnit, withPrefix, type Unit } from './unit.js'
import * as everyday from './units.js'
import { unitByName } from './named-units.js'

const { cm, cm2, joule, kelvin, kilogram, metre, mS, ms, mV, nA, second, uF, um, uS, volt } = everyday

test('units among themselves stay exact', () => {
  expect(uF.per(cm.power(2)).value).toBe(0.01)
  expect(uF.times(cm.power(-2)).value).toBe(0.01)
  expect(mS.per(cm2).value).toBe(10)
  expect(nA.per(um.power(2)).scale).toBe(3)
})

test('compound units print with parentheses where they are needed, and their names read back', () => {
  expect(uS.per(cm.power(2)).symbol).toBe('uS/(cm^2)')
  expect(uS.per(cm2).symbol).toBe('uS/(cm^2)')
  expect(volt.times(second).symbol).toBe('V s')
  expect(joule.per(kilogram.times(kelvin)).symbol).toBe('J/(kg K)')
  expect(second.power(-1).symbol).toBe('s^-1')
  expect(volt.times(second).name).toBe('volt * second')
  expect(uS.per(cm.power(2)).name).toBe('usiemens / (cmetre ** 2)')
  for (const unit of [
    uS.per(cm.power(2)),
    volt.times(second).power(2),
    mV.per(ms.times(metre)),
    second.power(-0.5),
  ]) {
    expect(parseQuantity(unit.name).value).toBe(unit.value)
    expect(parseQuantity(`1 ${unit.symbol}`).value).toBe(unit.value)
    expect(parseQuantity(`1 ${unit.symbol}`).dimension).toEqual(unit.dimension)
  }
})

test('a power must leave a whole power of ten', () => {
  expect(volt.power(0.5).value).toBe(1)
  expect(() => mV.power(0.5)).toThrow('whole power of ten')
  expect(() => mV.power(200)).toThrow('that a number can hold')
})

test('a quotient of equal dimensions is a dimensionless unit', () => {
  expect(isDimensionless(mV.per(volt).dimension)).toBe(true)
  expect(mV.per(volt).value).toBe(1e-3)
})

test('can be made', () => {
  const erg = createUnit({
    name: 'erg',
    symbol: 'erg',
    dimension: dimension({ m: 2, kg: 1, s: -2 }),
    scale: -7,
  })
  expect(erg(3).toString()).toBe('300. nJ')
  expect(withPrefix('m', erg).symbol).toBe('merg')
  expect(withPrefix('m', erg).value).toBe(1e-10)
  expect(() => withPrefix('q', erg)).toThrow('`q` is not an SI prefix')
  expect(() => createUnit({ name: 'x', symbol: 'x', dimension: dimensionless, scale: 0.5 })).toThrow(
    'whole power of ten',
  )
})

test('takes numbers and lists of numbers', () => {
  expect(Array.from(mV(Int32Array.of(1, 2)).values)).toEqual([0.001, 0.002])
  const call = (value: unknown): unknown => mV(value as number)
  expect(() => call('20')).toThrow('not the text "20"')
  expect(() => call([1, '2'])).toThrow('list with other things')
  expect(() => call(ms(3))).toThrow('has a unit already')
  expect(() => call(null)).toThrow('not object')
  expect(() => call(BigInt64Array.of(1n))).toThrow('takes a number')
})

test('cannot be changed, nor used with operators', () => {
  const changeable: { value: number } = mV
  expect(() => (changeable.value = 3)).toThrow()
  expect(() => 3 * (mV as unknown as number)).toThrow('write mvolt(20)')
  expect(String(mV)).toBe('mV')
  expect(isUnit(mV)).toBe(true)
  expect(isUnit(() => 3)).toBe(false)
  expect(isUnit(mV(3))).toBe(false)
})

test('constants with the names of units are these units', () => {
  for (const [name, unit] of Object.entries(everyday)) expect(unitByName(name)).toBe(unit)
})

test('all units are there by name', () => {
  expect(units.get('psiemens').value).toBe(1e-12)
  expect(units.get('mV')).toBe(mV)
  expect(units.find('nonsense')).toBeUndefined()
  expect(units.names().length).toBe(2097)
  expectTypeOf(units.get('dagram3')).toEqualTypeOf<Unit>()
  // @ts-expect-error no such unit
  expect(() => units.get('psiemes')).toThrow('Did you mean `psiemens`')
})

test('celsius explains itself', () => {
  for (const use of [
    () => celsius(20),
    () => celsius.value,
    () => kelvin(3).plus(celsius),
    () => kelvin(3).in(celsius),
    () => celsius.times(),
  ]) {
    expect(use).toThrow('add zeroCelsius')
  }
})
