import { expect, test } from 'vitest'
import { DiagnosticError } from './diagnostics/diagnostic-error.js'
import { checkModelText } from './examples.test-support.js'

const TRACE = 'dx/dt = -x/tau : 1 (event-driven)'
const SLOW = 'dy/dt = -y/tau : 1 (clock-driven)'

test.each([
  ['a clock-driven equation', `${TRACE}\ndy/dt = (x - y)/tau : 1 (clock-driven)`, ['y', 'x']],
  ['an equation without flag, which is clock-driven', `${TRACE}\ndy/dt = (x - y)/tau : 1`, ['y', 'x']],
  ['a sum', `${TRACE}\nI_post = w*x : 1 (summed)\nw : 1`, ['I_post', 'x']],
  [
    'an equation by subexpressions',
    `${TRACE}\ndy/dt = (b - y)/tau : 1\nb = a + 1 : 1\na = 2*x : 1`,
    ['y', 'b', 'a', 'x'],
  ],
  ['a sum by a subexpression', `${TRACE}\nI_pre = a : 1 (summed)\na = x*w : 1\nw : 1`, ['I_pre', 'a', 'x']],
  [
    'an event-driven equation of a clock-driven variable',
    `${SLOW}\ndx/dt = (y - x)/tau : 1 (event-driven)`,
    ['x', 'y'],
  ],
  [
    'an event-driven equation by a subexpression',
    `${SLOW}\na = y/2 : 1\ndx/dt = (a - x)/tau : 1 (event-driven)`,
    ['x', 'a', 'y'],
  ],
  [
    'an event-driven equation of a sum',
    'I_post = w : 1 (summed)\nw : 1\ndx/dt = (I_post - x)/tau : 1 (event-driven)',
    ['x', 'I_post'],
  ],
])('refused: %s', (_, text, way) => {
  const { diagnostics, codes } = checkModelText(text, 'synapses')
  expect(codes).toContain('event-driven-dependency')
  const found = diagnostics.find(({ code }) => code === 'event-driven-dependency')
  expect(found?.facts).toMatchObject({ way })
  expect(found?.kind).toBe('equation')
})

test('the message says both courses and the way', () => {
  const { diagnostics } = checkModelText(`${TRACE}\ndy/dt = (a - y)/tau : 1\na = 2*x : 1`, 'synapses')
  const { message } = new DiagnosticError(diagnostics)
  expect(message).toContain('`y` is clock-driven, so it cannot depend on `x`, which is event-driven')
  expect(message).toContain('y → a → x')
})

test.each([
  ['parameters', `${TRACE}\n${SLOW}\nw : 1`],
  ['what has the same course', 'dx/dt = -x/tau : 1 (event-driven)\ndz/dt = (x - z)/tau : 1 (event-driven)'],
  ['a subexpression that only code reads', `${TRACE}\na = 2*x : 1`],
  [
    'a formula without either',
    'w : 1\na = w/2 : 1\ndx/dt = (a - x)/tau : 1 (event-driven)\ndy/dt = (a - y)/tau : 1',
  ],
  ['a clock-driven variable in a sum', `${SLOW}\nI_post = y : 1 (summed)`],
])('allowed: %s', (_, text) => {
  expect(checkModelText(text, 'synapses').codes).not.toContain('event-driven-dependency')
})
