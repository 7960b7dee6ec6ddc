import { expect, test } from 'vitest'
import { parseStatements } from './parse-statements.js'
import { printStatements } from './print.js'

const parse = (text: string): ReturnType<typeof parseStatements> => parseStatements({ name: 'code', text })
const codesOf = (text: string): string[] => parse(text).diagnostics.map(({ code }) => code)

test.each([
  ['v = El; w += b', 'v = El\nw += b'],
  ['  v = El\n\n\t w += b  ;; ', 'v = El\nw += b'],
  ['# only; a comment\nv = El # reset; really\n', 'v = El'],
  ['', ''],
  [';;\n;', ''],
  ['v **= 2; k //= 3; w %= 2; w /= 3; w -= 1; w *= 2', 'v **= 2\nk //= 3\nw %= 2\nw /= 3\nw -= 1\nw *= 2'],
  ['w = (1 +\n  2)\nv = El', 'w = 1 + 2\nv = El'],
  ['w = f(\n1,\n\n2)', 'w = f(1, 2)'],
  ['b = not b', 'b = not b'],
  ['b = v == El', 'b = v == El'],
])('reads %j', (text, printed) => {
  const { statements, diagnostics } = parse(text)
  expect(diagnostics).toEqual([])
  expect(printStatements(statements)).toBe(printed)
})

// prettier-ignore
test.each([
  ['v', 'not-a-statement'], ['v == 1', 'not-a-statement'], ['f(v)', 'not-a-statement'], ['3 = v', 'not-a-statement'], ['not b', 'not-a-statement'],
  ['if w > 1: w = 0', 'statement-keyword'], ['for k in range(3): w = k', 'statement-keyword'], ['del w', 'statement-keyword'],
  ['pass', 'statement-keyword'],
  ['a = b = 1', 'chained-assignment'], ['a, b = 1, 2', 'several-targets'], ['(a, b) = 1', 'several-targets'],
  ['w++', 'increment-operator'], ['--w', 'increment-operator'], ['w[0] = 1', 'assignment-to-part'], ['a.b = 1', 'assignment-to-part'],
  ['w := 1', 'unsupported-assignment'], ['k &= 1', 'unsupported-assignment'], ['k <<= 1', 'unsupported-assignment'], ['w ^= 2', 'unsupported-assignment'],
  ['w = ', 'expected-operand'], ['w = 1 +', 'expected-operand'], ['w = 1, 2', 'no-lists'], ['w = (1', 'unclosed-parenthesis'],
  ['w = 1)', 'unopened-parenthesis'], ['w = {x}', 'template-placeholder'], ['τ = 1', 'strange-character'], ['w = 3mV', 'missing-operator'],
])('%s is refused: %s', (text, code) => {
  expect(codesOf(text)).toEqual([code])
})

test('all mistakes of a block are found, and the right statements are kept', () => {
  const { statements, diagnostics } = parse('v = El\nw = (1 + 2\nx += 1\nw++; u = 1 < 2 < 3\nk = 2')
  expect(diagnostics.map(({ code }) => code)).toEqual([
    'unclosed-parenthesis',
    'increment-operator',
    'chained-comparison',
  ])
  expect(printStatements(statements)).toBe('v = El\nx += 1\nk = 2')
})

test('a statement does not go on on the next line', () => {
  expect(codesOf('w = 1\n+ 2')).toEqual(['not-a-statement'])
  expect(parse('w = 1 +\n2').diagnostics[0]).toMatchObject({
    code: 'expected-operand',
    facts: { atEnd: true },
    span: { start: 7, end: 7 },
  })
})

test('places are offsets in the whole text', () => {
  const text = '# reset\nv = El; w += 2*b'
  const [first, second] = parse(text).statements
  expect(text.slice(first?.span.start, first?.span.end)).toBe('v = El')
  expect(text.slice(second?.span.start, second?.span.end)).toBe('w += 2*b')
  expect(text.slice(second?.targetSpan.start, second?.targetSpan.end)).toBe('w')
})
