import { expect, test } from 'vitest'
import type { Expression } from '../language/syntax-tree.js'
import { ADAPTIVE_METHODS, SUBSTEP } from './adaptive.js'
import {
  cashKarp45,
  doubledRk4,
  fehlberg45,
  kutta23,
  princeDormand78,
  type ButcherTableau,
} from './butcher-tableau.js'
import type { AdaptiveMethod, UpdateStatement } from './method.js'
import { step, system } from './system.test-support.js'

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

test.each<[string, ButcherTableau, number, number]>([
  ['kutta23', kutta23, 3, 2],
  ['doubledRk4', doubledRk4, 4, 4],
  ['fehlberg45', fehlberg45, 5, 4],
  ['cashKarp45', cashKarp45, 5, 4],
  ['princeDormand78', princeDormand78, 8, 7],
])('%s meets the order conditions of quadrature', (_, { c, a, b, e }, order, lower) => {
  a.forEach((row, stage) => {
    expect(row).toHaveLength(stage)
    expect(sum(row)).toBeCloseTo(c[stage] ?? NaN, 14)
  })
  // Σ b c^(k-1) = 1/k for all k up to the order; the estimate vanishes up to the order of the other formula.
  for (let k = 1; k <= order; k++)
    expect(sum(b.map((weight, s) => weight * (c[s] ?? NaN) ** (k - 1)))).toBeCloseTo(1 / k, 13)
  for (let k = 1; k <= lower; k++)
    expect(sum(e.map((weight, s) => weight * (c[s] ?? NaN) ** (k - 1)))).toBeCloseTo(0, 13)
})

/** The new value and the estimate of the error of `v` after substeps of the length 1/n from t = 0 to t = 1. */
function integrate(method: AdaptiveMethod, lines: readonly string[], v: number, n: number, rate = 1) {
  const { statements, variables } = method.attempt(system(lines), new Set(), '')
  const all: UpdateStatement[] = [...statements]
  for (const { variable, value, error } of variables)
    all.push({ target: `_error_${variable}`, value: error }, { target: `_new_${variable}`, value })
  let values: Record<string, unknown> = { v, w: 1, rate, t: 0, [SUBSTEP]: 1 / n }
  for (let k = 0; k < n; k++) {
    const next: Record<string, unknown> = { ...step(all, { ...values, rate, t: k / n }) }
    for (const { variable } of variables) next[variable] = next[`_new_${variable}`]
    values = next
  }
  return { value: Number(values.v), error: Number(values._error_v) }
}

test.each(ADAPTIVE_METHODS.map(method => [method.name, method] as const))(
  'the error of %s falls with its declared order',
  (_, method) => {
    // Faster for the eighth order, whose errors would be lost in rounding otherwise.
    const rate = method.order > 5 ? 4 : 1
    const problems = [
      { lines: ['dv/dt = rate*v*(1 - v)'], start: 0.1, solution: 0.1 / (0.1 + 0.9 * Math.exp(-rate)) },
      {
        lines: ['dv/dt = rate*(sin(rate*t) - v)'],
        start: 0.5,
        solution: Math.exp(-rate) + (Math.sin(rate) - Math.cos(rate)) / 2,
      },
      {
        lines: ['dv/dt = -rate*v*w', 'dw/dt = -rate*w'],
        start: 1,
        solution: Math.exp(Math.exp(-rate) - 1),
      },
    ]
    for (const { lines, start, solution } of problems) {
      const counts = method.order > 5 ? [7, 14] : [4, 8]
      const errors = counts.map(n => Math.abs(integrate(method, lines, start, n, rate).value - solution))
      const [first = NaN, last = NaN] = [errors[0], errors.at(-1)]
      const slope = Math.log2(first / last)
      expect(slope, lines.join()).toBeGreaterThan(method.order - 0.5)
      // The eighth order is reached from above: with so few steps smaller terms still count.
      if (method.order < 8) expect(slope, lines.join()).toBeLessThan(method.order + 1.5)
    }
  },
)

test.each(ADAPTIVE_METHODS.map(method => [method.name, method] as const))(
  'the estimate of %s is not smaller than the error',
  (_, method) => {
    const { value, error } = integrate(method, ['dv/dt = -v'], 1, 1)
    expect(Math.abs(error)).toBeGreaterThan(Math.abs(value - Math.exp(-1)))
  },
)

const refusals = (method: AdaptiveMethod, line: string): readonly string[] =>
  method.refuse(system([line])).map(({ reason }) => reason)

test('noise and random numbers are refused', () => {
  for (const method of ADAPTIVE_METHODS) {
    expect(refusals(method, 'dv/dt = -v + xi').join()).toContain(`${method.name} cannot integrate the noise`)
    expect(refusals(method, 'dv/dt = -v + rand()').join()).toMatch(/random; hold it .*"constant over dt"/)
    expect(refusals(method, 'dv/dt = -v**3')).toEqual([])
  }
})

test('a frozen variable is multiplied by nothing but held', () => {
  const [method] = ADAPTIVE_METHODS
  const frozen = method?.attempt(system(['dv/dt = 1', 'dw/dt = v']), new Set(['v']), 'active')
  const text = (expression: Expression | undefined): string => JSON.stringify(expression)
  expect(text(frozen?.statements.find(({ target }) => target === '_k1_v')?.value)).toContain('active')
  expect(text(frozen?.statements.find(({ target }) => target === '_k1_w')?.value)).not.toContain('active')
})
