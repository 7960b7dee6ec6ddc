import { expect, test } from 'vitest'
import { printDimension } from '../units/dimension.js'
import { exampleScope, variable } from './example-scope.test-support.js'
import { checkText } from './examples.test-support.js'

const VOLT = 'm^2 kg s^-3 A^-1'

// prettier-ignore
test.each([
  ['3', '1', 'integer'], ['3.', '1', 'float'], ['True', '1', 'boolean'], ['pi', '1', 'float'], ['mV', VOLT, 'float'], ['K', '1', 'float'], ['on', '1', 'boolean'],
  ['(v**2)**0.5 + v', VOLT, 'float'], ['v*1e3*Hz', 'm^2 kg s^-4 A^-1', 'float'],
  ['k//2', '1', 'integer'], ['k/2', '1', 'float'], ['k%2', '1', 'integer'], ['k**2', '1', 'integer'], ['k**-1', '1', 'float'], ['k**k', '1', 'float'],
  ['2**-1', '1', 'float'], ['10**3', '1', 'integer'], ['2.0**k', '1', 'float'], ['k**0.5', '1', 'float'],
  ['k+b', '1', 'integer'], ['k*w', '1', 'float'], ['b*w', '1', 'float'], ['b*2', '1', 'integer'], ['b+b', '1', 'integer'], ['b*b', '1', 'integer'],
  ['True+True', '1', 'integer'], ['-k', '1', 'integer'],
  ['v % nq', VOLT, 'float'], ['v**(1/2)', 'm kg^0.5 s^-1.5 A^-0.5', 'float'], ['v**(1//2)', '1', 'float'], ['v**K', 'm^6 kg^3 s^-9 A^-3', 'float'],
  ['v**(ms/ms)', VOLT, 'float'], ['w**k', '1', 'float'], ['w**rand()', '1', 'float'],
  ['v > El', '1', 'boolean'], ['v > El and not b', '1', 'boolean'], ['b == True', '1', 'boolean'], ['(w > 1) == (k > 1)', '1', 'boolean'],
  ['int(w > 0)*w', '1', 'float'], ['pulse(t)*mV/Iext', VOLT, 'float'], ['isnan(w)*w', '1', 'float'], ['v**0', '1', 'float'],
  ['sqrt(v)*sqrt(nq) + v', VOLT, 'float'], ['v**0.1*v**0.2 + v**0.3', 'm^0.6 kg^0.3 s^-0.9 A^-0.3', 'float'],
  ['rand() - rand()', '1', 'float'], ['table(K)', '1', 'float'], ['table(3.0)', '1', 'float'],
])('%s has the dimension %s and is %s', (text, dimension, type) => {
  const { codes, checked } = checkText(text)
  expect(codes).toEqual([])
  expect(checked && printDimension(checked.dimension)).toBe(dimension)
  expect(checked?.type).toBe(type)
})

// prettier-ignore
test.each([
  ['v + w', 'dimension-mismatch', 'dimension'], ['v + 0', 'dimension-mismatch', 'dimension'], ['v < 0', 'dimension-mismatch', 'dimension'],
  ['v == 0', 'dimension-mismatch', 'dimension'], ['0*v + 1', 'dimension-mismatch', 'dimension'], ['v % 2', 'dimension-mismatch', 'dimension'],
  ['v < inf', 'dimension-mismatch', 'dimension'],
  ['clip(v, -inf, El)', 'arguments-differ', 'dimension'], ['min(v, w)', 'arguments-differ', 'dimension'], ['where(b, v, 0)', 'arguments-differ', 'dimension'],
  ['exp(v)', 'argument-dimension', 'dimension'], ['int(v)', 'argument-dimension', 'dimension'], ['poisson(v)', 'argument-dimension', 'dimension'],
  ['timestep(w, dt)', 'argument-dimension', 'dimension'], ['pulse(w)', 'argument-dimension', 'dimension'],
  ['v//w', 'floor-division-dimension', 'syntax'], ['v//nq', 'floor-division-dimension', 'syntax'],
  ['v**k', 'exponent-not-constant', 'syntax'], ['w**v', 'exponent-not-constant', 'syntax'], ['v**sqrt(4)', 'exponent-not-constant', 'syntax'],
  ['2**(3*mV)', 'exponent-dimension', 'dimension'], ['v**mV', 'exponent-dimension', 'dimension'],
  ['w and b', 'not-boolean', 'type'], ['b and 1', 'not-boolean', 'type'], ['not k', 'not-boolean', 'type'], ['-b', 'sign-of-boolean', 'type'], ['-(w > 1)', 'sign-of-boolean', 'type'],
  ['(w > 0)*w', 'comparison-as-number', 'syntax'], ['w + (b and b)', 'comparison-as-number', 'syntax'], ['(not b)*w', 'comparison-as-number', 'syntax'],
  ['w**(w > 0)', 'comparison-as-number', 'syntax'],
  ['where(w, 1, 2)', 'argument-type', 'type'], ['table(w)', 'argument-type', 'type'], ['table(1.5)', 'argument-type', 'type'], ['table(b)', 'argument-type', 'type'],
  ['k//0', 'division-by-zero', 'value'], ['k % 0', 'division-by-zero', 'value'],
  ['exp()', 'wrong-number-of-arguments', 'syntax'], ['clip(w, 0)', 'wrong-number-of-arguments', 'syntax'], ['rand(2)', 'wrong-number-of-arguments', 'syntax'],
  ['max(w)', 'wrong-number-of-arguments', 'syntax'],
  ['exp', 'function-without-call', 'syntax'], ['w(2)', 'not-a-function', 'syntax'], ['tau(2)', 'not-a-function', 'syntax'], ['mV(2)', 'not-a-function', 'syntax'],
  ['foo(v)', 'unknown-function', 'name'], ['foo', 'unknown-name', 'name'], ['xi', 'unknown-name', 'name'], ['nan', 'unknown-name', 'name'],
])('%s is refused: %s, kind %s', (text, code, kind) => {
  expect(checkText(text).diagnostics).toMatchObject([{ code, kind }])
})

test('division of an integer by zero with `/`, and of floats, is float arithmetic', () => {
  expect(checkText('k/0 + w//0 + w % 0').codes).toEqual([])
})

test('all mistakes are found, in the order of the text, and none twice', () => {
  expect(checkText('exp(v) + foo*(w + nq) > bar(1, -b) and k').codes).toEqual([
    'argument-dimension',
    'unknown-name',
    'dimension-mismatch',
    'unknown-function',
    'sign-of-boolean',
    'not-boolean',
  ])
})

test('a mismatch marks both sides, and tells where a constant comes from', () => {
  const text = '(v - El + Iext)/tau'
  expect(checkText(text).diagnostics).toMatchObject([
    {
      span: { start: 10, end: 14 },
      related: [{ span: { start: 1, end: 7 } }],
      facts: {
        operator: '+',
        right: { constant: { name: 'Iext', value: 5e-10, where: 'namespace of `neurons`' } },
      },
    },
  ])
  expect(checkText('v + 0').diagnostics).toMatchObject([
    { facts: { left: { zero: false }, right: { zero: true } } },
  ])
})

// prettier-ignore
test.each([
  ['s + t/dt*N', true, false], ['tau/ms', true, false], ['w + s', false, true], ['i', false, true], ['rand()', false, false], ['noise() + s', false, false],
  ['sin(s)', true, false], ['where(b, s, s)', false, true], ['-s', true, false], ['s > 1 and w > 1', false, true],
])('%s: the same for all elements: %s, reads elements: %s', (text, scalar, readsElements) => {
  expect(checkText(text).checked).toMatchObject({ scalar, readsElements })
})

// prettier-ignore
test.each([
  ['tuam', ['taum', 'tau', 'taue']], ['iext', ['Iext']], ['Tau', ['tau']], ['true', ['True']], ['mVolt', ['mvolt', 'Mvolt']], ['nothing_like_it', []],
])('for %s it proposes %j', (text, nearest) => {
  const [found] = checkText(text).diagnostics
  expect(found?.code === 'unknown-name' && found.facts.nearest.map(({ name }) => name)).toEqual(nearest)
})

test('a name of one side of a synapse is proposed for the bare name', () => {
  const scope = exampleScope([variable('boost_pre', { ...exampleVoltage })])
  expect(checkText('boost', scope).diagnostics).toMatchObject([
    { facts: { nearest: [{ name: 'boost_pre' }] } },
  ])
})

test.each([
  ['Exp(w)', ['exp']],
  ['logg(w)', ['log', 'log2', 'log10']],
  ['puls(t)', ['pulse']],
])('for %s it proposes %j', (text, nearest) => {
  expect(checkText(text).diagnostics).toMatchObject([{ code: 'unknown-function', facts: { nearest } }])
})

test('a variable may have the name of a function that is not reserved', () => {
  const scope = exampleScope([
    variable('mod', exampleVoltage),
    variable('w', { ...exampleVoltage, m: 0, kg: 0, s: 0, A: 0 }),
  ])
  expect(checkText('mod > 1*mV and mod(w, 2) > 1', scope).codes).toEqual([])
})

const exampleVoltage = { m: 2, kg: 1, s: -3, A: -1, K: 0, mol: 0, cd: 0 }
