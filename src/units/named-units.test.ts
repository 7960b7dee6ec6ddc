import { expect, test } from 'vitest'
import { printDimension, sameDimension } from './dimension.js'
import { allUnitNames, isReservedUnitName, namedUnit, unitByName, unitBySymbol } from './named-units.js'
import { parseQuantity } from './parse-quantity.js'

const names = [...allUnitNames()]

test('there are 2097 different names, each of a unit', () => {
  expect(new Set(names).size).toBe(2097)
  expect(names.length).toBe(2097)
  expect(names.filter(name => unitByName(name) === undefined)).toEqual([])
})

test('1710 names are reserved in text', () => {
  expect(names.filter(isReservedUnitName).length).toBe(1710)
})

test.each(['flux', 'mole', 'gray', 'nmol', 'mM', 'cm3', 'cliter', 'dalitre', 'mV', 'metre2', 'kelvin3'])(
  '%s is reserved',
  name => {
    expect(isReservedUnitName(name)).toBe(true)
  },
)

test.each(['damp', 'hlux', 'mS', 'uV', 'pS', 'cmetre', 'dametre2'])(
  '%s is a unit, and free for variables',
  name => {
    expect(unitByName(name)).toBeDefined()
    expect(isReservedUnitName(name)).toBe(false)
  },
)

test.each([
  'v',
  'celsius',
  'kkelvin',
  'mkilogram',
  'liter2',
  'metre4',
  'mmV',
  'V',
  'm',
  '',
  'constructor',
  'toString',
  'mV2',
])('%s is no unit name', name => {
  expect(unitByName(name)).toBeUndefined()
  expect(isReservedUnitName(name)).toBe(false)
})

test.each([
  ['mV', 'mvolt', 'mV', -3, 'm^2 kg s^-3 A^-1'],
  ['um2', 'umetre2', 'um^2', -12, 'm^2'],
  ['pF', 'pfarad', 'pF', -12, 'm^-2 kg^-1 s^4 A^2'],
  ['cmetre3', 'cmetre3', 'cm^3', -6, 'm^3'],
  ['mmolar', 'mmolar', 'mM', 0, 'm^-3 mol'],
  ['mmolar2', 'mmolar2', 'mM^2', 0, 'm^-6 mol^2'],
  ['kgram', 'kgram', 'kg', 0, 'kg'],
  ['mliter', 'mliter', 'ml', -6, 'm^3'],
  ['dagram', 'dagram', 'dag', -2, 'kg'],
  ['Ymolar3', 'Ymolar3', 'YM^3', 81, 'm^-9 mol^3'],
  ['ysteradian', 'ysteradian', 'ysr', -24, '1'],
  ['meter', 'meter', 'm', 0, 'm'],
])('%s is %s, printed %s, a power of ten of %d in %s', (name, full, symbol, scale, dimension) => {
  const unit = namedUnit(name)
  expect([unit.name, unit.symbol, unit.scale, printDimension(unit.dimension)]).toEqual([
    full,
    symbol,
    scale,
    dimension,
  ])
  expect(unit.value).toBe(Number(`1e${String(scale)}`))
  expect(unitByName(full)).toBe(unit)
})

test('symbols that are read back are those that print', () => {
  for (const name of names) {
    const unit = namedUnit(name)
    if (unit.symbol.includes('^')) continue
    const found = unitBySymbol(unit.symbol)
    expect(found?.value).toBe(unit.value)
    expect(found !== undefined && sameDimension(found.dimension, unit.dimension)).toBe(true)
  }
})

test('no name reads as the symbol of another unit', () => {
  for (const name of names) {
    const found = unitBySymbol(name)
    if (found !== undefined)
      expect([found.scale, found.dimension]).toEqual([namedUnit(name).scale, namedUnit(name).dimension])
  }
})

test('the name of every unit reads as that unit', () => {
  for (const name of names) expect(parseQuantity(name).value).toBe(namedUnit(name).value)
})

test('an unknown name gives the nearest ones', () => {
  expect(() => namedUnit('mvolts')).toThrow('no unit is called `mvolts`. Did you mean `mvolt`')
  expect(() => namedUnit('celsius')).toThrow('kelvin')
  expect(() => namedUnit('qwertyuiop')).toThrow(/called `qwertyuiop`$/)
})
