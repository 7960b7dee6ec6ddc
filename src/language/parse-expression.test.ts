import { expect, test } from 'vitest'
import { parseExpression } from './parse-expression.js'
import type { Expression } from './syntax-tree.js'

/** The tree with all its parentheses. */
function shape(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
    case 'boolean':
      return String(expression.value)
    case 'name':
      return expression.name
    case 'call':
      return `${expression.name}(${expression.arguments.map(shape).join()})`
    case 'unary':
      return `(${expression.operator} ${shape(expression.operand)})`
    default:
      return `(${shape(expression.left)} ${expression.operator} ${shape(expression.right)})`
  }
}

function shapeOf(text: string): string {
  const { expression, diagnostics } = parseExpression({ name: 'text', text })
  return expression === undefined ? diagnostics.map(({ code }) => code).join() : shape(expression)
}

test.each([
  ['-2**2', '(- (2 ** 2))'],
  ['2**3**2', '(2 ** (3 ** 2))'],
  ['2**-1', '(2 ** (- 1))'],
  ['2**-3**2', '(2 ** (- (3 ** 2)))'],
  ['2**-a*b', '((2 ** (- a)) * b)'],
  ['-a*b', '((- a) * b)'],
  ['a - b - c', '((a - b) - c)'],
  ['a/b/c*d', '(((a / b) / c) * d)'],
  ['a//b%c', '((a // b) % c)'],
  ['a + b*c', '(a + (b * c))'],
  ['a - -b', '(a - (- b))'],
  ['a or b and c', '(a or (b and c))'],
  ['not a and b', '((not a) and b)'],
  ['not a == b', '(not (a == b))'],
  ['not not a', '(not (not a))'],
  ['a and not b or c', '((a and (not b)) or c)'],
  ['a + 1 < b*2', '((a + 1) < (b * 2))'],
  ['(a < b) == (c < d)', '((a < b) == (c < d))'],
  ['f(a, b + 1)*-c', '(f(a,(b + 1)) * (- c))'],
  ['rand()', 'rand()'],
  ['f (a,)', 'f(a)'],
  ['True or False', '(true or false)'],
  ['((a))', 'a'],
  ['\n  a # why\n', 'a'],
  ['(a +\n b)', '(a + b)'],
])('%s is read as %s', (text, expected) => {
  expect(shapeOf(text)).toBe(expected)
})

// prettier-ignore
test.each([
  ['a < b < c', 'chained-comparison'], ['a == b != c', 'chained-comparison'],
  ['a^b', 'unsupported-operator'], ['a & b', 'unsupported-operator'], ['a || b', 'unsupported-operator'], ['~k', 'unsupported-operator'],
  ['k << 2', 'unsupported-operator'], ['k >> 2', 'unsupported-operator'], ['a @ b', 'unsupported-operator'], ['a <> b', 'unsupported-operator'],
  ['!b', 'unsupported-operator'],
  ['a[0]', 'no-indexing'], ['a.b', 'no-attributes'], ['np.exp(v)', 'no-attributes'],
  ['(a, b)', 'no-lists'], ['a, b', 'no-lists'], ['[a]', 'no-lists'], ['[k for k in a]', 'no-lists'],
  ['x if c else y', 'conditional-expression'], ['(x if c else y)', 'conditional-expression'], ['c ? x : y', 'conditional-expression'],
  ['lambda: 1', 'keyword-in-expression'], ['a is b', 'keyword-in-expression'], ['a in b', 'keyword-in-expression'], ['a not in b', 'keyword-in-expression'],
  ['None', 'keyword-in-expression'], ['f(k for k in a)', 'keyword-in-expression'],
  ['f(x=1)', 'named-argument'], ['f(*a)', 'starred-argument'], ['f(**a)', 'starred-argument'],
  ['a := 1', 'assignment-in-expression'], ['a = 1', 'assignment-in-expression'],
  ['3 mV', 'missing-operator'], ['3mV', 'missing-operator'], ['a b', 'missing-operator'], ['2(a)', 'missing-operator'], ['(a)(b)', 'missing-operator'],
  ['1..2', 'missing-operator'],
  ['a +', 'expected-operand'], ['* a', 'expected-operand'], ['()', 'expected-operand'], ['f(,)', 'expected-operand'], ['f(a,,b)', 'expected-operand'],
  ['a + * b', 'expected-operand'], ['a and or b', 'expected-operand'],
  ['(a', 'unclosed-parenthesis'], ['f(a, b', 'unclosed-parenthesis'], ['a)', 'unopened-parenthesis'],
  ['a == not b', 'misplaced-not'], ['- not b', 'misplaced-not'], ['a not b', 'misplaced-not'],
  ['', 'empty-expression'], ['# nothing', 'empty-expression'],
  ['a\n+ b', 'line-break-in-expression'], ['a;', 'unexpected-token'], ['a: b', 'unexpected-token'],
  ['"text"', 'text-literal'], ['a + 3j', 'imaginary-number'], ['{x} + 1', 'template-placeholder'], ['012', 'malformed-number'],
])('%s is refused: %s', (text, code) => {
  expect(shapeOf(text)).toBe(code)
})

test.each([
  ['a+1 < b < f(c) and d', 'a+1 < b and b < f(c)'],
  ['(a + b) <= c<d == e', '(a + b) <= c and c < d and d == e'],
])('shows how the chain %s is written', (text, rewritten) => {
  expect(parseExpression({ name: 'text', text }).diagnostics[0]).toMatchObject({ facts: { rewritten } })
})

test.each([
  ['x*2 if c > 1 else y', 'where(c > 1, x*2, y)'],
  ['(x) if (c) else f(y) + 1', 'where((c), (x), f(y) + 1)'],
  ['x if c', undefined],
])('shows how the choice %s is written', (text, rewritten) => {
  expect(parseExpression({ name: 'text', text }).diagnostics[0]).toMatchObject({ facts: { rewritten } })
})

test.each([
  ['v + 3 mV', 4, 8, { left: '3', right: 'mV', unit: true }],
  ['f(v) w', 0, 6, { left: 'f(v)', right: 'w', unit: false }],
  ['np.exp(v)', 0, 6, { found: 'np.exp', instead: 'exp' }],
  ['G.v > 1', 0, 3, { found: 'G.v', instead: 'G_v' }],
])('marks the place in %s', (text, start, end, facts) => {
  expect(parseExpression({ name: 'text', text }).diagnostics).toMatchObject([{ span: { start, end }, facts }])
})

test('every node knows its text', () => {
  const text = '(a + b)*f(c)**-2'
  const { expression } = parseExpression({ name: 'text', text })
  const slice = (node: Expression): string => text.slice(node.span.start, node.span.end)
  expect(expression).toMatchObject({ kind: 'binary', operator: '*' })
  if (expression?.kind !== 'binary') return
  expect([expression, expression.left, expression.right].map(slice)).toEqual([text, 'a + b', 'f(c)**-2'])
})

test.each([
  ['parentheses', `${'('.repeat(100_000)}a${')'.repeat(100_000)}`],
  ['signs', `${'-'.repeat(100_000)}a`],
  ['powers', `a${'**a'.repeat(100_000)}`],
  ['terms', `a${' + a'.repeat(100_000)}`],
  ['calls', `${'f('.repeat(100_000)}a`],
  ['comparisons', `a${' < a'.repeat(100_000)}`],
  ['nested choices', '(a if '.repeat(100_000)],
  ['nested comparisons', '(a < b < '.repeat(100_000)],
  ['nested lookups', '(a if b else a < b < '.repeat(30_000)],
  ['choices', `a${' if a else a'.repeat(20_000)}`],
])('a text of a hundred thousand %s is refused, not fatal', (_, text) => {
  expect(parseExpression({ name: 'text', text }).diagnostics).toHaveLength(1)
})

test('sums of a few hundred terms and nesting as in generated models are fine', () => {
  expect(shapeOf(`a${' + a'.repeat(400)}`)).toMatch(/^\(+a \+/)
  expect(shapeOf(`${'(1 + '.repeat(150)}a${')'.repeat(150)}`)).toMatch(/^\(1 \+/)
})
