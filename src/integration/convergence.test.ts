import { expect, test } from 'vitest'
import type { Values } from '../symbolic/evaluate.test-support.js'
import { FIXED_STEP_METHODS, advance, fixedStepMethod, system } from './system.test-support.js'

interface Problem {
  readonly name: string
  readonly lines: readonly string[]
  readonly start: Values
  /** The variable that is looked at, and its true value at t = 1. */
  readonly variable: string
  readonly solution: number
}

const E1 = Math.exp(-1)
// prettier-ignore
const PROBLEMS: readonly Problem[] = [
  { name: 'linear', lines: ['dv/dt = 0.5 - v'], start: { v: 2 }, variable: 'v', solution: 0.5 + 1.5 * E1 },
  {
    name: 'linear system', lines: ['dv/dt = w - v', 'dw/dt = -v - w'], start: { v: 1, w: 0 }, variable: 'v',
    solution: E1 * Math.cos(1),
  },
  {
    name: 'logistic', lines: ['dv/dt = v*(1 - v)'], start: { v: 0.1 }, variable: 'v',
    solution: 0.1 / (0.1 + 0.9 * E1),
  },
  {
    name: 'forced', lines: ['dv/dt = -v + sin(t)'], start: { v: 0.5 }, variable: 'v',
    solution: E1 + (Math.sin(1) - Math.cos(1)) / 2,
  },
  { name: 'modulated', lines: ['dv/dt = v*cos(t)'], start: { v: 1 }, variable: 'v', solution: Math.exp(Math.sin(1)) },
  {
    name: 'conditionally linear', lines: ['dv/dt = -v*w', 'dw/dt = -w'], start: { v: 1, w: 1 }, variable: 'v',
    solution: Math.exp(E1 - 1),
  },
]
const STEPS = [10, 20, 40, 80]
const problem = (name: string): Problem | undefined => PROBLEMS.find(entry => entry.name === name)

function errors(method: string, { lines, start, variable, solution }: Problem): readonly number[] {
  const update = fixedStepMethod(method).update(system(lines))
  return STEPS.map(n => Math.abs((advance(update, { ...start, dt: 1 / n }, n)[variable] ?? NaN) - solution))
}

/** Slope of the logarithm of the error over that of the step, by least squares. */
function measuredOrder(found: readonly number[]): number {
  const x = STEPS.map(n => -Math.log(n))
  const y = found.map(Math.log)
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b) / values.length
  const [mx, my] = [mean(x), mean(y)]
  const covariance = mean(x.map((value, k) => (value - mx) * ((y[k] ?? NaN) - my)))
  return covariance / mean(x.map(value => (value - mx) ** 2))
}

/** Below this the error is rounding and has no slope: the method is exact for the problem. */
const ROUNDING = 1e-13

test.each(FIXED_STEP_METHODS.map(method => [method.name, method] as const))(
  'the error of %s falls with its declared order',
  (name, method) => {
    const suitable = PROBLEMS.filter(({ lines }) => method.refuse(system(lines)).length === 0)
    expect(suitable.length).toBeGreaterThanOrEqual(2)
    let measured = 0
    for (const candidate of suitable) {
      const found = errors(name, candidate)
      if (Math.max(...found) < ROUNDING) continue
      expect(method.order, `${candidate.name} is not integrated exactly`).toBeLessThan(Infinity)
      expect(Math.abs(measuredOrder(found) - method.order), candidate.name).toBeLessThan(0.2)
      measured++
    }
    expect(measured > 0).toBe(method.order < Infinity)
  },
)

test.each([
  ['euler', 'logistic', [5.84e-3, 2.98e-3, 1.505e-3, 7.565e-4]],
  ['rk2', 'logistic', [1.154e-4, 2.949e-5, 7.454e-6, 1.874e-6]],
  ['rk4', 'logistic', [6.047e-8, 3.886e-9, 2.463e-10, 1.55e-11]],
  ['euler', 'forced', [2.393e-2, undefined, undefined, 2.856e-3]],
  ['rk2', 'forced', [9.782e-4, undefined, undefined, 1.416e-5]],
  ['rk4', 'forced', [2.894e-7, undefined, undefined, 6.216e-11]],
  ['exponential_euler', 'forced', [2.606e-2, undefined, undefined, 3.179e-3]],
] as const)('errors of %s for the %s equation', (method, name, expected) => {
  const found = problem(name)
  if (found === undefined) throw new Error(`no problem ${name}`)
  errors(method, found).forEach((error, position) => {
    const known = expected[position]
    if (known !== undefined) expect(Math.abs(error / known - 1)).toBeLessThan(1e-3)
  })
})
