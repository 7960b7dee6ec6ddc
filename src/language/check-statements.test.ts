import { expect, test } from 'vitest'
import { voltage } from '../units/dimension.js'
import { exampleScope, variable } from './example-scope.test-support.js'
import { checkCode } from './examples.test-support.js'

// prettier-ignore
test.each([
  'w = w+1\nw = w*2', 'w %= 2', 'w *= 2 + 3', 'v += nq', 'v *= 2 + 3', 'tmp = v; w = tmp/mV', 'w = int(w<0)*3 + int(w>=0)*4', 'b = not b', 'v = El', 'k += 1', 'k //= 2',
  'k %= 3', 'k **= 2', 'k = int(w)', 'k = 3.0', 'k = K', 'k += K', 'w = w > 1', 'b = w', 'b = k', 'w = rand()', 'w **= 0.5', 'v /= 2', 'v = 0*mV', 'k = i', 'k += b',
  '', 'w = rand() - rand()', 'E = 2; Q = E; w = Q', 'min = 2; w = min', 'mS = 2; w = mS',
])('%j is right', text => {
  expect(checkCode(text).codes).toEqual([])
})

// prettier-ignore
test.each([
  ['tmp = v; w = tmp', 'assigned-dimension', 'dimension'], ['v = 0', 'assigned-dimension', 'dimension'], ['v += 1', 'dimension-mismatch', 'dimension'],
  ['v *= nq', 'assigned-dimension', 'dimension'], ['v += 5*ms', 'dimension-mismatch', 'dimension'], ['tmp = v; tmp = 1', 'assigned-dimension', 'dimension'],
  ['v **= 2', 'assigned-dimension', 'dimension'],
  ['k = w', 'float-into-integer', 'type'], ['k /= 2', 'float-into-integer', 'type'], ['k = 2.7', 'float-into-integer', 'type'], ['k += 0.5', 'float-into-integer', 'type'],
  ['k = floor(w)', 'float-into-integer', 'type'], ['k **= -1', 'float-into-integer', 'type'],
  ['k = 2**31', 'outside-integer-range', 'value'], ['k = -2147483649', 'outside-integer-range', 'value'],
  ['t = 1*ms', 'write-to-read-only', 'syntax'], ['dt = 1*ms', 'write-to-read-only', 'syntax'], ['i = 1', 'write-to-read-only', 'syntax'], ['N += 1', 'write-to-read-only', 'syntax'],
  ['t_in_timesteps = 0', 'write-to-read-only', 'syntax'], ['p = El', 'write-to-read-only', 'syntax'], ['u = El', 'write-to-subexpression', 'syntax'],
  ['mV = 3', 'write-to-reserved', 'syntax'], ['pi = 3', 'write-to-reserved', 'syntax'], ['exp = 3', 'write-to-reserved', 'syntax'], ['xi = 3', 'write-to-reserved', 'syntax'],
  ['xi_1 = 3', 'write-to-reserved', 'syntax'], ['_x = 3', 'write-to-reserved', 'syntax'], ['pi += 1', 'write-to-reserved', 'syntax'],
  ['El += 1*mV', 'write-to-constant', 'syntax'],
  ['x += 1', 'update-of-unknown', 'name'], ['w = x; x = 1', 'read-before-assignment', 'name'], ['x = x + 1', 'read-before-assignment', 'name'], ['w = foo', 'unknown-name', 'name'],
  ['s = 1', 'write-to-shared', 'syntax'], ['s += 1', 'write-to-shared', 'syntax'],
])('%j is refused: %s, kind %s', (text, code, kind) => {
  expect(checkCode(text).diagnostics).toMatchObject([{ code, kind }])
})

test('the access of a read-only variable is told', () => {
  expect(checkCode('t = 0*ms; p = El').diagnostics).toMatchObject([
    { facts: { name: 't', access: 'read-only' } },
    { facts: { name: 'p', access: 'constant' } },
  ])
})

// prettier-ignore
test.each([
  ['s = 2*s + N', []], ['s = rand()', []], ['s = t/dt; w = s', []], ['x = 2*s; s = x; w = x', []],
  ['s = w', ['shared-from-elements']], ['s = i', ['shared-from-elements']], ['x = w; s = x', ['shared-from-elements']],
  ['w = 1; s = 2', ['shared-after-elements']], ['x = w; s = 2; w = x', ['shared-after-elements']],
])('where shared variables may be written, %j gives %j', (text, codes) => {
  expect(checkCode(text, { writesShared: true }).codes).toEqual(codes)
})

test('locals have the dimension of their first value and the highest type of all', () => {
  const { locals, codes } = checkCode(
    'x = 1; y = v; x = 0.5; flag = b; c = s; flag = 2; w = x + c + flag; nq = y',
  )
  expect(codes).toEqual([])
  expect(locals).toEqual([
    { name: 'x', dimension: expect.objectContaining({ m: 0 }) as unknown, type: 'float', scalar: true },
    { name: 'y', dimension: voltage, type: 'float', scalar: false },
    { name: 'flag', dimension: expect.objectContaining({ m: 0 }) as unknown, type: 'integer', scalar: false },
    { name: 'c', dimension: expect.objectContaining({ m: 0 }) as unknown, type: 'float', scalar: true },
  ])
})

test('a local is a float from its first statement on if it becomes one later', () => {
  expect(checkCode('x = 1; k = x; x = 0.5; w = x').codes).toEqual(['float-into-integer'])
  expect(checkCode('x = 1; k = x; x = 2; w = x').codes).toEqual([])
})

test('all statements are checked, in order', () => {
  expect(checkCode('v = 0; foo += 1; k = w; w = bar(1)').codes).toEqual([
    'assigned-dimension',
    'update-of-unknown',
    'float-into-integer',
    'unknown-function',
  ])
})

test('warns of locals that nothing reads and of hidden names', () => {
  const { codes, warnings } = checkCode('ww = 1; El = 2; w = El')
  expect(codes).toEqual([])
  expect(warnings).toMatchObject([
    { code: 'shadowed-name', severity: 'warning', facts: { name: 'El', where: 'namespace of `neurons`' } },
    { code: 'unread-local', severity: 'warning', facts: { name: 'ww', nearest: [{ name: 'w' }] } },
  ])
})

test('a misspelt variable of a neuron is no local variable of synaptic code', () => {
  const scope = exampleScope([
    variable('ge_post', voltage),
    variable('N_post', voltage),
    variable('w', voltage),
  ])
  expect(checkCode('gee_post = w', { scope }).diagnostics).toMatchObject([
    { code: 'write-to-unknown-side', kind: 'name', facts: { nearest: [{ name: 'ge_post' }] } },
  ])
  expect(checkCode('gee_pre = w; w = gee_pre', { scope }).codes).toEqual([])
})
