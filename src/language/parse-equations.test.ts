import { expect, test } from 'vitest'
import { parseEquations } from './parse-equations.js'
import { printEquation } from './print-equations.js'

const parse = (text: string): ReturnType<typeof parseEquations> => parseEquations({ name: 'equations', text })
const codesOf = (text: string): string[] => parse(text).diagnostics.map(({ code }) => code)

test.each([
  ['dv/dt = -v/tau : volt (unless refractory)', ['dv/dt = -v/tau : volt (unless refractory)']],
  ['I = g*v : amp\ntau : second (constant, shared)', ['I = g*v : amp', 'tau : second (constant, shared)']],
  ['dv / dt=-v:1', ['dv/dt = -v : 1']],
  ['ddx/dt = x : 1', ['ddx/dt = x : 1']],
  ['dxdt = 1 : 1', ['dxdt = 1 : 1']],
  ['on : boolean\nk : integer', ['on : boolean', 'k : integer']],
  ['', []],
  ['\n # nothing : 1\n\n', []],
  [
    'x = a # first : 1\n  + b :# unit\n  volt\n  (shared,\n   constant over  dt)',
    ['x = a + b : volt (shared, constant over dt)'],
  ],
  ['x\n=\na\n:\n1', ['x = a : 1']],
  ['x =\ny : 1', ['x = y : 1']],
  ['x = (a\n+ b) : 1', ['x = a + b : 1']],
  ['x = a : 1\r\ny : 1\r\n', ['x = a : 1', 'y : 1']],
  ['dv/dt = x : 1\n(unless refractory)', ['dv/dt = x : 1 (unless refractory)']],
  ['dx/dt = -x/t1 : 1 (event-driven)', ['dx/dt = -x/t1 : 1 (event-driven)']],
])('reads %j', (text, printed) => {
  const { equations, diagnostics } = parse(text)
  expect(diagnostics).toEqual([])
  expect(equations.map(printEquation)).toEqual(printed)
})

test('a differential equation, a subexpression and a parameter', () => {
  const text = 'dv/dt = -v/tau : volt (unless refractory)\nI = 2*v : volt\ntau : second'
  const { equations } = parse(text)
  expect(equations).toMatchObject([
    {
      kind: 'differential',
      name: 'v',
      type: 'float',
      dimension: { m: 2, kg: 1, s: -3, A: -1 },
      flags: [{ name: 'unless refractory' }],
    },
    { kind: 'subexpression', name: 'I' },
    { kind: 'parameter', name: 'tau', dimension: { s: 1 } },
  ])
  const slice = ({ start, end }: { start: number; end: number }): string => text.slice(start, end)
  expect(
    equations.map(({ nameSpan, unitSpan, span }) => [slice(nameSpan), slice(unitSpan), slice(span)]),
  ).toEqual([
    ['v', 'volt', 'dv/dt = -v/tau : volt (unless refractory)'],
    ['I', 'volt', 'I = 2*v : volt'],
    ['tau', 'second', 'tau : second'],
  ])
  expect('expression' in (equations[2] ?? {})).toBe(false)
})

test.each([
  ['dv/dt = -(v/tau : volt', 'unclosed-parenthesis', 'syntax'],
  ['dv/dt = -v)/tau : volt', 'unopened-parenthesis', 'syntax'],
  ['dv/dt = : volt', 'expected-operand', 'syntax'],
  ['x = a b : 1', 'missing-operator', 'syntax'],
  ['x = a : b : 1', 'not-a-unit', 'equation'],
  ['I = 3*v', 'missing-unit', 'equation'],
  ['I = 3*v :', 'missing-unit', 'equation'],
  ['I = 3*v\nx : 1', 'missing-unit', 'equation'],
  ['I :\ndv/dt = 1 : 1', 'missing-unit', 'equation'],
  ['v', 'not-an-equation', 'equation'],
  ['3 : 1', 'not-an-equation', 'equation'],
  ['v + 1 = 2 : 1', 'not-an-equation', 'equation'],
  ['dv/dt -v : 1', 'not-an-equation', 'equation'],
  ['v += 1 : 1', 'not-an-equation', 'equation'],
  ["v' = -v : 1", 'derivative-spelling', 'equation'],
  ['d v/dt = -v : 1', 'derivative-spelling', 'equation'],
  ['dv/dT = -v : 1', 'derivative-spelling', 'equation'],
  ['v/dt = -v : 1', 'derivative-spelling', 'equation'],
  ['v : 1; w : 1', 'after-unit', 'equation'],
  ['v : volt constant', 'after-unit', 'equation'],
  ['v : volt + volt', 'after-unit', 'equation'],
  ['v : 1 (constant) (shared)', 'after-unit', 'equation'],
])('%j is refused: %s', (text, code, kind) => {
  expect(parse(text).diagnostics).toMatchObject([{ code, kind }])
})

test('finds the mistakes of all equations, in order, with the variable they belong to', () => {
  const { equations, diagnostics } = parse(`
    dv/dt = (a < b < c)/tau : volt
    I = 3*v
    d v/dt = 3 : volt
    x : mV
    y = 3 mV
      + 4 : volt
    good : 1
    w : volt constant
  `)
  expect(diagnostics.map(({ code, within }) => [code, within])).toEqual([
    ['chained-comparison', 'v'],
    ['missing-unit', 'I'],
    ['not-a-unit', 'x'],
    ['missing-operator', 'y'],
    ['after-unit', 'w'],
  ])
  expect(equations.map(({ name }) => name)).toEqual(['good'])
})

test('the place of a missing unit is behind the equation', () => {
  expect(parse('dv/dt = 1 : 1\nI = 3*v # no unit\n').diagnostics[0]).toMatchObject({
    span: { start: 21, end: 21 },
  })
  expect(codesOf('I = 3*v # no unit\n')).toEqual(['missing-unit'])
})
