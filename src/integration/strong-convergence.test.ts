import { expect, test } from 'vitest'
import { evaluatePaths, type PathValue, type Paths } from './paths.test-support.js'
import { FIXED_STEP_METHODS, fixedStepMethod, system } from './system.test-support.js'

const COUNT = 8000
/** Steps of the paths that stand for the solution where there is no closed form. */
const FINEST = 256

/**
 * Normal numbers by Box and Muller, from Marsaglia's generator (xorshift 13, 17, 5; J. Stat. Softw. 8, 2003).
 */
function normals(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1)
  const uniform = (): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return ((state >>> 0) + 0.5) / 2 ** 32
  }
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
}

/**
 * Increments of Wiener paths over T = 1: `fine[step]` has one entry a path. Coarser steps sum the same
 * increments.
 */
function wiener(seed: number, finest: number): readonly Float64Array[] {
  const normal = normals(seed)
  return Array.from({ length: finest }, () =>
    Float64Array.from({ length: COUNT }, () => normal() / Math.sqrt(finest)),
  )
}

function coarsened(fine: readonly Float64Array[], steps: number): readonly Float64Array[] {
  const factor = fine.length / steps
  return Array.from({ length: steps }, (_, n) => {
    const total = new Float64Array(COUNT)
    for (const increments of fine.slice(n * factor, (n + 1) * factor))
      increments.forEach((dW, k) => (total[k] = (total[k] ?? 0) + dW))
    return total
  })
}

/** Values of `v` at t = 1, from v = 1, when the noise variables follow given paths. */
function endpoints(
  method: string,
  lines: readonly string[],
  noises: readonly (readonly Float64Array[])[],
): Float64Array {
  const update = fixedStepMethod(method).update(system(lines))
  const steps = noises[0]?.length ?? 0
  const dt = 1 / steps
  const sqrt = (x: PathValue = NaN): PathValue => (typeof x === 'number' ? Math.sqrt(x) : x.map(Math.sqrt))
  let values: Paths = { v: new Float64Array(COUNT).fill(1), dt }
  for (let n = 0; n < steps; n++) {
    let drawn = 0
    // The update multiplies by sqrt(dt), so a draw is the increment divided by it.
    const randn = (): PathValue => noises[drawn++]?.[n]?.map(dW => dW / Math.sqrt(dt)) ?? NaN
    values = evaluatePaths(update, values, { sqrt, randn })
  }
  return values['v'] instanceof Float64Array ? values['v'] : new Float64Array(COUNT).fill(NaN)
}

const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((a, b) => a + b, 0) / values.length
const differences = (a: Float64Array, b: Float64Array): Float64Array =>
  a.map((value, k) => value - (b[k] ?? NaN))
const strongError = (a: Float64Array, b: Float64Array): number => mean(differences(a, b).map(Math.abs))
const totals = (fine: readonly Float64Array[]): Float64Array =>
  coarsened(fine, 1)[0] ?? new Float64Array(COUNT)

const GEOMETRIC = ['dv/dt = -0.5*v + 0.8*v*xi']
const first = wiener(1, 128)
const second = wiener(2, 128)
const long = wiener(3, FINEST)

test.each([
  ['heun', [2.25e-2, 1.1e-2, 5.39e-3, 2.66e-3, 1.32e-3]],
  ['milstein', [2.2e-2, undefined, undefined, undefined, 1.4e-3]],
] as const)('mean errors of %s for multiplicative noise', (method, expected) => {
  const solution = totals(first).map(w => Math.exp(-0.5 + 0.8 * w))
  expected.forEach((known, position) => {
    const error = strongError(endpoints(method, GEOMETRIC, [coarsened(first, 8 * 2 ** position)]), solution)
    if (known !== undefined) expect(Math.abs(error / known - 1)).toBeLessThan(0.1)
  })
})

test('milstein has no bias from its support point', () => {
  const solution = totals(first).map(w => Math.exp(-0.5 + 0.8 * w))
  const bias = mean(differences(endpoints('milstein', GEOMETRIC, [coarsened(first, 8)]), solution))
  // With the drift in the support point it would be -6e-2.
  expect(Math.abs(bias)).toBeLessThan(5e-3)
})

test('heun keeps the products of two noises', () => {
  const lines = ['dv/dt = -0.5*v + 0.8*v*xi_1 + 0.6*v*xi_2']
  const [w1, w2] = [totals(first), totals(second)]
  const solution = w1.map((w, k) => Math.exp(-0.5 + 0.8 * w + 0.6 * (w2[k] ?? NaN)))
  for (const [steps, known] of [
    [8, 3.36e-2],
    [16, 1.84e-2],
    [32, 9.9e-3],
    [64, 4.8e-3],
    [128, 2.6e-3],
  ] as const) {
    const error = strongError(
      endpoints('heun', lines, [coarsened(first, steps), coarsened(second, steps)]),
      solution,
    )
    expect(Math.abs(error / known - 1)).toBeLessThan(0.1)
  }
})

test.each(
  FIXED_STEP_METHODS.flatMap(({ name, strongOrder }) =>
    // Of order 1/2 for multiplicative noise only: see below.
    strongOrder === undefined ? [] : [[name, Math.max(1, strongOrder)] as const],
  ),
)('the paths of %s under additive noise converge with order %d', (name, order) => {
  const at = (steps: number): Float64Array =>
    endpoints(name, ['dv/dt = -v + 0.5*xi'], [coarsened(long, steps)])
  const solution = at(FINEST)
  const found = [8, 16, 32].map(steps => strongError(at(steps), solution))
  const slope = Math.log2((found[0] ?? NaN) / (found[2] ?? NaN)) / 2
  expect(Math.abs(slope - order)).toBeLessThan(0.2)
})

test('euler_ito converges to the solution of Itô with order 1/2, the others to that of Stratonovich', () => {
  const ito = totals(first).map(w => Math.exp(-0.5 - 0.32 + 0.8 * w))
  const stratonovich = totals(first).map(w => Math.exp(-0.5 + 0.8 * w))
  const errors = [8, 16, 32, 64, 128].map(steps =>
    strongError(endpoints('euler_ito', GEOMETRIC, [coarsened(first, steps)]), ito),
  )
  const slope = Math.log2((errors[0] ?? NaN) / (errors[4] ?? NaN)) / 4
  expect(Math.abs(slope - 0.5)).toBeLessThan(0.1)
  expect(errors[4]).toBeLessThan(0.03)
  const finest = endpoints('euler_ito', GEOMETRIC, [first])
  // E |difference of the solutions| = exp(-0.18) (1 - exp(-0.32)) = 0.229.
  expect(strongError(finest, stratonovich)).toBeGreaterThan(0.2)
  expect(strongError(endpoints('milstein', GEOMETRIC, [first]), stratonovich)).toBeLessThan(0.01)
})
