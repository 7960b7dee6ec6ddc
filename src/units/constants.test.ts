import { expect, test } from 'vitest'
import {
  constants2019,
  electricConstant,
  faradayConstant,
  gasConstant,
  magneticConstant,
  zeroCelsius,
} from './constants.js'
import * as constants from './constants.js'
import { sameDimension } from './dimension.js'
import { Quantity } from './quantity.js'
import { coulomb, joule, kelvin, metre, mole, newton, amp, farad, second, volt } from './units.js'

test('the thermal voltage of 27 degrees Celsius, to the last bit', () => {
  const thermal = gasConstant.times(kelvin(27).plus(zeroCelsius)).dividedBy(faradayConstant)
  expect(thermal.in(volt)).toBe(0.025864916813990172)
})

test('dimensions are those of their units', () => {
  expect(gasConstant.in(joule.per(mole.times(kelvin)))).toBe(8.3144598)
  expect(faradayConstant.in(coulomb.per(mole))).toBe(96485.33289)
  expect(electricConstant.in(farad.per(metre))).toBe(8.854187817e-12)
  expect(magneticConstant.in(newton.per(amp.power(2)))).toBe(1.2566370614359173e-6)
  const speed = electricConstant.times(magneticConstant).toPower(-0.5)
  expect(speed.in(metre.per(second))).toBeCloseTo(299792458, 0)
})

test('both sets have the same constants, nearly equal', () => {
  const before = Object.entries(constants).filter(([, value]) => value instanceof Quantity) as [
    string,
    Quantity<number>,
  ][]
  const after = new Map(Object.entries(constants2019))
  expect(before.length).toBe(10)
  expect(after.size).toBe(10)
  for (const [name, value] of before) {
    const newer = after.get(name)
    if (newer === undefined) throw new Error(name)
    expect(sameDimension(newer.dimension, value.dimension)).toBe(true)
    expect(Math.abs(newer.value / value.value - 1)).toBeLessThan(1e-6)
  }
  const { avogadroConstant, elementaryCharge, boltzmannConstant } = constants2019
  expect(avogadroConstant.value * elementaryCharge.value).toBeCloseTo(constants2019.faradayConstant.value, 9)
  expect(avogadroConstant.value * boltzmannConstant.value).toBeCloseTo(constants2019.gasConstant.value, 12)
})
