import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Expression } from '../language/syntax-tree.js'
import { evaluate } from './evaluate.test-support.js'
import { formula, shape } from './formula.test-support.js'
import { linearForm, type LinearForm, type NotLinear } from './linear-form.js'

const integerNames = new Set(['i', 'j', 'k'])
const read = (text: string, variables: string, freeze = false): LinearForm | NotLinear =>
  linearForm(formula(text), {
    variables: new Set(variables.split(' ')),
    integer: name => integerNames.has(name),
    freeze,
  })

/** `v: slope, …, constant`, or the culprits of a form that is not linear. */
function summary(text: string, variables: string, freeze = false): string {
  const form = read(text, variables, freeze)
  if ('nonlinear' in form) {
    return form.nonlinear
      .map(
        ({ culprit: { span }, cause, variables: inside }) =>
          `${cause} ${span.source.text.slice(span.start, span.end)} [${inside.join()}]`,
      )
      .join('; ')
  }
  const slopes = [...form.slopes].map(([variable, slope]) => `${variable}: ${shape(slope)}`)
  return [...slopes, ...(form.constant === undefined ? [] : [shape(form.constant)])].join(', ')
}

test.each([
  ['-v/tau', 'v', 'v: (-1 / tau)'],
  [
    '(ge + gi - (v - El) + I)/taum',
    'v ge gi',
    'ge: (1 / taum), gi: (1 / taum), v: (-1 / taum), ((El + I) / taum)',
  ],
  ['gl*(El - v)', 'v', 'v: -gl, (gl * El)'],
  ['v', 'v', 'v: 1'],
  ['1/tau', 'v', '(1 / tau)'],
  ['0', 'v', ''],
  ['0*v', 'v', ''],
  ['v - v', 'v', ''],
  ['(v - v)*w + w', 'v w', 'w: 1'],
  ['(v + 1)**2 - v**2', 'v', 'v: 2, 1'],
  ['v**2/v', 'v', 'v: 1'],
  ['a*v**2 - v*v*a + b*v', 'v', 'v: b'],
  ['v/2', 'v', 'v: (1 / 2)'],
  ['where(c, -v, w + 3)', 'v w', 'v: where(c, -1, 0), w: where(c, 0, 1), where(c, 0, 3)'],
  ['where(c, -v, 0) + v**2 - v**2', 'v', 'v: where(c, -1, 0)'],
  ['x**2*v + p', 'v', 'v: (x ** 2), p'],
])('%s is linear in %s', (text, variables, expected) => {
  expect(summary(text, variables)).toBe(expected)
})

test.each([
  ['v**2 - w', 'v w', 'power v**2 [v]'],
  ['v - v**3/3 - w', 'v', 'power v**3 [v]'],
  ['v*(1-v)/tau', 'v', 'power v*(1-v) [v]'],
  ['g*(E - v) + v', 'v g', 'power g*(E - v) [g,v]'],
  ['-v + exp(v/d) + abs(w)', 'v w', 'inside exp(v/d) [v]; inside abs(w) [w]'],
  ['int(v > 1)*w', 'v w', 'inside int(v > 1) [v]'],
  ['1/(1 + v)', 'v', 'inside 1 + v [v]'],
  ['1/v', 'v', 'power 1/v [v]'],
  ['v**a', 'v', 'inside v**a [v]'],
  ['where(v > 1, a, b)', 'v', 'inside v > 1 [v]'],
])('%s is not linear in %s', (text, variables, expected) => {
  expect(summary(text, variables)).toBe(expected)
})

test.each([
  ['exp((v - VT)/D) - v', 'v: -1, exp(((v - VT) / D))'],
  ['-v*abs(v)', 'v: -abs(v)'],
  ['v*int(v > 3)', 'v: int((v > 3))'],
  ['v/(1 + v)', 'v: (1 / (1 + v))'],
  ['where(v > 3, -v, w)', 'v: where((v > 3), -1, 0), where((v > 3), 0, w)'],
  ['exp(v)*(1 - v)', 'v: -exp(v), exp(v)'],
  ['v*(1 - v)', 'power v*(1 - v) [v]'],
])('with functions frozen, %s', (text, expected) => {
  expect(summary(text, 'v', true)).toBe(expected)
})

test('integers that the text never multiplies or adds as integers do not meet', () => {
  expect(summary('v*i*i', 'v')).toBe('v: ((1 * i) * i)')
  expect(summary('v*i + v*j', 'v')).toBe('v: ((1 * i) + j)')
  expect(summary('v*3*4', 'v')).toBe('v: 12')
  expect(summary('v*(i*j)', 'v')).toBe('v: (i * j)')
  expect(summary('v*i*x', 'v')).toBe('v: (i * x)')
})

const leaf = fc.oneof(
  fc.constantFrom('v', 'w', 'a', 'b').map((text): Expression => formula(text)),
  fc.integer({ min: -3, max: 3 }).map((value): Expression => formula(String(value))),
)
const tree = fc.letrec<{ node: Expression }>(tie => ({
  node: fc.oneof(
    { maxDepth: 5 },
    leaf,
    fc
      .tuple(fc.constantFrom('+', '-', '*'), tie('node'), tie('node'))
      .map(([operator, left, right]): Expression => ({
        kind: 'binary',
        operator,
        left,
        right,
        span: left.span,
      })),
    tie('node').map((operand): Expression => ({
      kind: 'binary',
      operator: '/',
      left: operand,
      right: formula('a'),
      span: operand.span,
    })),
    fc.tuple(tie('node'), tie('node')).map(([a, b]): Expression => ({
      kind: 'call',
      name: 'where',
      nameSpan: a.span,
      arguments: [formula('b > a'), a, b],
      span: a.span,
    })),
  ),
})).node

test('a linear form has the values of the expression', () => {
  const value = fc.integer({ min: 1, max: 9 })
  let linear = 0
  fc.assert(
    fc.property(tree, value, value, value, value, (expression, v, w, a, b) => {
      const form = linearForm(expression, { variables: new Set(['v', 'w']), integer: () => false })
      if ('nonlinear' in form) return
      linear++
      const values = { v, w, a, b }
      const at = (part: Expression | undefined): number => (part === undefined ? 0 : evaluate(part, values))
      const total = [...form.slopes].reduce(
        (sum, [name, slope]) => sum + at(slope) * (name === 'v' ? v : w),
        at(form.constant),
      )
      const exact = evaluate(expression, values)
      expect(Math.abs(total - exact)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(exact)))
    }),
    { numRuns: 500 },
  )
  expect(linear).toBeGreaterThan(100)
})
