import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RheobaseError } from '../errors/rheobase-error.js'
import { DimensionError } from './dimension-error.js'
import { printDimension } from './dimension.js'
import { parseQuantity, parseUnit, quantity } from './parse-quantity.js'
import { Quantity } from './quantity.js'
import { cm, mS, mV, ms } from './units.js'

test.each([
  ['uF*cm**-2', 0.01],
  ['1*uF/cm**2', 0.009999999999999998],
  ['msiemens*cm**-2', 10],
  ['30*mS/cm2', 300],
  ['20000*um**2', 2e-8],
  ['0.1*mV + 0.2*mV', 0.00030000000000000003],
  ['0.3*mV', 0.0003],
  ['123.456789*mV', 0.123456789],
  ['10*ms', 0.01],
  ['-(3+0.5)*mV', -0.0035],
  ['100*mS/cm**2', 1000],
  ['2*pi*1*Hz', 2 * Math.PI],
  ['-2**2', -4],
  ['2**-1', 0.5],
  ['2**3**2', 512],
  ['10**-3', 1e-3],
  ['1/(2*kHz)', 0.0005],
  ['1/3*ms', (1 / 3) * 1e-3],
  ['(273.15 + 37)*kelvin', 310.15],
  ['mV', 0.001],
  ['-mV', -0.001],
  ['+5*mV', 0.005],
  ['1/ms', 1000],
  ['3', 3],
  ['.5e1*mV', 0.005],
  ['5.*mV', 0.005],
  ['mV**0.5*mV**0.5', Math.sqrt(0.001) * Math.sqrt(0.001)],
  ['20. * msecond', 0.02],
  ['8.3144598*joule/mole/kelvin', 8.3144598],
  ['3*mV - 1*volt', 0.003 - 1],
  ['inf*volt', Infinity],
  ['5*cm2*metre', 5 * 1e-4],
])('%s is %d in SI units', (text, value) => {
  expect(parseQuantity(text).value).toBe(value)
})

test.each([
  ['3.5 mV', 3.5 * 1e-3, 'm^2 kg s^-3 A^-1'],
  ['-3.5 mV', -3.5 * 1e-3, 'm^2 kg s^-3 A^-1'],
  ['1.5 msecond', 0.0015, 's'],
  ['100. uS/(cm^2)', 1, 'm^-4 kg^-1 s^3 A^2'],
  ['3. m^2 kg s^-4 A^-1', 3, 'm^2 kg s^-4 A^-1'],
  ['0.02 mm^2', 0.02 * 1e-6, 'm^2'],
  ['3 J/(mol K)', 3, 'm^2 kg s^-2 K^-1 mol^-1'],
  ['1.e-04 nA/(um^2)', 0.1, 'm^-2 A'],
  ['2. mM', 2, 'm^-3 mol'],
  ['1. Mg', 1000, 'kg'],
  ['inf V', Infinity, 'm^2 kg s^-3 A^-1'],
  ['3 s^-0.5', 3, 's^-0.5'],
])('%s, as quantities print, is %d', (text, value, dimension) => {
  expect(parseQuantity(text).value).toBe(value)
  expect(printDimension(parseQuantity(text).dimension)).toBe(dimension)
})

test.each([
  ['[1 2 3] nA', [1e-9, 2e-9, 3 * 1e-9]],
  ['[   0.    1. 1000.] mV', [0, 0.001, 1]],
  ['[1.e+00 1.e+04] mV', [0.001, 10]],
  ['[ 1. -2.] mV', [0.001, -0.002]],
  ['[1, 2, 3]*mV', [0.001, 0.002, 0.003]],
  ['[1*mV, 2*volt]', [0.001, 2]],
  ['array([1., 2.]) * mvolt', [0.001, 0.002]],
  ['[1 + 1, 2]', [2, 2]],
  ['[1 -2]', [1, -2]],
  ['[]', []],
  ['[5] mV', [0.005]],
])('%s is the array %j', (text, values) => {
  expect(Array.from(parseQuantity(text).values as Float64Array)).toEqual(values)
})

test.each([
  ['3*mVV', 'name', 'no unit is called `mVV`. Did you mean `mV`', '    ^^^'],
  ['3*mv', 'name', '`mV`', '    ^^'],
  ['3*mV + 1', 'dimension', 'cannot add 3. mV and 1.', '       ^'],
  ['0 + 3*mV', 'dimension', 'cannot add', '    ^'],
  ['3*mV)', 'syntax', '`)` closes nothing', '      ^'],
  ['(3*mV', 'syntax', '`(` is never closed', '  ^'],
  ['3*', 'syntax', 'the quantity ends where a number or a unit is needed', '    ^'],
  ['', 'syntax', 'empty text', '  ^'],
  ['  ', 'syntax', 'empty text', '    ^'],
  ['3mV', 'syntax', '`3*mV`', '   ^^'],
  ['mV^2', 'syntax', '`**`, not `^`', '    ^'],
  ['3 mV + 2 mV', 'syntax', '3*mV + 2*mV', '       ^'],
  ['3 * 4 mV', 'syntax', 'an operator is missing before `mV`', '        ^^'],
  ['exp(3)', 'syntax', 'functions such as `exp(…)`', '  ^^^'],
  ['3*exp(3)', 'syntax', 'functions such as `exp(…)`', '    ^^^'],
  ['20*celsius', 'type', 'kelvin', '     ^^^^^^^'],
  ['true', 'type', 'truth value', '  ^^^^'],
  ['2**mV', 'dimension', 'exponent', '   ^^'],
  ['[1, 2*mV]', 'type', 'not both', '  ^'],
  ['[1 2 ... 3] mV', 'syntax', 'shortened list', '       ^^^'],
  ['3*µV', 'syntax', 'written `u`', '    ^'],
  ['3*mV; 4', 'syntax', '`;` has no place', '      ^'],
  ['[1, 2] + [1, 2, 3]', 'value', 'arrays of 2 and 3', '         ^'],
  ['(3 mV)*2', 'syntax', 'an operator is missing before `mV`', '     ^^'],
  ['array(3)', 'syntax', 'a list is needed', '        ^'],
  ['7 // 2', 'syntax', '`//` is not part', '    ^^'],
  ['5 % 2', 'syntax', '`%` is not part', '    ^'],
  ['3 xyz', 'name', 'xyz', '    ^^^'],
  ['ms**1000', 'value', 'power of ten', '    ^^'],
  ['[1 - 2]*mV + [1', 'syntax', 'never closed', '               ^'],
])('refuses %j: %s, %s', (text, kind, message, carets) => {
  let error: unknown
  try {
    parseQuantity(text)
  } catch (caught) {
    error = caught
  }
  if (!(error instanceof RheobaseError)) throw new Error(`no error of ours: ${String(error)}`)
  expect(error.kind).toBe(kind)
  expect(error.message).toContain(message)
  expect(error.message.split('\n').map(line => line.trimEnd())).toContain(carets)
  expect(error instanceof DimensionError).toBe(kind === 'dimension')
})

test('shows the line of a text of several lines', () => {
  expect(() => parseQuantity('3*mV +\n  4*xyz')).toThrow('\n    4*xyz\n      ^^^')
})

test('of a long line only the surroundings are shown', () => {
  const text = `${'1 + '.repeat(1000)}1*xyz${' + 1'.repeat(1000)}`
  expect(() => parseQuantity(text)).toThrow(/\n {2}….{60}xyz( \+ 1)+.*…\n {63}\^\^\^/)
})

test('refuses deep nesting instead of exhausting the stack', () => {
  for (const open of ['(', '-', '2**', '['])
    expect(() => parseQuantity(open.repeat(100_000))).toThrow('nested more than')
  expect(() => parseQuantity(`3 ${'('.repeat(100_000)}`)).toThrow(RheobaseError)
  expect(() => parseQuantity(`3 V ${'('.repeat(100_000)}`)).toThrow('nested more than')
})

test('reads units', () => {
  expect(parseUnit('msiemens/cm**2').scale).toBe(1)
  expect(parseUnit('um**2/ms').value).toBe(1e-9)
  expect(parseUnit('1').value).toBe(1)
  expect(parseUnit('1/second').dimension.s).toBe(-1)
  expect(Array.from(parseUnit('msiemens/cm**2')([0.3, 36]).values)).toEqual([3, 360])
  expect(() => parseUnit('2*mV')).toThrow('this is the quantity 2 mV, not a unit')
  expect(() => parseUnit('2')).toThrow('not a unit')
})

test('template text takes quantities, units and numbers', () => {
  expect(quantity`100*mS/cm**2`.value).toBe(1000)
  expect(quantity`${3}*${mV} + ${mV(2)}`.value).toBe(0.005)
  expect(quantity`2*${mS}/${cm}**2`.value).toBe(20)
  expect(quantity`${mV([1, 2])}*2`.length).toBe(2)
  expect(() => quantity`${ms(3)} + 1*mV`).toThrow('cannot add 3. ms and 1. mV\n  (3. ms) + 1*mV\n          ^')
})

test('no text crashes or hangs', () => {
  // prettier-ignore
  const word = fc.constantFrom(
    '3', '2.5e3', 'mV', 'ms', 'pi', 'cm', '*', '/', '**', '+', '-', '(', ')', '[', ']', ',', ' ', ' ', '^', 'array', 'xyz', '...', '%', 'inf',
  )
  const text = fc.oneof(
    fc.array(word, { maxLength: 12 }).map(words => words.join('')),
    fc.string(),
  )
  fc.assert(
    fc.property(text, text => {
      try {
        expect(parseQuantity(text)).toBeInstanceOf(Quantity)
      } catch (error) {
        if (!(error instanceof RheobaseError)) throw error
        expect(error.kind).not.toBe('internal')
      }
    }),
    { numRuns: 5000 },
  )
})

test('reads what quantities print, up to the printed digits', () => {
  const unit = fc.constantFrom(mV, ms, mS.per(cm.power(2)), mV.per(ms))
  const number = fc.double({ min: 0.01, max: 1000, noNaN: true })
  fc.assert(
    fc.property(fc.oneof(number, fc.array(number, { minLength: 1 })), unit, (values, unit) => {
      const printed = new Quantity(values, unit.dimension).toString()
      expect(parseQuantity(printed).toString()).toBe(printed)
    }),
  )
})

test('a quantity on a later line is no unit, and the caret stands under it', () => {
  expect(() => parseUnit('\n-2')).toThrow('\n  -2\n  ^^')
  expect(() => parseUnit('\n')).toThrow(RheobaseError)
})
