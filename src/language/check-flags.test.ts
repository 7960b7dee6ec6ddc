import { expect, test } from 'vitest'
import { checkFlags, type OwnerKind } from './check-flags.js'
import type { Diagnostic } from './diagnostics/diagnostic.js'
import { parseEquations } from './parse-equations.js'

const LINES = { parameter: 'x : 1', differential: 'dx/dt = 1/ms : 1', subexpression: 'x = 1 : 1' }
type Line = keyof typeof LINES

function check(line: Line, flags: string, owner: OwnerKind = 'neuron-group'): readonly Diagnostic[] {
  return checkFlags(parseEquations({ name: 'equations', text: `${LINES[line]} (${flags})` }).equations, owner)
}
const allowed = (flag: string, owner: OwnerKind): string[] =>
  (['parameter', 'differential', 'subexpression'] as const).filter(
    line => check(line, flag, owner).length === 0,
  )

test.each<[OwnerKind, string, readonly Line[]]>([
  ['neuron-group', 'constant', ['parameter']],
  ['neuron-group', 'shared', ['parameter', 'subexpression']],
  ['neuron-group', 'linked', ['parameter']],
  ['neuron-group', 'constant over dt', ['subexpression']],
  ['neuron-group', 'unless refractory', ['differential']],
  ['neuron-group', 'event-driven', []],
  ['neuron-group', 'summed', []],
  ['neuron-group', 'point current', []],
  ['synapses', 'event-driven', ['differential']],
  ['synapses', 'clock-driven', ['differential']],
  ['synapses', 'summed', ['subexpression']],
  ['neuron-group', 'added', []],
  ['synapses', 'constant', ['parameter']],
  ['synapses', 'shared', ['parameter', 'subexpression']],
  ['synapses', 'constant over dt', ['subexpression']],
  ['synapses', 'unless refractory', []],
  ['spatial-neuron', 'point current', ['parameter', 'differential', 'subexpression']],
  ['spatial-neuron', 'unless refractory', []],
])('in a %s, "%s" is for %j', (owner, flag, lines) => {
  expect(allowed(flag, owner)).toEqual(lines)
})

test('says where a flag belongs', () => {
  expect(check('differential', 'shared')).toMatchObject([
    {
      code: 'flag-not-allowed',
      kind: 'value',
      within: 'x',
      span: { start: 18, end: 24 },
      facts: {
        flag: 'shared',
        on: 'differential',
        allowed: ['unless refractory'],
        elsewhere: 'parameters and subexpressions',
      },
    },
  ])
  expect(check('differential', 'event-driven')).toMatchObject([{ facts: { elsewhere: 'synapses' } }])
})

test.each([
  ['constant_over_dt', ['constant over dt']],
  ['Unless Refractory', ['unless refractory']],
  ['event driven', ['event-driven']],
  ['constnat', ['constant']],
  ['foo', []],
])('"%s" is unknown; nearest are %j', (flag, nearest) => {
  expect(check('parameter', flag)).toMatchObject([
    { code: 'unknown-flag', kind: 'value', facts: { nearest } },
  ])
})

test.each<[OwnerKind, Line, string, string]>([
  ['neuron-group', 'parameter', 'linked, constant', 'syntax'],
  ['neuron-group', 'parameter', 'shared, linked', 'syntax'],
  ['synapses', 'differential', 'event-driven, clock-driven', 'value'],
  ['synapses', 'subexpression', 'summed, shared', 'value'],
  ['synapses', 'subexpression', 'constant over dt, summed', 'value'],
])('in a %s, a %s cannot be "%s"', (owner, line, flags, kind) => {
  expect(check(line, flags, owner)).toMatchObject([{ code: 'flags-exclude-each-other', kind }])
})

test('constant goes with shared, and shared with constant over dt', () => {
  expect(check('parameter', 'constant, shared')).toEqual([])
  expect(check('subexpression', 'shared, constant over dt')).toEqual([])
  expect(check('parameter', 'constant, constant')).toMatchObject([{ code: 'repeated-flag' }])
})
