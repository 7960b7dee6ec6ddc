import { expect, test } from 'vitest'
import { RheobaseError } from '../errors/rheobase-error.js'
import { errorText } from './error-text.js'

const error = Object.assign(new RheobaseError('name', 'unknown-name', 'nothing is called `tuam`'), {
  stack:
    'UnknownNameError: nothing\n    at check (file:///lib/check.js:3:4)\n    at build (file:///models/cuba.ts:14:9)\n    at file:///models/cuba.ts:20:1',
})

test('shows class, code, message and the line of the script, and no stack', () => {
  expect(errorText(error, '/models/cuba.ts', false)).toMatch(
    /^UnknownNameError \[unknown-name\]: nothing is called `tuam`\n\n {2}.*models\/cuba\.ts, line 14\n$/,
  )
})

test('shows the stack on request', () => {
  expect(errorText(error, undefined, true)).toContain('check.js:3:4')
})

test('an error of another kind, and what is none', () => {
  expect(errorText(new TypeError('x is not a function'), '/models/other.ts', false)).toBe(
    'TypeError: x is not a function\n',
  )
  expect(errorText('no', undefined, false)).toBe('the script threw no\n')
})
