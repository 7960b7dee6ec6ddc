import { expect, test } from 'vitest'
import { builtinFunctions, isReservedFunction } from './functions.js'
import { checkText } from './examples.test-support.js'
import { printDimension } from '../units/dimension.js'

test('names of functions that came later are free for variables', () => {
  const free = [...builtinFunctions.values()].filter(({ reserved }) => !reserved).map(({ name }) => name)
  expect(free).toEqual(
    'arcsinh arccosh arctanh log2 exp2 arctan2 min max round mod heaviside isnan isinf where binomial'.split(
      ' ',
    ),
  )
  expect(isReservedFunction('exp')).toBe(true)
  expect(isReservedFunction('toString')).toBe(false)
})

const VOLT = 'm^2 kg s^-3 A^-1'

// prettier-ignore
test.each([
  ['exp(w)', '1', 'float'], ['log(w) + log10(w) + expm1(w) + log1p(w) + exprel(w)', '1', 'float'],
  ['sin(w) + cos(w) + tan(w) + arcsin(w) + arccos(w) + arctan(w) + sinh(w) + cosh(w) + tanh(w)', '1', 'float'],
  ['sqrt(v)', 'm kg^0.5 s^-1.5 A^-0.5', 'float'], ['sqrt(k)', '1', 'float'],
  ['abs(v)', VOLT, 'float'], ['abs(k)', '1', 'integer'], ['sign(v)', '1', 'float'], ['sign(k)', '1', 'integer'],
  ['floor(v)', VOLT, 'float'], ['ceil(k)', '1', 'float'],
  ['clip(k, 0, 3)', '1', 'integer'], ['clip(k, 0.0, 3)', '1', 'float'], ['clip(v, El, 0*mV)', VOLT, 'float'],
  ['int(w)', '1', 'integer'], ['int(b)', '1', 'integer'], ['int(v > El)', '1', 'integer'], ['timestep(t, dt)', '1', 'integer'],
  ['rand() + randn()', '1', 'float'], ['poisson(w)', '1', 'integer'],
  ['arcsinh(w) + arccosh(w) + arctanh(w) + log2(w) + exp2(w)', '1', 'float'], ['arctan2(v, nq)', '1', 'float'],
  ['min(v, El, nq)', VOLT, 'float'], ['max(k, 2)', '1', 'integer'], ['round(v)', VOLT, 'float'], ['mod(k, 3)', '1', 'integer'], ['mod(v, El)', VOLT, 'float'],
  ['heaviside(v)', '1', 'float'], ['isnan(v)', '1', 'boolean'], ['isinf(w)', '1', 'boolean'],
  ['where(v > El, v, El)', VOLT, 'float'], ['where(b, k, 1)', '1', 'integer'], ['where(b, k, 1.5)', '1', 'float'], ['where(b, b, True)', '1', 'boolean'],
])('%s has the dimension %s and is %s', (text, dimension, type) => {
  const { codes, checked } = checkText(text)
  expect(codes).toEqual([])
  expect(checked && printDimension(checked.dimension)).toBe(dimension)
  expect(checked?.type).toBe(type)
})
