import { expect, test } from 'vitest'
import { checkModelText } from './examples.test-support.js'

test.each([
  'dv/dt = -v/tau : volt',
  'dv/dt = xi*mV/sqrt(ms) : volt',
  'dv/dt = (rand() - v)/tau : 1',
  'x = 3.7 : integer\ny = v > El : boolean\nz = w > 1 : 1\nv : volt\nw : 1',
  'dx/dt = 1/ms : 1\nb = x > 1 : boolean\ndy/dt = b/ms : 1',
  'x = y + t/dt*N*K : 1 (shared)\ny : 1 (shared)',
  'x = rand() : 1 (constant over dt)',
  'x = rand() : 1 (shared, constant over dt)\ny = 2*x : 1',
  'I = pulse(t) : amp',
  'lambda_ : 1\nE = lambda_ : 1\nS = E : 1',
  '',
])('%j is right', text => {
  expect(checkModelText(text).codes).toEqual([])
})

test.each([
  ['dv/dt = -v : volt', 'derivative-dimension', 'dimension'],
  ['dv/dt = (1-v)/(10*ms) : volt', 'dimension-mismatch', 'dimension'],
  ['x = v : 1\nv : volt', 'subexpression-dimension', 'dimension'],
  ['x = v : integer\nv : volt', 'subexpression-dimension', 'dimension'],
  ['x = 0 : volt', 'subexpression-dimension', 'dimension'],
  ['dv/dt = xi*mV/ms : volt', 'derivative-dimension', 'dimension'],
  ['dv/dt = foo(v)/ms : 1', 'unknown-function', 'name'],
  ['dv/dt = (Emissing - v)/tau : volt', 'unknown-name', 'name'],
  ['x = y : 1 (shared)\ny : 1', 'shared-needs-shared', 'syntax'],
  ['x = i : 1 (shared)', 'shared-needs-shared', 'syntax'],
  ['x = rand() : 1', 'random-subexpression', 'syntax'],
  ['x = noise() : 1', 'random-subexpression', 'syntax'],
  ['x = rand() : 1 (shared)', 'random-subexpression', 'syntax'],
  ['a = b : 1\nb = a : 1', 'circular-subexpressions', 'value'],
])('%j is refused: %s, kind %s', (text, code, kind) => {
  expect(checkModelText(text).diagnostics).toMatchObject([{ code, kind }])
})

test('all mistakes of a model are found in the order of its text, with the variable they belong to', () => {
  const { diagnostics } = checkModelText('y = tuam/ms : 1\ndv/dt = -v : volt\nx = exp(v) + foo : 1')
  expect(diagnostics.map(({ code, within }) => [code, within])).toEqual([
    ['unknown-name', 'y'],
    ['derivative-dimension', 'v'],
    ['argument-dimension', 'x'],
    ['unknown-name', 'x'],
  ])
})
