import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Expression } from '../language/syntax-tree.js'
import { differentiate } from './differentiate.js'
import { evaluate } from './evaluate.test-support.js'
import { formula, shape } from './formula.test-support.js'

function derivative(expression: Expression): Expression {
  const result = differentiate(expression, 'x')
  if ('obstacle' in result) throw new Error(`no derivative: ${shape(result.obstacle)}`)
  return result.derivative
}

/** Central difference, extrapolated to step zero. */
function finiteDifference(expression: Expression, x: number, p: number): number {
  const slope = (h: number): number =>
    (evaluate(expression, { x: x + h, p }) - evaluate(expression, { x: x - h, p })) / (2 * h)
  return (4 * slope(5e-4) - slope(1e-3)) / 3
}

// prettier-ignore
const SMOOTH = [
  'exp(x)', 'exp2(x)', 'expm1(x)', 'exprel(x)', 'log(1 + x*x)', 'log10(2 + sin(x))', 'log2(3 + x*x)', 'log1p(x*x)',
  'sqrt(1 + x*x)', 'sin(2*x)', 'cos(x*p)', 'tan(x/3)', 'arcsin(x/3)', 'arccos(x/3)', 'arctan(x)', 'arctan2(x, 1 + p)',
  'arctan2(p, 3 + x)', 'sinh(x)', 'cosh(x)', 'tanh(x)', 'arcsinh(x)', 'arccosh(4 + x)', 'arctanh(x/3)', 'x**3', '(4 + x)**p',
  '(4 + x)**-1', 'p**x', '(4 + x)**x', '1/(4 + x)', '(1 - x)/(3 + x*x)', '-x + +x*p', 'x*exp(-x*x)/p', 'where(p > 1, x*x, sin(x))',
]

test('derivatives agree with finite differences', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...SMOOTH),
      fc.double({ min: -2, max: 2, noNaN: true }),
      fc.double({ min: 0.5, max: 2, noNaN: true }),
      (text, x, p) => {
        const expression = formula(text)
        const exact = evaluate(derivative(expression), { x, p })
        expect(Math.abs(exact - finiteDifference(expression, x, p))).toBeLessThan(
          1e-7 * (1 + Math.abs(exact)),
        )
      },
    ),
    { numRuns: 2000 },
  )
})

// prettier-ignore
test.each([
  ['abs(x)', -1.5, -1], ['abs(x)', 2, 1], ['sign(x)', 2, 0], ['floor(x) + ceil(x) + int(x) + heaviside(x)', 0.5, 0],
  ['clip(x, -1, 1)', 0.5, 1], ['clip(x, -1, 1)', -3, 0], ['clip(x, -1, 1)', 3, 0], ['clip(0.5, x, 1)', 0.7, 1],
  ['clip(0.5, x, 1)', 0.2, 0], ['clip(3, 0, x)', 1, 1], ['clip(0, 5, x)', 2, 1], ['min(x, 1, 2*x)', -3, 2], ['min(x, 1, 2*x)', 0.3, 1],
  ['max(x*x, 2)', 3, 6], ['max(x, x)', 1, 1], ['x % 3', 4.5, 1], ['7 % x', 2.5, -2], ['mod(7, x)', 2.5, -2], ['x // 2', 3.3, 0],
  ['int(x > 1)*x', 3, 1], ['where(x > 1, x*x, -x)', 2, 4], ['where(x > 1, x*x, -x)', 0, -1], ['p*2', 1, 0],
])('d/dx %s at %d is %d', (text, x, expected) => {
  expect(evaluate(derivative(formula(text)), { x, p: 1 })).toBeCloseTo(expected, 12)
})

test('the derivative of exprel is right through zero', () => {
  const slope = derivative(formula('exprel(x)'))
  // Reference: Σ (n + 1)/(n + 2)! x^n, summed until it no longer changes.
  const series = (x: number): number => {
    let [total, term] = [0, 1 / 2]
    for (let n = 0; n < 40; n++) {
      total += term
      term *= (x * (n + 2)) / ((n + 1) * (n + 3))
    }
    return total
  }
  for (const x of [0, 1e-300, 1e-9, -1e-4, 0.0199, -0.0201, 0.5, -1]) {
    expect(Math.abs(evaluate(slope, { x }) / series(x) - 1)).toBeLessThan(2e-11)
  }
})

test('what has no derivative is named', () => {
  expect(differentiate(formula('2*x + f(x)'), 'x')).toMatchObject({ obstacle: { name: 'f' } })
  expect(differentiate(formula('poisson(x)'), 'x')).toMatchObject({ obstacle: { name: 'poisson' } })
  expect(differentiate(formula('f(p)*x'), 'x')).toHaveProperty('derivative')
})

test('structural zeros and ones do not show in the result', () => {
  expect(shape(derivative(formula('a*x + b')))).toBe('a')
  expect(shape(derivative(formula('x**2')))).toBe('(2 * x)')
  expect(shape(derivative(formula('-x/tau')))).toBe('(-1 / tau)')
})
