import { expect, expectTypeOf, test } from 'vitest'
import { collectQuantities } from './collect-quantities.js'
import { dimensionless, power, quotient, time, voltage } from './dimension.js'
import { Quantity } from './quantity.js'
import { amp, kilogram, metre, ms, mV, radian, second, volt } from './units.js'

test('types tell scalars from arrays', () => {
  expectTypeOf(ms(20)).toEqualTypeOf<Quantity<number>>()
  expectTypeOf(ms(20).in(ms)).toEqualTypeOf<number>()
  expectTypeOf(mV([1, 2]).in(mV)).toEqualTypeOf<Float64Array>()
  expectTypeOf(ms(1).plus(ms(2)).value).toEqualTypeOf<number>()
  expectTypeOf(ms(1).times([1, 2])).toEqualTypeOf<Quantity<Float64Array>>()
  expectTypeOf(mV([1, 2]).dividedBy(ms).in(volt.per(second))).toEqualTypeOf<Float64Array>()
  expectTypeOf(ms(1).lessThan(ms)).toEqualTypeOf<boolean>()
  expectTypeOf(ms([1]).lessThan(ms(2))).toEqualTypeOf<boolean[]>()
  const any: readonly Quantity[] = [ms(1), mV([1])]
  expect(any.map(quantity => quantity.length)).toEqual([1, 1])
})

test('calling a unit multiplies by its value', () => {
  expect(mV(-60).value).toBe(-0.06)
  expect(Array.from(mV([1, 2.5]).values)).toEqual([0.001, 0.0025])
  expect(mV(0.1).plus(mV(0.2)).value).toBe(0.00030000000000000003)
})

test('does not change when the array it was made from does', () => {
  const given = Float64Array.of(1, 2)
  const made = new Quantity(given, voltage)
  given[0] = 5
  made.in(volt)
  expect(Array.from(mV([1]).in(mV).fill(7))).toEqual([7])
  expect(made.at(0).value).toBe(1)
})

test('products and powers combine dimensions', () => {
  expect(mV(3).times(ms(2)).dimension).toEqual({ ...voltage, s: -2 })
  expect(volt(3).dividedBy(second(2)).value).toBe(1.5)
  expect(volt(3).dividedBy(second(2)).dimension).toEqual(quotient(voltage, time))
  expect(mV(3).toPower(2).dimension).toEqual(power(voltage, 2))
  expect(volt(9).squareRoot().value).toBe(3)
  expect(volt(9).toPower(new Quantity([0.5], dimensionless)).value).toBe(3)
  expect(mV(3).dividedBy(mV).value).toBe(3)
  expect(mV(3).dividedBy(mV).dimension).toBe(dimensionless)
})

test('different dimensions do not add, and the message shows both sides', () => {
  expect(() => kilogram(3).plus(amp(3))).toThrow(
    'cannot add 3. kg and 3. A\n  left side   kilogram (kg)\n  right side  amp (A)',
  )
  expect(() => mV(3).lessOrEqual(1)).toThrow(
    /3\. mV with 1\.\n.*volt \(m\^2 kg s\^-3 A\^-1\)\n.*dimensionless \(1\)/,
  )
  expect(() => mV(3).plus(mV([1, 2, 3, 4, 5, 6, 7]).times(ms))).toThrow('[1. 2. ... 6. 7.]')
  expect(() => volt(1).equals(1)).toThrow('cannot compare')
})

test('plain zeros go with every dimension, zero seconds do not', () => {
  expect(mV(3).plus(0).value).toBe(0.003)
  expect(new Quantity(0, dimensionless).minus(mV(3)).dimension).toBe(voltage)
  expect(mV(3).greaterThan(0)).toBe(true)
  expect(mV([1, 2]).plus([0, 0]).dimension).toBe(voltage)
  expect(() => mV([1, 2]).plus([0, 1])).toThrow('cannot add')
  expect(() => mV(3).equals(second(0))).toThrow('cannot compare')
  expect(() => second(0).plus(mV(1))).toThrow('cannot add')
})

test('plain infinities go with every dimension in comparisons only', () => {
  expect(mV(3).lessThan(Infinity)).toBe(true)
  expect(mV([1, 2]).greaterThan([-Infinity, Infinity])).toEqual([true, false])
  expect(() => mV(3).plus(Infinity)).toThrow('cannot add')
  expect(() => mV(3).lessThan(NaN)).toThrow('cannot compare')
})

test('what is no number is not equal to a quantity', () => {
  const text: unknown = 'mV'
  expect(mV(3).equals(text as number)).toBe(false)
})

test('one exponent, without dimension', () => {
  expect(() => mV(3).toPower(new Quantity([1, 2], dimensionless))).toThrow('one exponent, not [1. 2.]')
  expect(() => mV(3).toPower(mV(3))).toThrow('must be dimensionless, not 3. mV')
})

test('the remainder has the sign of the divisor', () => {
  expect(ms(5).modulo(ms(3)).in(ms)).toBeCloseTo(2, 12)
  expect(second(-5).modulo(second(3)).value).toBe(1)
  expect(second(5).modulo(second(-3)).value).toBe(-1)
  expect(second(-6).modulo(second(3)).value).toBe(0)
})

test('arrays of different lengths do not go together', () => {
  expect(() => mV([1, 2, 3]).plus(mV([1, 2]))).toThrow('arrays of 3 and 2 values')
})

test('expresses in a unit, in SI units, and refuses the wrong unit', () => {
  expect(second(0.02).in(ms)).toBe(20)
  expect(second(0.02).in(ms(2))).toBe(10)
  expect(radian(3).value).toBe(3)
  expect(() => second(1).in(metre)).toThrow('cannot express 1. s in 1. m')
  expect(() => mV([1, 2]).value).toThrow('has 2 values')
})

test('elements and slices are quantities', () => {
  expect(mV([1, 2, 3]).at(-1).in(mV)).toBe(3)
  expect(mV([1, 2, 3]).slice(1).toString()).toBe('[2. 3.] mV')
  expect(() => mV([1, 2, 3]).at(3)).toThrow('no element 3')
  expect(() => mV(1).at(0)).toThrow('has no elements')
})

test('operators of JavaScript are refused, text is not', () => {
  expect(String(ms(20))).toBe('20. ms')
  const operand: unknown = ms(20)
  expect(() => (operand as number) * 2).toThrow('JavaScript operators do not work')
  expect(() => (operand as string) + 'x').toThrow('template string')
  expect(JSON.stringify({ tau: ms(20) })).toBe('{"tau":"20. * msecond"}')
})

test('refuses operands that are no numbers', () => {
  const text: unknown = '3'
  expect(() => ms(3).plus(text as number)).toThrow('not the text "3"')
})

test('a list of quantities is one array quantity', () => {
  expect(Array.from(collectQuantities([mV(1), volt(2)]).values)).toEqual([0.001, 2])
  expect(() => collectQuantities([mV(1), second(2)])).toThrow('one dimension')
  expect(() => collectQuantities([mV(1), 2])).toThrow('not both')
  expect(collectQuantities([1, 2]).dimension).toBe(dimensionless)
})
