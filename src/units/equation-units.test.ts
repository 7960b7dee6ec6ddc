import { expect, test } from 'vitest'
import { baseUnitForEquations, EQUATION_UNIT_NAMES } from './equation-units.js'

test('the allowed names are units of value 1', () => {
  for (const name of EQUATION_UNIT_NAMES) {
    const found = baseUnitForEquations(name)
    expect(found.kind === 'unit' && found.unit.value).toBe(1)
  }
  expect(new Set(EQUATION_UNIT_NAMES).size).toBe(39)
})

test.each([
  ['mV', 'volt'],
  ['volt2', 'volt**2'],
  ['metre2', 'metre**2'],
  ['um2', 'metre**2'],
  ['umetre3', 'metre**3'],
  ['cm', 'metre'],
  ['molar', 'mmolar'],
  ['uM', 'mmolar'],
  ['gram', 'kilogram'],
  ['mgramme2', 'kilogram**2'],
  ['nS', 'siemens'],
  ['mS', 'siemens'],
  ['uV', 'volt'],
  ['kHz', 'hertz'],
  ['ms', 'second'],
  ['liter', 'metre**3'],
  ['mliter', 'metre**3'],
  ['bool', 'boolean'],
  ['int', 'integer'],
  ['Volt', 'volt'],
  ['siemes', 'siemens'],
])('instead of %s one writes %s', (name, instead) => {
  const found = baseUnitForEquations(name)
  expect(found.kind === 'advice' && found.instead).toBe(instead)
  expect(found.kind === 'advice' && found.advice).toContain(`\`${instead}\``)
})

test('for an unknown name all allowed ones are listed', () => {
  const found = baseUnitForEquations('furlong')
  expect(found.kind === 'advice' && found.instead).toBeUndefined()
  expect(found.kind === 'advice' && found.advice).toContain('amp, ampere, candle')
})
