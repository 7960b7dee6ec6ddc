import { expect, test } from 'vitest'
import { isName, isNoise, whyIllegalName } from './names.js'

// prettier-ignore
test.each([
  ['dt', 'special'], ['t', 'special'], ['t_in_timesteps', 'special'], ['i', 'special'], ['N', 'special'],
  ['xi', 'noise'], ['xi_e', 'noise'], ['_x', 'internal'], ['lambda', 'keyword'], ['None', 'keyword'], ['True', 'keyword'], ['async', 'keyword'],
  ['volt', 'unit'], ['mV', 'unit'], ['flux', 'unit'], ['mole', 'unit'], ['gray', 'unit'], ['nmol', 'unit'], ['mM', 'unit'], ['cm2', 'unit'],
  ['exp', 'function'], ['rand', 'function'], ['clip', 'function'], ['pi', 'constant'], ['e', 'constant'], ['inf', 'constant'],
  ['not_refractory', 'refractoriness'], ['refractory', 'refractoriness'], ['refractory_until', 'refractoriness'],
  ['2x', 'not a name'], ['', 'not a name'], ['a-b', 'not a name'], ['τ', 'not a name'],
])('a variable cannot be called %s: %s', (name, reason) => {
  expect(whyIllegalName(name)).toBe(reason)
})

// prettier-ignore
test.each([
  'j', 'lastspike', 'v', 'beta', 'lambda_', 'gamma', 'I', 'E', 'S', 'Q', 'damp', 'hlux', 'mS', 'xin', 'nan', 'min', 'mod', 'where', 'isnan', 'x_pre', 'T',
])('a variable can be called %s', name => {
  expect(whyIllegalName(name)).toBeUndefined()
})

test('names are ASCII letters, digits and underscores', () => {
  expect(['a', '_', 'A9_', '9a', 'a b', 'é'].map(isName)).toEqual([true, true, true, false, false, false])
  expect(['xi', 'xi_1', 'xii', 'Xi'].map(isNoise)).toEqual([true, true, false, false])
})
