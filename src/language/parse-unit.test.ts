import { expect, test } from 'vitest'
import { printDimension } from '../units/dimension.js'
import { parseEquations } from './parse-equations.js'

const parse = (unit: string): ReturnType<typeof parseEquations> =>
  parseEquations({ name: 'equations', text: `x : ${unit}` })

test.each([
  ['1', '1'],
  ['volt', 'm^2 kg s^-3 A^-1'],
  ['siemens/metre**2', 'm^-4 kg^-1 s^3 A^2'],
  ['1/second', 's^-1'],
  ['1/second/metre', 'm^-1 s^-1'],
  ['meter**-1', 'm^-1'],
  ['volt**0.5', 'm kg^0.5 s^-1.5 A^-0.5'],
  ['volt*second', 'm^2 kg s^-2 A^-1'],
  ['ohm*farad', 's'],
  ['Hz', 's^-1'],
  ['mM', 'm^-3 mol'],
  ['kgram', 'kg'],
  ['radian', '1'],
  ['metre ** +2', 'm^2'],
])('%s has the dimension %s', (unit, dimension) => {
  const { equations, diagnostics } = parse(unit)
  expect(diagnostics).toEqual([])
  expect(equations.map(equation => [equation.type, printDimension(equation.dimension)])).toEqual([
    ['float', dimension],
  ])
})

test.each(['boolean', 'integer'])('%s is a type without dimension', type => {
  expect(parse(type).equations).toMatchObject([{ type, dimension: { m: 0, s: 0 } }])
})

test.each([
  ['mV', 'not-a-unit', 'equation', 'volt'],
  ['molar', 'not-a-unit', 'equation', 'mmolar'],
  ['gram', 'not-a-unit', 'equation', 'kilogram'],
  ['metre2', 'not-a-unit', 'equation', 'metre**2'],
  ['volt2', 'not-a-unit', 'equation', 'volt**2'],
  ['vollt', 'not-a-unit', 'equation', 'volt'],
  ['millivoltz', 'not-a-unit', 'equation', 'siemens'],
  ['amp/cm**2', 'not-a-unit', 'equation', 'metre'],
])('%s is refused with advice that mentions %4$s', (unit, code, kind, mentioned) => {
  expect(parse(unit).diagnostics).toMatchObject([
    { code, kind, facts: { advice: expect.stringContaining(mentioned) as unknown } },
  ])
})

test.each([
  ['bool', 'type-name', 'type'],
  ['float', 'type-name', 'type'],
  ['2', 'number-as-unit', 'equation'],
  ['1.0', 'number-as-unit', 'equation'],
  ['1*volt', 'number-as-unit', 'equation'],
  ['volt*1', 'number-as-unit', 'equation'],
  ['volt*', 'unit-syntax', 'equation'],
  ['volt/\nsecond', 'unit-syntax', 'equation'],
  ['volt**second', 'unit-syntax', 'equation'],
  ['siemens/(metre**2)', 'unit-syntax', 'equation'],
  ['*volt', 'unit-syntax', 'equation'],
])('%j is no unit: %s', (unit, code, kind) => {
  expect(parse(unit).diagnostics[0]).toMatchObject({ code, kind })
})
