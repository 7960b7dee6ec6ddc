import { expect, test } from 'vitest'
import type { Diagnostic } from './diagnostics/diagnostic.js'
import { buildEquationSystem, type BuiltEquationSystem } from './equation-system.js'
import { parseEquations } from './parse-equations.js'

const build = (text: string): BuiltEquationSystem =>
  buildEquationSystem(parseEquations({ name: 'equations', text }).equations)
const found = (text: string): readonly Diagnostic[] => build(text).diagnostics

test('sorts equations by kind, and subexpressions by dependency', () => {
  const { system } = build(`
    dv/dt = (I + gain - v)/tau : volt
    I = b*s + a : volt
    b = 2*a + v : volt
    s = sin(2*pi*f*t) : 1
    a = 1*mV : volt
    gain : volt
  `)
  const names = (equations: readonly { name: string }[] = []): string[] => equations.map(({ name }) => name)
  expect(names(system?.differential)).toEqual(['v'])
  expect(names(system?.subexpressions)).toEqual(['a', 's', 'b', 'I'])
  expect(names(system?.parameters)).toEqual(['gain'])
  expect([...(system?.byName.keys() ?? [])]).toEqual(['v', 'I', 'b', 's', 'a', 'gain'])
  expect([...(system?.identifiers() ?? [])].sort()).toEqual(['f', 'mV', 'pi', 'sin', 't', 'tau'])
})

test('the empty text is a model without variables', () => {
  expect(build('').system?.byName.size).toBe(0)
})

test('a variable has one definition', () => {
  const [duplicate] = found('dv/dt = -v/tau : volt\nv : volt')
  expect(duplicate).toMatchObject({
    code: 'duplicate-variable',
    kind: 'equation',
    span: { start: 22, end: 23 },
    related: [{ span: { start: 1, end: 2 } }],
  })
})

test.each([
  ['dt : second', 'illegal-name', 'syntax'],
  ['dt/dt = 1 : 1', 'illegal-name', 'syntax'],
  ['d_x/dt = 1/ms : 1', 'illegal-name', 'syntax'],
  ['mV : volt', 'illegal-name', 'syntax'],
  ['dk/dt = 1/ms : integer', 'derivative-not-float', 'type'],
  ['db/dt = 1/ms : boolean', 'derivative-not-float', 'type'],
  ['x = xi : 1', 'noise-outside-derivative', 'equation'],
  ['x = xi_1 : 1', 'noise-outside-derivative', 'equation'],
  ['dv/dt = xi/sqrt(tau) : 1\ndu/dt = xi/sqrt(tau) : 1', 'noise-in-several-equations', 'equation'],
  ['a = b : 1\nb = a : 1', 'circular-subexpressions', 'value'],
  ['a = 2*a : 1', 'circular-subexpressions', 'value'],
])('%j is refused: %s', (text, code, kind) => {
  expect(found(text)).toMatchObject([{ code, kind }])
  expect(build(text).system).toBeUndefined()
})

test('noise may be common under one name, and occur twice in one equation', () => {
  expect(found('dv/dt = xi_c/sqrt(tau) : 1\ndu/dt = xi_c/sqrt(tau) : 1')).toEqual([])
  expect(found('dv/dt = xi/sqrt(tau) + v*xi/sqrt(tau) : 1')).toEqual([])
})

test('a cycle is shown from its first equation on, without what only leads to it', () => {
  const [cycle] = found('z = a : 1\na = b + 1 : 1\nb = c*2 : 1\nc = a - d : 1\nd = 1 : 1')
  expect(cycle).toMatchObject({ facts: { cycle: ['a', 'b', 'c', 'a'] } })
  expect(found('a = 1 + a : 1')[0]).toMatchObject({ facts: { cycle: ['a', 'a'] } })
})

test('subexpressions and derivatives may use each other', () => {
  expect(found('dv/dt = I/tau : volt\nI = 2*v : volt')).toEqual([])
})
