import { expect, test } from 'vitest'
import { evaluatePaths, type PathValue, type Paths } from './paths.test-support.js'
import { readScheme } from './scheme.js'
import { schemeMethod } from './scheme-method.js'
import type { IntegrationMethod } from './method.js'
import { FIXED_STEP_METHODS, fixedStepMethod, system } from './system.test-support.js'

/**
 * Nodes and weights of a normal number (Gauss and Hermite, 5 points): exact for polynomials up to the degree 9, so that expectations of one
 * step of linear equations are exact, and there is no statistical error at all.
 */
const NODES = [-2.8569700138728056, -1.355626179974266, 0, 1.355626179974266, 2.8569700138728056]
const WEIGHTS = [
  0.011257411327720691, 0.2220759220056126, 0.5333333333333333, 0.2220759220056126, 0.011257411327720691,
]

/** E v and E v² at t = 1 from v = 1, over all paths whose increments are nodes. */
function moments(method: IntegrationMethod, line: string, steps: number): readonly [number, number] {
  const update = method.update(system([line]))
  const count = NODES.length ** steps
  const digit = (path: number, step: number): number => Math.floor(path / NODES.length ** step) % NODES.length
  const weight = Float64Array.from({ length: count }, (_, path) => {
    let product = 1
    for (let step = 0; step < steps; step++) product *= WEIGHTS[digit(path, step)] ?? NaN
    return product
  })
  let values: Paths = { v: new Float64Array(count).fill(1), dt: 1 / steps }
  for (let step = 0; step < steps; step++) {
    const randn = (): PathValue =>
      Float64Array.from({ length: count }, (_, path) => NODES[digit(path, step)] ?? NaN)
    const sqrt = (x: PathValue = NaN): PathValue => (typeof x === 'number' ? Math.sqrt(x) : x.map(Math.sqrt))
    const { v = NaN } = evaluatePaths(update, values, { sqrt, randn })
    values = { ...values, v }
  }
  const { v } = values
  if (!(v instanceof Float64Array)) throw new Error('no paths')
  let [mean, square] = [0, 0]
  weight.forEach((share, path) => {
    const value = v[path] ?? NaN
    mean += share * value
    square += share * value * value
  })
  return [mean, square]
}

test('the nodes have the moments of a normal number', () => {
  ;[1, 0, 1, 0, 3, 0, 15, 0, 105].forEach((moment, degree) => {
    const found = NODES.reduce((sum, node, k) => sum + (WEIGHTS[k] ?? NaN) * node ** degree, 0)
    expect(found).toBeCloseTo(moment, 9)
  })
})

const PROBLEMS = {
  // Ornstein and Uhlenbeck: E v = exp(-1), variance (1 - exp(-2))/8.
  additive: {
    line: 'dv/dt = -v + 0.5*xi',
    mean: Math.exp(-1),
    square: Math.exp(-2) + (1 - Math.exp(-2)) / 8,
  },
  // Stratonovich: v = exp(-t/2 + 0.8 W), so E v^n = exp(-n t/2 + n^2 0.32 t).
  multiplicative: { line: 'dv/dt = -0.5*v + 0.8*v*xi', mean: Math.exp(-0.18), square: Math.exp(0.28) },
  // Itô: v = exp(-t/2 - 0.32 t + 0.8 W).
  ito: { line: 'dv/dt = -0.5*v + 0.8*v*xi', mean: Math.exp(-0.5), square: Math.exp(-0.36) },
}

const SCHEME = schemeMethod(
  readScheme(
    'predictor',
    'y = x + dt*f(x, t) + g(x, t)*dW\nx_new = x + 0.5*(dt*(f(x, t) + f(y, t + dt)) + (g(x, t) + g(y, t + dt))*dW)',
    'multiplicative',
  ),
)

/** Slopes of the logarithm of the error between 4 and 7 steps. */
function weakOrders(method: IntegrationMethod, { line, mean, square }: (typeof PROBLEMS)['additive']) {
  const [first, last] = [4, 7].map(steps => moments(method, line, steps))
  const slope = (which: 0 | 1, truth: number): number =>
    Math.log(Math.abs(((first?.[which] ?? NaN) - truth) / ((last?.[which] ?? NaN) - truth))) / Math.log(7 / 4)
  return [slope(0, mean), slope(1, square)]
}

test.each(
  FIXED_STEP_METHODS.filter(({ strongOrder }) => strongOrder !== undefined).flatMap(({ name }) =>
    name === 'euler'
      ? [[name, 'additive'] as const]
      : [
          [name, 'additive'] as const,
          [name, name === 'euler_ito' ? ('ito' as const) : ('multiplicative' as const)] as const,
        ],
  ),
)('mean and mean square of %s converge with order 1: %s noise', (name, problem) => {
  for (const order of weakOrders(fixedStepMethod(name), PROBLEMS[problem])) {
    expect(Math.abs(order - 1)).toBeLessThan(0.3)
  }
})

test('a scheme that averages the drift over the step has order 2 under additive noise', () => {
  for (const order of weakOrders(SCHEME, PROBLEMS.additive)) expect(Math.abs(order - 2)).toBeLessThan(0.3)
})
