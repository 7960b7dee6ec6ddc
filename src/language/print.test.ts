import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expressionOf, statementsOf } from './examples.test-support.js'
import { parseExpression } from './parse-expression.js'
import { printExpression, printStatements } from './print.js'
import { anyExpression, withoutSpans } from './random-text.test-support.js'

test.each([
  ['-(2)**2', '-2**2'],
  ['(-2)**2', '(-2)**2'],
  ['(2**3)**2', '(2**3)**2'],
  ['2**(3**2)', '2**3**2'],
  ['2**(-1)', '2**-1'],
  ['(a+b)*c', '(a + b)*c'],
  ['a+(b*c)', 'a + b*c'],
  ['a-(b-c)', 'a - (b - c)'],
  ['(a-b)-c', 'a - b - c'],
  ['a/(b*c)', 'a/(b*c)'],
  ['a//b%c', 'a//b % c'],
  ['-(a*b)', '-(a*b)'],
  ['(not a) == b', '(not a) == b'],
  ['not (a == b)', 'not a == b'],
  ['(a or b) and c', '(a or b) and c'],
  ['(a<b)==(c<d)', '(a < b) == (c < d)'],
  ['f( a,(b) )', 'f(a, b)'],
  ['3.', '3.'],
  ['1e3', '1000.'],
  ['1e22', '1e+22'],
  ['1_000', '1000'],
  ['123456789012345678901234567890', '123456789012345677877719597056'],
  ['True', 'True'],
])('%s prints as %s', (text, printed) => {
  expect(printExpression(expressionOf(text))).toBe(printed)
  expect(withoutSpans(expressionOf(printed))).toEqual(withoutSpans(expressionOf(text)))
})

test('numbers that no text has print as text with the same value', () => {
  const span = { source: { name: '', text: '' }, start: 0, end: 0 }
  const number = (value: number) => ({ kind: 'number', value, type: 'float', span }) as const
  const square = (value: number): string =>
    printExpression({ kind: 'binary', operator: '**', left: number(value), right: number(value), span })
  expect([-2, -0, Infinity, -Infinity, NaN].map(square)).toEqual([
    '(-2.)**-2.',
    '(-0.)**-0.',
    'inf**inf',
    '(-inf)**-inf',
    '(inf - inf)**(inf - inf)',
  ])
})

test('parsing what was printed gives the same tree', () => {
  fc.assert(
    fc.property(anyExpression, expression => {
      const { expression: again } = parseExpression({ name: 'printed', text: printExpression(expression) })
      expect(withoutSpans(again)).toEqual(withoutSpans(expression))
    }),
    { numRuns: 1000 },
  )
})

test('parentheses are needed where they are printed', () => {
  fc.assert(
    fc.property(anyExpression, expression => {
      const text = printExpression(expression)
      for (const [opening, closing] of pairsOfParentheses(text)) {
        const without = text.slice(0, opening) + text.slice(opening + 1, closing) + text.slice(closing + 1)
        const { expression: other } = parseExpression({ name: 'without', text: without })
        expect(withoutSpans(other)).not.toEqual(withoutSpans(expression))
      }
    }),
    { numRuns: 300 },
  )
})

function pairsOfParentheses(text: string): [number, number][] {
  const open: number[] = []
  const pairs: [number, number][] = []
  Array.from(text).forEach((character, position) => {
    if (character === '(') open.push(position)
    const opening = character === ')' ? open.pop() : undefined
    if (opening !== undefined) pairs.push([opening, position])
  })
  return pairs
}

test('statements print one a line', () => {
  expect(printStatements(statementsOf('v = El;w+=(1+k)*2 # more'))).toBe('v = El\nw += (1 + k)*2')
})
