import { expect, test } from 'vitest'
import { constantValue, whyNotConstant } from './constant-value.js'
import { exampleScope } from './example-scope.test-support.js'
import { expressionOf } from './examples.test-support.js'

const scope = exampleScope()

// prettier-ignore
test.each([
  ['3', 3], ['1/2', 0.5], ['1//2', 0], ['-7//3', -3], ['-7 % 3', 2], ['2 % -3', -1], ['7//2', 3], ['-2.5//2', -2], ['-2.5 % 2', 1.5], ['-2.5//-2', 1],
  ['0.5//-2', -1], ['0.5 % -2', -1.5],
  ['2**3', 8], ['2**-1', 0.5], ['4**0.5', 2], ['-2**2', -4], ['K', 3], ['K - 1', 2], ['ms/ms', 1], ['inf', Infinity], ['+K', 3], ['tau/ms', 10],
])('%s is %d', (text, value) => {
  expect(constantValue(expressionOf(text), scope)).toBe(value)
})

// prettier-ignore
test.each([
  ['k', 'k'], ['K + w*2', 'w'], ['sqrt(4)', 'sqrt(4)'], ['2**0.3', '2**0.3'], ['True', 'True'], ['2 > 1', '2 > 1'], ['unknown', 'unknown'], ['not b', 'b'],
])('%s has no value because of %s', (text, culprit) => {
  const expression = expressionOf(text)
  expect(constantValue(expression, scope)).toBeUndefined()
  const { span } = whyNotConstant(expression, scope) ?? expression
  expect(text.slice(span.start, span.end)).toBe(culprit)
})
