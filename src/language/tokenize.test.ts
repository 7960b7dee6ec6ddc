import { expect, test } from 'vitest'
import { tokenize } from './tokenize.js'
import type { Token } from './token.js'

const tokensOf = (text: string): readonly Token[] => tokenize({ name: 'text', text })
const textsOf = (text: string): string[] => tokensOf(text).map(token => token.text)

test('splits at blanks and operators, and leaves comments out', () => {
  expect(textsOf('dv/dt = -v**2 // 3 # a = b\n  x_1')).toEqual([
    'dv',
    '/',
    'dt',
    '=',
    '-',
    'v',
    '**',
    '2',
    '//',
    '3',
    'x_1',
    '',
  ])
})

test('gives offsets, and marks what starts a line', () => {
  const tokens = tokensOf('a +\r\n  bc # c\n\rd')
  expect(tokens.map(({ start, end, startsLine }) => [start, end, startsLine])).toEqual([
    [0, 1, true],
    [2, 3, false],
    [7, 9, true],
    [15, 16, true],
    [16, 16, false],
  ])
})

// prettier-ignore
test.each([
  ['3', 3, 'integer'], ['1_000', 1000, 'integer'], ['0', 0, 'integer'], ['00', 0, 'integer'], ['0x10', 16, 'integer'],
  ['0o17', 15, 'integer'], ['0B101', 5, 'integer'], ['0x_f', 15, 'integer'],
  ['1.', 1, 'float'], ['.5', 0.5, 'float'], ['1e-3', 0.001, 'float'], ['1E+2', 100, 'float'], ['01.5', 1.5, 'float'],
  ['1_0.2_5e1_0', 10.25e10, 'float'], ['5e-324', 5e-324, 'float'],
])('reads the number %s', (text, value, type) => {
  expect(tokensOf(text)[0]).toMatchObject({ kind: 'number', value, type, text })
})

// prettier-ignore
test.each([
  ['012', 'malformed-number'], ['1__0', 'malformed-number'], ['1_', 'malformed-number'], ['0x', 'malformed-number'], ['0xg', 'malformed-number'],
  ['0b2', 'malformed-number'], ['1e400', 'number-too-large'], ['3j', 'imaginary-number'], ['1.5J', 'imaginary-number'],
  ['"v"', 'text-literal'], ["'v", 'text-literal'], ['{tau}', 'template-placeholder'], ['$tau', 'template-placeholder'],
  ['−', 'strange-character'], ['τ', 'strange-character'], ['😀', 'strange-character'], ['\u00a0', 'strange-character'], ['`', 'strange-character'],
])('%s is no token: %s', (text, code) => {
  expect(tokensOf(text)[0]).toMatchObject({ kind: 'bad', diagnostic: { code } })
})

test('a name directly behind a number is a token of its own', () => {
  expect(textsOf('3mV 2e x1e5')).toEqual(['3', 'mV', '2', 'e', 'x1e5', ''])
})

test('a placeholder is looked for nearby only', () => {
  expect(tokensOf(`{${'a'.repeat(200)}}`)[0]?.text).toBe('{')
  expect(tokensOf('{a\n}')[0]?.text).toBe('{')
})
